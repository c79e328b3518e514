// SPDX-License-Identifier: MIT
#include "reports/points.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "reports/sums_by_day.hpp"
#include "store/acts.hpp"

namespace loyalty::reports {
namespace {

/// Adds up some members by day. `Balance::balance` is what the day adds to the points that can be spent.
struct PointsByDay {
  Day as_of;
  SumsByDay<Balance> days = {};
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
    days[entry.day] += moved;
    if (opens_lot(entry) && entry.available_on > entry.day) available_on[line.number] = entry.available_on;
    const Day counts_on = std::max(entry.day, available(line));
    if (counts_on <= as_of) loyalty::add(days[counts_on].balance, spendable);
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

/// Handed on from member to member, by month.
std::map<Day, Points> transferred_by_month(store::Ledger& ledger, Day as_of) {
  std::map<Day, Points> months;
  store::read_acts(ledger, ActKind::transfer_out, [&](const store::StoredAct& stored) {
    if (stored.act.day <= as_of) loyalty::add(months[start_of(Calendar::month, stored.act.day)], stored.act.points);
  });
  return months;
}

} // namespace

shop::AfterScan<std::vector<MonthOfPoints>> report_points(shop::Scan& scan, Day as_of) {
  const auto parts = scan.collect(PointsByDay{as_of}, {.histories = false});
  return [parts, as_of, &ledger = scan.ledger()] {
    std::map<Day, Balance> months;
    for (const auto& part : *parts)
      part.days.each([&](Day day, const Balance& moved) { months[start_of(Calendar::month, day)] += moved; });
    std::vector<MonthOfPoints> rows;
    if (months.empty()) return rows;
    auto transferred = transferred_by_month(ledger, as_of);
    Points balance = 0;
    for (Day month = months.begin()->first; month <= as_of; month = end_of(Calendar::month, month) + 1) {
      const Balance moved = months[month];
      add(balance, moved.balance);
      rows.push_back({month, moved, balance, transferred[month]});
    }
    return rows;
  };
}

std::vector<MonthOfPoints> report_points(store::Ledger& ledger, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_points(scan, as_of); });
}

Report points() {
  const auto moved = [](auto which) { return [which](const MonthOfPoints& row) { return row.moved.*which; }; };
  return {.name = "points",
          .summary = "points earned, redeemed and expired by month"_en,
          .examples = {""},
          .settled = true,
          .tables = {table<std::vector<MonthOfPoints>>(
              "no points yet"_en,
              {{"month", Kind::text, [](const MonthOfPoints& row) { return month_of(row.first); }},
               {"earned", Kind::number, moved(&Balance::earned)},
               {"redeemed", Kind::number, moved(&Balance::redeemed)},
               {"expired", Kind::number, moved(&Balance::expired)},
               {"clawed_back", Kind::number, moved(&Balance::clawed_back)},
               {"adjusted", Kind::number, moved(&Balance::adjusted)},
               {"balance", Kind::number, &MonthOfPoints::balance},
               {"transferred", Kind::number, &MonthOfPoints::transferred, {.shown = Shown::as_data}}},
              [](Question& question) { return report_points(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
