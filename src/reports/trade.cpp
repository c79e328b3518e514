// SPDX-License-Identifier: MIT
#include "reports/trade.hpp"

#include <utility>

#include "loyalty/figures.hpp"
#include "loyalty/goods.hpp"
#include "reports/sums_by_day.hpp"
#include "store/histories.hpp"

namespace loyalty::reports {
namespace {

/// Adds up some members by day.
struct TradeByDay {
  Day as_of;
  SumsByDay<Trade> days = {};

  void add(const History& history, const store::Account&) {
    add_goods(history, &Trade::by_members);
    if (const Day since = member_since(history, as_of); since <= as_of) ++days[since].new_members;
  }
  void add_goods(const History& history, Money Trade::*whose) {
    for (const auto& row : goods_rows(history, as_of)) {
      auto& day = days[row.day];
      day.*whose += row.net;
      if (row.counting) ++day.orders;
    }
  }
};

} // namespace

Trade& Trade::operator+=(const Trade& other) {
  by_members += other.by_members;
  by_others += other.by_others;
  orders += other.orders;
  new_members += other.new_members;
  return *this;
}

shop::AfterScan<std::map<Day, Trade>> trade_by_day(shop::Scan& scan, Day as_of) {
  const auto parts = scan.collect(TradeByDay{as_of}, {.accounts = std::nullopt});
  return [&ledger = scan.ledger(), parts, as_of] {
    TradeByDay all{as_of};
    for (const auto& part : *parts) part.days.each([&](Day day, const Trade& trade) { all.days[day] += trade; });
    all.add_goods(store::read_guests(ledger), &Trade::by_others);
    all.add_goods(store::read_unassigned(ledger), &Trade::by_others);
    std::map<Day, Trade> days;
    all.days.each([&](Day day, const Trade& trade) {
      if (trade != Trade{}) days.emplace(day, trade);
    });
    return days;
  };
}

Trade trade_between(const std::map<Day, Trade>& days, Day first, Day last) {
  Trade sum;
  for (auto day = days.lower_bound(first); day != days.end() && day->first <= last; ++day) sum += day->second;
  return sum;
}

} // namespace loyalty::reports
