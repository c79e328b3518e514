// SPDX-License-Identifier: MIT
#include "reports/members.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "messages/titles.hpp"
#include "reports/common.hpp"
#include "reports/coupons.hpp"
#include "reports/qualifying.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

std::uint32_t index_of(std::vector<std::string>& tiers, std::string&& tier) {
  const auto found = std::find(tiers.begin(), tiers.end(), tier);
  const auto index = static_cast<std::uint32_t>(found - tiers.begin());
  if (found == tiers.end()) tiers.push_back(std::move(tier));
  return index;
}

/// Collects the rows of some members.
struct Collected {
  Day as_of;
  const Condition* qualifying;
  const Timeline* timeline; ///< for metrics that only the engine knows
  std::vector<std::string> tiers;
  MemberRows rows = {};
  std::shared_ptr<Qualifying> measure = {}; ///< of this part

  void add(const History& history, const store::Account& account) {
    const Day since = member_since(history, as_of);
    if (since == never) return;
    if (!measure) measure = std::make_shared<Qualifying>(qualifying, *timeline, as_of);
    auto held = tier_held(account.tier_changes, as_of);
    rows.add({.member = history.member,
              .joined_on = since,
              .orders = order_figures(history, as_of),
              .points = balance_on(account.entries, as_of),
              .tier = index_of(tiers, std::move(held.tier)),
              .tier_since = held.since,
              .tier_until = held.until,
              .qualifying = measure->of(history),
              .closed_since = closed_since(history, as_of)});
  }
};

/// Needed only where the engine has to be asked.
Timeline timeline_for(const Condition* qualifying, store::Ledger& ledger) {
  return asks_engine(qualifying) ? shop::kept_timeline(ledger) : Timeline{};
}

/// Those of the program first, so that mostly all parts number them alike; the first is none.
std::vector<std::string> tiers_of(const Program* program) {
  std::vector<std::string> tiers = {{}};
  if (program != nullptr)
    for (const auto& each : program->tiers) tiers.push_back(each.id);
  return tiers;
}

void append(Collected&& part, MemberReport& report) {
  std::vector<std::uint32_t> index;
  for (auto& tier : part.tiers) index.push_back(index_of(report.tiers, std::move(tier)));
  std::vector<std::uint32_t> alike(index.size());
  std::iota(alike.begin(), alike.end(), 0U);
  if (index == alike) return report.rows.append(std::move(part.rows));
  for (auto row : part.rows) {
    row.tier = index[row.tier];
    report.rows.add(row);
  }
}

void refuse_unknown_tier(const Program* program, const std::vector<std::string>& held, const std::string& tier) {
  std::vector<std::string_view> known(held.begin() + 1, held.end());
  if (program != nullptr)
    for (const auto& each : program->tiers) known.push_back(each.id);
  if (std::find(known.begin(), known.end(), tier) != known.end()) return;
  const auto meant = messages::suggest(tier, known);
  throw Error(Failure::usage, "there is no tier {tier}"_en(tier), {},
              meant.empty() ? "list the tiers with: loyalty report tiers"_en() : "did you mean {word}?"_en(meant));
}

void keep_tier(const std::string& tier, MemberReport& report) {
  const auto index = std::find(report.tiers.begin(), report.tiers.end(), tier) - report.tiers.begin();
  erase_if(report.rows, [index](const MemberRow& row) { return row.tier != index; });
}

void keep_top(std::size_t count, MemberRows& rows) {
  std::vector<MemberRow> top;
  const auto cut = [&] {
    const auto end = top.begin() + static_cast<std::ptrdiff_t>(std::min(count, top.size()));
    std::partial_sort(top.begin(), end, top.end(), [](const MemberRow& left, const MemberRow& right) {
      return std::tuple(-left.orders.net(), left.member) < std::tuple(-right.orders.net(), right.member);
    });
    top.erase(end, top.end());
  };
  for (const auto& row : rows) {
    top.push_back(row);
    if (top.size() / 2 > count) cut();
  }
  cut();
  rows = {};
  for (const auto& row : top) rows.add(row);
}

} // namespace

MemberReport report_members(store::Ledger& ledger, Day as_of, const MembersWanted& wanted) {
  const store::Snapshot snapshot(ledger);
  const auto program = shop::kept_program(ledger);
  const Condition* qualifying = program == nullptr ? nullptr : qualifying_metric(*program);
  MemberReport report{.as_of = as_of,
                      .rows = {},
                      .tiers = tiers_of(program.get()),
                      .names = shop::MemberNames(ledger),
                      .vouchers_open = open_voucher_counts(ledger, as_of)};
  if (qualifying != nullptr) report.qualifying = qualifying->metric;
  const auto timeline = timeline_for(qualifying, ledger);
  auto parts = shop::scan_members(ledger, Collected{as_of, qualifying, &timeline, report.tiers},
                                  {.sales = looks_at_sales(timeline)});
  for (auto& part : parts) append(std::move(part), report);
  if (wanted.tier) {
    refuse_unknown_tier(program.get(), report.tiers, *wanted.tier);
    keep_tier(*wanted.tier, report);
  }
  if (wanted.top) keep_top(*wanted.top, report.rows);
  return report;
}

MemberReport report_member(store::Ledger& ledger, const store::Member& member, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto program = shop::kept_program(ledger);
  const Condition* qualifying = program == nullptr ? nullptr : qualifying_metric(*program);
  MemberReport report{.as_of = as_of, .rows = {}, .names = {member.id, member.key, member.name}, .vouchers_open = {}};
  if (qualifying != nullptr) report.qualifying = qualifying->metric;
  const auto timeline = timeline_for(qualifying, ledger);
  Collected rows{as_of, qualifying, &timeline, report.tiers};
  store::HistoryReader histories(ledger, member.id, member.id, {.sales = looks_at_sales(timeline)});
  if (const auto* history = histories.next()) rows.add(*history, store::read_account(ledger, member.id));
  append(std::move(rows), report);
  const auto open = open_vouchers(ledger, member.id, as_of);
  if (!open.empty()) report.vouchers_open[member.id] = static_cast<std::int64_t>(open.size());
  return report;
}

namespace {

std::optional<std::size_t> count_asked(const Question& question, std::string_view option) {
  const auto number = question.number(option);
  if (number && *number < 1) throw Error(Failure::usage, "{option} must be at least 1"_en(option));
  return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

Cell qualifying_of(const MemberReport& report, const MemberRow& row) {
  if (!report.qualifying) return {};
  return is_money(*report.qualifying) ? Cell(Money{row.qualifying}) : Cell(row.qualifying);
}

std::int64_t vouchers_of(const MemberReport& report, const MemberRow& row) {
  const auto found = report.vouchers_open.find(row.member);
  return found == report.vouchers_open.end() ? 0 : found->second;
}

/// Who is shut out holds no tier; people see at once why.
Cell tier_of(const MemberReport& report, const MemberRow& row) {
  if (report.for_people && row.closed_since != never) return messages::title("closed");
  return report.tiers[row.tier];
}

MemberReport shown_to(const Question& question, MemberReport report) {
  report.for_people = question.for_people();
  return report;
}

/// The keys are a promise: new ones only at the end.
std::vector<Column<MemberReport>> member_columns() {
  const Manner more{.shown = Shown::in_files};
  const auto bought = [](auto which) { return [which](const MemberRow& row) { return row.orders.*which; }; };
  const auto points = [](auto which) { return [which](const MemberRow& row) { return row.points.*which; }; };
  return {
      member_key<MemberReport>(),
      member_name<MemberReport>(),
      {"tier", Kind::tier, tier_of},
      {"tier_since", Kind::day, &MemberRow::tier_since, more},
      {"tier_until", Kind::day, &MemberRow::tier_until},
      {"joined_on", Kind::day, &MemberRow::joined_on, more},
      {"first_order_on", Kind::day, bought(&OrderFigures::first_on), more},
      {"last_order_on", Kind::day, bought(&OrderFigures::last_on)},
      {"recency_days", Kind::number, [](const auto& all, const auto& row) { return row.orders.recency(all.as_of); },
       more},
      {"orders", Kind::number, bought(&OrderFigures::orders)},
      {"order_days", Kind::number, bought(&OrderFigures::order_days), more},
      {"gross", Kind::money, bought(&OrderFigures::gross), more},
      {"refunds", Kind::money, bought(&OrderFigures::refunds), more},
      {"net", Kind::money, [](const MemberRow& row) { return row.orders.net(); }},
      {"qualifying", Kind::money, qualifying_of},
      {"points_earned", Kind::number, points(&Balance::earned), more},
      {"points_redeemed", Kind::number, points(&Balance::redeemed), more},
      {"points_expired", Kind::number, points(&Balance::expired), more},
      {"points_clawed_back", Kind::number, points(&Balance::clawed_back), more},
      {"points_adjusted", Kind::number, points(&Balance::adjusted), more},
      {"points_balance", Kind::number, points(&Balance::balance)},
      {"points_held", Kind::number, points(&Balance::held)},
      {"points_debt", Kind::number, points(&Balance::debt), more},
      {"growth", Kind::number, points(&Balance::growth)},
      {"vouchers_open", Kind::number, vouchers_of},
      {"closed_since", Kind::day, &MemberRow::closed_since, more},
  };
}

} // namespace

Table member_table(const store::Member& member) {
  return table<MemberReport>(nobody, member_columns(), [member](Question& question) {
    return shown_to(question, report_member(question.ledger(), member, question.as_of()));
  });
}

Report members() {
  return {.name = "members",
          .summary = "members with tier, points and orders"_en,
          .examples = {"-o members.csv", "--tier gold --top 20"},
          .options = {{"--tier", "only members of this tier"_en, "ID"},
                      {"--top", "only the N with the largest net spend"_en, "N"}},
          .settled = true,
          .tables = {table<MemberReport>(nobody, member_columns(), [](Question& question) {
            const MembersWanted wanted{question.text("--tier"), count_asked(question, "--top")};
            return shown_to(question, report_members(question.ledger(), question.as_of(), wanted));
          })}};
}

} // namespace loyalty::reports
