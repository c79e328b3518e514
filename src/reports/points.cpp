// SPDX-License-Identifier: MIT
#include "reports/points.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "loyalty/figures.hpp"
#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

Day month_of(Day day) { return start_of(Calendar::month, day); }

/// Adds up some members by month. `Balance::balance` is what the month adds to the points that can be spent.
struct ByMonth {
  Day as_of;
  std::map<Day, Balance> months = {};
  std::unordered_map<std::int32_t, Day> available_on = {}; ///< of one member's lots

  void add(const History&, const store::Account& account) {
    available_on.clear();
    for (const auto& line : account.entries)
      if (line.entry.day <= as_of) add(line);
  }

  void add(const NumberedEntry& line) {
    const auto& entry = line.entry;
    auto moved = effect(line);
    const auto spendable = std::exchange(moved.balance, 0);
    months[month_of(entry.day)] += moved;
    if (opens_lot(entry) && entry.available_on > entry.day) available_on[line.number] = entry.available_on;
    const Day counts_on = std::max(entry.day, available(line));
    if (counts_on <= as_of) loyalty::add(months[month_of(counts_on)].balance, spendable);
  }

  /// The first day on which the lot that a line is about can be spent, if that is not the day it was opened.
  Day available(const NumberedEntry& line) const {
    if (available_on.empty()) return line.entry.day;
    const auto lot = line.entry.lot != 0        ? line.entry.lot
                     : line.entry.reverses != 0 ? line.entry.reverses
                                                : line.number;
    const auto found = available_on.find(lot);
    return found == available_on.end() ? line.entry.day : found->second;
  }
};

/// Collects what ends soon.
struct Ending {
  Day as_of;
  Day until;
  std::vector<ExpiringRow> rows = {};

  void add(const History&, const store::Account& account) {
    const auto first = rows.size();
    for (const auto& lot : open_lots(account.entries, as_of)) {
      if (lot.last_day < as_of || lot.last_day > until) continue;
      if (rows.size() > first && rows.back().last_day == lot.last_day)
        loyalty::add(rows.back().points, lot.remaining);
      else
        rows.push_back({account.member, lot.remaining, lot.last_day});
    }
  }
};

} // namespace

std::vector<MonthOfPoints> report_points(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  std::map<Day, Balance> months;
  for (const auto& part : shop::scan_members(ledger, ByMonth{as_of}, {.histories = false}))
    for (const auto& [month, moved] : part.months) months[month] += moved;
  std::vector<MonthOfPoints> rows;
  if (months.empty()) return rows;
  Points balance = 0;
  for (Day month = months.begin()->first; month <= as_of; month = end_of(Calendar::month, month) + 1) {
    const Balance moved = months[month];
    add(balance, moved.balance);
    rows.push_back({month, moved, balance});
  }
  return rows;
}

Expiring report_expiring(store::Ledger& ledger, Day as_of, std::int32_t days) {
  const store::Snapshot snapshot(ledger);
  Expiring report{.rows = {}, .names = shop::MemberNames(ledger)};
  const shop::ScanWanted wanted{.histories = false, .accounts = store::AccountReader::Detail::whole};
  for (auto& part : shop::scan_members(ledger, Ending{as_of, as_of + days}, wanted))
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(report.rows));
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const ExpiringRow& left, const ExpiringRow& right) { return left.last_day < right.last_day; });
  return report;
}

} // namespace loyalty::reports
