// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/program.hpp"
#include "reports/advice.hpp"
#include "reports/cohorts.hpp"
#include "reports/coupons.hpp"
#include "reports/liability.hpp"
#include "reports/points.hpp"
#include "reports/profit.hpp"
#include "reports/report.hpp"
#include "reports/tiers.hpp"
#include "reports/today.hpp"
#include "reports/trade.hpp"
#include "reports/watch.hpp"

namespace loyalty::reports {

/// Days one after another, both ends inside.
struct Span {
  Day first = {};
  Day last = {};
};

/// The month of a day through that day, and as many days of the month before; the whole of it, if the month is over.
struct ComparedMonths {
  Span now;
  Span before;
};
ComparedMonths compared_months(Day day);

/// What a month brought, or as much of it as is over.
struct MonthOfTrade {
  Span days = {};
  Trade trade = {};
  bool whole = true; ///< it is over
};

/// A tier, who holds it, and how often members came to it or left it in the month.
struct TierOfMonth {
  TierRow held;
  std::int64_t promoted_to = 0;
  std::int64_t retained = 0;
  std::int64_t demoted_from = 0;
};

/// What a shop owner looks at once a month: taken from the other reports.
struct Dashboard {
  Day as_of = {};
  ComparedMonths days = {};
  Trade now = {};
  Trade before = {};
  std::vector<MonthOfTrade> months;  ///< the last `months_told` of them
  std::vector<TierOfMonth> tiers;    ///< as `report_tiers`, without those that nobody holds, left or came to
  std::vector<CohortRow> cohorts;    ///< the last `cohorts_told` of them, with the months told
  std::vector<MonthOfPoints> points; ///< the last `months_told` of them
  Points ending = 0;                 ///< within `ending_days`
  Liability liability = {};
  Profit profit = {};                                   ///< since the scheme was opened
  std::vector<CouponFigures> coupons;                   ///< of which some were issued
  std::vector<std::pair<TaskKind, std::int64_t>> tasks; ///< of the day, by kind
  Message older_tasks = {};                             ///< how to see what became due long before; empty: nothing did
  std::vector<std::pair<WatchKind, std::int64_t>> watched; ///< by kind

  std::vector<Advice> advice;

  std::int64_t members() const;
};

/// What the scheme costs, by what it is spent on: the key of the measure, and how much.
std::vector<std::pair<std::string_view, Money>> costs_by_kind(const ProfitSums& sums);

inline constexpr std::size_t months_told = 13; ///< so that a month stands beside that of the year before
inline constexpr std::size_t cohorts_told = 12;
inline constexpr std::int64_t months_of_cohort = 12; ///< after that of the first purchase

/// `costs_from` is the program whose [costs] count; nullptr: that of the version kept last.
Dashboard report_dashboard(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, Currency currency,
                           Day as_of);

} // namespace loyalty::reports
