// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cli/contacts.hpp"
#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"
#include "reports/birthdays.hpp"
#include "reports/dormant.hpp"
#include "reports/groups.hpp"

namespace loyalty::cli {
namespace {

using Kind = output::Column::Kind;

std::int32_t days_or(const Session& session, std::int64_t usual, std::int64_t most) {
  const auto days = session.maybe_number("--days").value_or(usual);
  if (days < 0 || days > most)
    throw Error(Failure::usage, fmt::format("--days {} is not a number of days from 0 to {}", days, most));
  return static_cast<std::int32_t>(days);
}

std::string_view nobody(const Session& session) { return session.either("nobody", "没有会员"); }

void show_rosters(Session& session) {
  if (session.flag("--contact") || session.flag("--from") || session.flag("--to"))
    throw Error(Failure::usage, "--roster shows whole rosters on one day", {}, "use --as-of DAY, without --contact");
  const auto rosters = reports::report_rosters(session.ledger(), session.as_of());
  auto table = session.table({{"group"}, {"member_id"}, {"name"}, {"since", {}, Kind::day}}, nobody(session));
  for (const auto& row : rosters.rows) {
    table->text(row.group);
    table->text(rosters.names.key(row.member));
    table->text(rosters.names.name(row.member));
    table->day(row.since);
    table->end_row();
  }
  table->finish();
}

std::optional<reports::GroupDays> group_days(Session& session) {
  if (!session.flag("--from") && !session.flag("--to")) return std::nullopt;
  const auto [from, to] = report_days(session);
  return reports::GroupDays{from, to};
}

/// With --contact only the invitations are a list of people to write to.
std::optional<app::ContactList> contact_invited(Session& session, std::vector<reports::GroupChange>& rows) {
  if (session.flag("--contact")) std::erase_if(rows, [](const reports::GroupChange& row) { return !row.invite; });
  return keep_contacts(session, rows, [](const reports::GroupChange& row) { return row.member; });
}

} // namespace

void show_groups(Session& session) {
  if (session.flag("--roster")) return show_rosters(session);
  auto& ledger = list_ledger(session);
  auto changes = reports::report_groups(ledger, group_days(session), session.as_of());
  const auto list = contact_invited(session, changes.rows);
  auto table = session.table({{"group"}, {"change"}, {"member_id"}, {"name"}, {"day", {}, Kind::day}},
                             session.either("nobody to invite or to remove", "没有要邀请或移出的人"));
  for (const auto& row : changes.rows) {
    const std::string_view change = row.invite ? "invite" : "remove";
    table->text(row.group);
    table->text(for_people(session) ? messages::title(change, session.chinese()) : std::string(change));
    table->text(changes.names.key(row.member));
    table->text(changes.names.name(row.member));
    table->day(row.day);
    table->end_row();
  }
  table->finish();
  tell_contacts(session, list);
}

void show_birthdays(Session& session) {
  constexpr std::int64_t usual = 30;
  constexpr std::int64_t most = 366;
  auto& ledger = list_ledger(session);
  auto report = reports::report_birthdays(ledger, session.program(), session.as_of(), days_or(session, usual, most));
  const auto list = keep_contacts(session, report.rows, [](const reports::BirthdayRow& row) { return row.member; });
  auto table =
      session.table({{"member_id"}, {"name"}, {"birthday", {}, Kind::day}, {"days_until", {}, Kind::number}, {"tier"}},
                    nobody(session));
  for (const auto& row : report.rows) {
    table->text(report.names.key(row.member));
    table->text(report.names.name(row.member));
    table->day(row.birthday);
    table->number(row.days_until);
    table->text(row.tier);
    table->end_row();
  }
  table->finish();
  tell_contacts(session, list);
}

void show_dormant(Session& session) {
  constexpr std::int64_t usual = 90;
  constexpr std::int64_t most = 36'500;
  auto& ledger = list_ledger(session);
  auto report = reports::report_dormant(ledger, session.as_of(), days_or(session, usual, most));
  const auto list = keep_contacts(session, report.rows, [](const reports::DormantRow& row) { return row.member; });
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"last_order_on", {}, Kind::day},
                              {"days_since_order", {}, Kind::number},
                              {"orders", {}, Kind::number},
                              {"net", {}, Kind::money}},
                             nobody(session));
  for (const auto& row : report.rows) {
    table->text(report.names.key(row.member));
    table->text(report.names.name(row.member));
    table->day(row.orders.last_on);
    table->cell(row.orders.recency(session.as_of()));
    table->number(row.orders.orders);
    table->money(row.orders.net());
    table->end_row();
  }
  table->finish();
  tell_contacts(session, list);
}

} // namespace loyalty::cli
