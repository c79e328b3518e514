// SPDX-License-Identifier: MIT
#include "reports/dashboard.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "reports/common.hpp"
#include "reports/tier_changes.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

std::vector<MonthOfTrade> months_of_trade(const std::map<Day, Trade>& days, Day as_of) {
  std::vector<MonthOfTrade> months;
  if (days.empty()) return months;
  Day last = as_of;
  while (months.size() < months_told && last >= start_of(Calendar::month, days.begin()->first)) {
    const Day first = start_of(Calendar::month, last);
    months.push_back({.days = {first, last},
                      .trade = trade_between(days, first, last),
                      .whole = last == end_of(Calendar::month, last)});
    last = first - 1;
  }
  std::ranges::reverse(months);
  return months;
}

void count_change(const TierChangeRow& row, std::map<std::string, TierOfMonth>& tiers) {
  const auto& change = row.change;
  switch (change.reason) {
    case TierReason::promoted:
    case TierReason::granted:
      if (change.tier != row.from_tier) ++tiers[change.tier].promoted_to;
      break;
    case TierReason::renewed: ++tiers[change.tier].retained; break;
    case TierReason::demoted:
    case TierReason::program:
    case TierReason::ended:
      if (change.tier != row.from_tier) ++tiers[row.from_tier].demoted_from;
      break;
    case TierReason::grace: break;
  }
}

std::vector<TierOfMonth> tiers_of_month(const std::vector<TierRow>& rows, const TierChanges& changes) {
  std::map<std::string, TierOfMonth> moved;
  for (const auto& row : changes.rows) count_change(row, moved);
  std::vector<TierOfMonth> tiers;
  for (const auto& held : rows) {
    auto tier = moved[held.tier];
    tier.held = held;
    tiers.push_back(std::move(tier));
  }
  std::erase_if(tiers, [](const TierOfMonth& tier) {
    return tier.held.members == 0 && tier.promoted_to == 0 && tier.retained == 0 && tier.demoted_from == 0;
  });
  return tiers;
}

/// Of this month's nobody can have come back yet.
std::vector<CohortRow> last_cohorts(std::vector<CohortRow> rows, Day as_of) {
  std::erase_if(rows, [](const CohortRow& row) { return !row.month; });
  std::set<std::string> told;
  for (auto row = rows.rbegin(); row != rows.rend() && told.size() < cohorts_told; ++row)
    if (row->cohort < month_of(as_of)) told.insert(row->cohort);
  std::erase_if(rows,
                [&](const CohortRow& row) { return !told.contains(row.cohort) || *row.month > months_of_cohort; });
  return rows;
}

std::vector<MonthOfPoints> last_months_of_points(std::vector<MonthOfPoints> months) {
  if (months.size() > months_told) months.erase(months.begin(), months.end() - months_told);
  return months;
}

Points points_of(const std::vector<ExpiringRow>& rows) {
  Points sum = 0;
  for (const auto& row : rows) add(sum, row.points);
  return sum;
}

/// How many rows there are of each kind, which come together.
template <class Kind, class Row>
std::vector<std::pair<Kind, std::int64_t>> counted_by_kind(const std::vector<Row>& rows) {
  std::vector<std::pair<Kind, std::int64_t>> counts;
  for (const auto& row : rows) {
    if (counts.empty() || counts.back().first != row.kind) counts.emplace_back(row.kind, 0);
    ++counts.back().second;
  }
  return counts;
}

std::vector<CouponFigures> issued_coupons(store::Ledger& ledger, Day as_of) {
  auto coupons = coupon_figures(ledger, as_of);
  std::erase_if(coupons, [](const CouponFigures& coupon) { return coupon.issued == 0; });
  return coupons;
}

} // namespace

ComparedMonths compared_months(Day day) {
  const Day first = start_of(Calendar::month, day);
  const Day end_before = first - 1;
  const Day first_before = start_of(Calendar::month, end_before);
  const bool whole = day == end_of(Calendar::month, day);
  return {.now = {first, day},
          .before = {first_before, whole ? end_before : std::min(first_before + (day - first), end_before)}};
}

std::int64_t Dashboard::members() const {
  std::int64_t members = 0;
  for (const auto& tier : tiers) members += tier.held.members;
  return members;
}

std::vector<std::pair<std::string_view, Money>> costs_by_kind(const ProfitSums& sums) {
  return {{"discount_tier", sums.members.discount_tier},
          {"discount_coupon", sums.members.discount_coupon},
          {"points_on_orders", sums.members.points},
          {"gifts", sums.members.gifts},
          {"postage", sums.members.postage},
          {"wallet_bonus", sums.members.wallet_bonus},
          {"messages", sums.members.messages},
          {"tool", sums.fixed.tool},
          {"setup", sums.fixed.setup},
          {"other", sums.fixed.other}};
}

Dashboard report_dashboard(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, Currency currency,
                           Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto days = compared_months(as_of);
  shop::Scan scan(ledger);
  const auto trade_later = trade_by_day(scan, as_of);
  const auto tiers_later = report_tiers(scan, as_of);
  const auto changes = report_tier_changes(scan, days.now.first, days.now.last);
  const auto cohorts = report_cohorts(scan, as_of);
  const auto points = report_points(scan, as_of);
  const auto ending_later = report_expiring(scan, as_of, ending_days);
  const auto liability_later = report_liability(scan, as_of);
  Liability liability;
  const auto profit_later = report_profit(scan, costs_from, {}, as_of, [&] { return liability.use; });
  const auto tasks_later = report_today(scan, as_of, currency);
  const auto watch_later = report_watch(scan, as_of);
  const auto advice = report_advice(scan, currency, as_of);
  scan.run();
  const auto trade = trade_later();
  const auto tiers = tiers_later();
  const auto ending = ending_later();
  liability = liability_later();
  const auto profit = profit_later();
  const auto tasks = tasks_later();
  const auto watch = watch_later();
  return {.as_of = as_of,
          .days = days,
          .now = trade_between(trade, days.now.first, days.now.last),
          .before = trade_between(trade, days.before.first, days.before.last),
          .months = months_of_trade(trade, as_of),
          .tiers = tiers_of_month(tiers, changes()),
          .cohorts = last_cohorts(cohorts().rows, as_of),
          .points = last_months_of_points(points()),
          .ending = points_of(ending.rows),
          .liability = liability,
          .profit = profit,
          .coupons = issued_coupons(ledger, as_of),
          .tasks = counted_by_kind<TaskKind>(tasks.rows),
          .older_tasks = tasks.note(),
          .watched = counted_by_kind<WatchKind>(watch.rows),
          .advice = advice({profit, tiers, tasks, watch, ending})};
}

} // namespace loyalty::reports
