// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"
#include "reports/coupons.hpp"
#include "reports/points.hpp"
#include "reports/summary.hpp"
#include "reports/tiers.hpp"

namespace loyalty::cli {
namespace {

using Kind = output::Column::Kind;

constexpr std::int64_t most_days = 36'500;

void write_value(const Session& session, output::TableWriter& table, const decltype(reports::Measure::value)& value) {
  std::visit(
      [&](const auto& each) {
        using Value = std::decay_t<decltype(each)>;
        if constexpr (std::is_same_v<Value, std::monostate>)
          table.empty();
        else if constexpr (std::is_same_v<Value, Ratio>)
          write_rate(session, table, each);
        else
          table.cell(each);
      },
      value);
}

/// A measure stands alone, so its short column title ("redeemed") would not do.
std::string told(const Session& session, std::string_view measure) {
  if (session.chinese()) return messages::title(measure, true);
  std::string words(measure);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// The title of the name of a tier or coupon, which is not that of a person.
std::string thing_name(const Session& session) { return std::string(session.either("name", "名称")); }

std::string_view none_here(const Session& session) { return session.either("nothing to show", "没有内容"); }

} // namespace

std::pair<Day, Day> report_days(Session& session) {
  constexpr std::int32_t usual = 30;
  const Day to = std::min(session.maybe_day("--to").value_or(session.as_of()), session.as_of());
  const Day from = session.maybe_day("--from").value_or(to - (usual - 1));
  if (from > to)
    throw Error(Failure::usage, fmt::format("--from {} is after {}", to_string(from), to_string(to)), {},
                "nothing after --to and --as-of is shown");
  return {from, to};
}

void show_summary(Session& session) {
  const auto measures = reports::report_summary(session.ledger(), session.as_of());
  auto table = session.table({{"measure"}, {"value", {}, Kind::number}, {"reference"}});
  for (const auto& measure : measures) {
    table->text(for_people(session) ? told(session, measure.key) : std::string(measure.key));
    write_value(session, *table, measure.value);
    table->text(for_people(session) ? messages::title(measure.reference, session.chinese())
                                    : std::string(measure.reference));
    table->end_row();
  }
  table->finish();
}

void show_tiers(Session& session) {
  const auto rows = reports::report_tiers(session.ledger(), session.as_of());
  auto table = session.table({{"tier"},
                              {"name", thing_name(session)},
                              {"members", {}, Kind::number},
                              {"share", {}, Kind::number},
                              {"orders", {}, Kind::number},
                              {"gross", {}, Kind::money},
                              {"net", {}, Kind::money},
                              {"average_net", {}, Kind::money}});
  for (const auto& row : rows) {
    const bool no_tier = for_people(session) && row.tier.empty();
    if (no_tier && row.members == 0) continue;
    table->text(no_tier ? session.either("no tier", "无等级") : row.tier);
    table->text(row.name);
    table->number(row.members);
    write_rate(session, *table, row.share);
    table->number(row.orders.orders);
    table->money(row.orders.gross);
    table->money(row.orders.net());
    table->cell(row.average_net);
    table->end_row();
  }
  table->finish();
}

void show_tier_changes(Session& session) {
  const auto [from, to] = report_days(session);
  const auto changes = reports::report_tier_changes(session.ledger(), from, to);
  auto table = session.table({{"day", {}, Kind::day},
                              {"member_id"},
                              {"name"},
                              {"from_tier"},
                              {"to_tier"},
                              {"until", {}, Kind::day},
                              {"reason"},
                              {"qualifying", {}, Kind::money}},
                             none_here(session));
  for (const auto& row : changes.rows) {
    table->day(row.change.day);
    table->text(changes.names.key(row.member));
    table->text(changes.names.name(row.member));
    table->text(row.from_tier);
    table->text(row.change.tier);
    table->day(row.change.until);
    const auto reason = to_string(row.change.reason);
    table->text(for_people(session) ? messages::title(reason, session.chinese()) : std::string(reason));
    if (row.money)
      table->money(Money{row.change.qualifying});
    else
      table->number(row.change.qualifying);
    table->end_row();
  }
  table->finish();
}

void show_points(Session& session) {
  constexpr std::size_t year_and_month = 7;
  const auto months = reports::report_points(session.ledger(), session.as_of());
  auto table = session.table({{"month"},
                              {"earned", {}, Kind::number},
                              {"redeemed", {}, Kind::number},
                              {"expired", {}, Kind::number},
                              {"clawed_back", {}, Kind::number},
                              {"adjusted", {}, Kind::number},
                              {"balance", {}, Kind::number}},
                             none_here(session));
  for (const auto& month : months) {
    table->text(to_string(month.first).substr(0, year_and_month));
    table->number(month.moved.earned);
    table->number(month.moved.redeemed);
    table->number(month.moved.expired);
    table->number(month.moved.clawed_back);
    table->number(month.moved.adjusted);
    table->number(month.balance);
    table->end_row();
  }
  table->finish();
}

void show_expiring(Session& session) {
  constexpr std::int64_t usual = 30;
  const auto days = session.maybe_number("--days").value_or(usual);
  if (days < 0 || days > most_days)
    throw Error(Failure::usage, fmt::format("--days {} is not a number of days from 0 to {}", days, most_days));
  const auto expiring = reports::report_expiring(session.ledger(), session.as_of(), static_cast<std::int32_t>(days));
  auto table = session.table({{"member_id"}, {"name"}, {"points", {}, Kind::number}, {"last_day", {}, Kind::day}},
                             none_here(session));
  for (const auto& row : expiring.rows) {
    table->text(expiring.names.key(row.member));
    table->text(expiring.names.name(row.member));
    table->number(row.points);
    table->day(row.last_day);
    table->end_row();
  }
  table->finish();
}

void show_coupons(Session& session) {
  const auto coupons = reports::coupon_figures(session.ledger(), session.as_of());
  auto table = session.table({{"coupon"},
                              {"name", thing_name(session)},
                              {"issued", {}, Kind::number},
                              {"open", {}, Kind::number},
                              {"redeemed", {}, Kind::number},
                              {"expired", {}, Kind::number},
                              {"void", {}, Kind::number},
                              {"order_amount", {}, Kind::money},
                              {"discount", {}, Kind::money},
                              {"redemption_rate", std::string(session.either("rate of use", "核销率")), Kind::number}},
                             none_here(session));
  for (const auto& coupon : coupons) {
    table->text(coupon.coupon);
    table->text(coupon.name);
    table->number(coupon.issued);
    table->number(coupon.open);
    table->number(coupon.redeemed);
    table->number(coupon.expired);
    table->number(coupon.voided);
    table->money(coupon.order_amount);
    table->money(coupon.discount);
    write_rate(session, *table, coupon.redemption_rate());
    table->end_row();
  }
  table->finish();
}

} // namespace loyalty::cli
