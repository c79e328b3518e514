// SPDX-License-Identifier: MIT
#include "reports/conversion.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/visitors.hpp"

namespace loyalty::reports {
namespace {

Day first_of_month(Day day) { return start_of(Calendar::month, day); }

/// What is told of one month: of each shop the whole of it, or days.
struct ToldMonth {
  std::map<std::string, std::int64_t> wholes = {};
  std::map<std::string, std::int64_t> sums_of_days = {};
  std::set<Day> days = {};

  void add(const store::Visitors& told) {
    const bool whole = told.first < told.last;
    auto& visitors = (whole ? wholes : sums_of_days)[told.shop];
    visitors = plus(visitors, told.visitors);
    for (Day day = told.first; day <= told.last; day = day + 1) days.insert(day);
  }
  std::int64_t visitors() const {
    auto by_shop = wholes;
    by_shop.insert(sums_of_days.begin(), sums_of_days.end());
    std::int64_t all = 0;
    for (const auto& [shop, visitors] : by_shop) all = plus(all, visitors);
    return all;
  }
};

std::map<Day, ToldMonth> told_by_month(store::Ledger& ledger, Day as_of) {
  std::map<Day, ToldMonth> months;
  for (const auto& told : store::KnownVisitors(ledger).all())
    if (told.last <= as_of) months[first_of_month(told.first)].add(told);
  return months;
}

/// Counts some members by the month in which they joined.
struct JoinedByMonth {
  Day as_of;
  std::map<Day, std::int64_t> months = {};

  void add(const History& history, const store::Account&) {
    const Day since = member_since(history, as_of);
    if (since <= as_of) ++months[first_of_month(since)];
  }
};

} // namespace

std::optional<Ratio> ConversionRow::conversion() const { return visitors ? rate(joined, *visitors) : std::nullopt; }

std::vector<ConversionRow> report_conversion(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto told = told_by_month(ledger, as_of);
  if (told.empty()) return {};
  std::map<Day, std::int64_t> joined;
  for (const auto& part : shop::scan_members(ledger, JoinedByMonth{as_of}, {.accounts = std::nullopt}))
    for (const auto& [month, members] : part.months) joined[month] += members;
  std::vector<ConversionRow> rows;
  for (Day month = told.begin()->first; month <= as_of; month = end_of(Calendar::month, month) + 1) {
    ConversionRow row{.month = month, .joined = joined[month]};
    if (const auto of_month = told.find(month); of_month != told.end()) {
      row.visitors = of_month->second.visitors();
      row.days = std::ssize(of_month->second.days);
    }
    rows.push_back(row);
  }
  return rows;
}

std::optional<Ratio> conversion_on(store::Ledger& ledger, Day as_of) {
  ConversionRow all{.visitors = 0};
  for (const auto& row : report_conversion(ledger, as_of)) {
    if (!row.visitors) continue;
    all.visitors = plus(*all.visitors, *row.visitors);
    all.joined += row.joined;
  }
  return all.conversion();
}

Report conversion() {
  return {.name = "conversion",
          .summary = "visitors by month, and how many of them became members"_en,
          .examples = {"--as-of 2026-06-30"},
          .tables = {table<std::vector<ConversionRow>>(
              "no visitors imported yet"_en,
              {{"month", Kind::text, [](const ConversionRow& row) { return month_of(row.month); }},
               {"visitors", Kind::number, &ConversionRow::visitors},
               {"joined", Kind::number, &ConversionRow::joined, {.title = "column|new members"_en}},
               {"conversion", Kind::share, &ConversionRow::conversion},
               {"days", Kind::number, &ConversionRow::days, {.title = "column|days told"_en}}},
              [](Question& question) { return report_conversion(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
