// SPDX-License-Identifier: MIT
#include "reports/shop_figures.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "loyalty/figures.hpp"
#include "shop/scan.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Collects the orders of some members.
struct OrdersSeen {
  Day as_of;
  Window year;
  ShopFigures figures = {};

  void add(const History& history, const store::Account&) {
    if (!known_on(history, as_of)) return;
    const auto standings = order_standings(history, as_of);
    std::optional<Day> before;
    std::int64_t orders = 0;
    for (std::size_t index = 0; index < history.orders.size(); ++index) {
      const auto& order = history.orders[index];
      if (!standings[index].purchase || order.day() > as_of) continue;
      ++orders;
      figures.amounts.push_back(order.amount - standings[index].refunded);
      figures.first = std::min(figures.first, order.day());
      figures.last = std::max(figures.last, order.day());
      if (before) figures.days_until_next.push_back(order.day() - *before);
      before = order.day();
    }
    figures.orders += orders;
    figures.buyers += orders > 0 ? 1 : 0;
    figures.repeaters += orders > 1 ? 1 : 0;
    if (const auto spent = bought_in(year, history, as_of).spend; spent > Money{}) figures.spent.push_back(spent);
  }
};

template <class Value>
void append(std::vector<Value>& to, const std::vector<Value>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

void add_figures(ShopFigures& sum, const ShopFigures& part) {
  sum.buyers += part.buyers;
  sum.repeaters += part.repeaters;
  sum.orders += part.orders;
  sum.first = std::min(sum.first, part.first);
  sum.last = std::max(sum.last, part.last);
  append(sum.amounts, part.amounts);
  append(sum.spent, part.spent);
  append(sum.days_until_next, part.days_until_next);
}

} // namespace

ShopFigures shop_figures(store::Ledger& ledger, Currency currency, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const OrdersSeen nothing{.as_of = as_of, .year = {.kind = Window::Kind::rolling, .length = {.months = 12}}};
  ShopFigures figures{.currency = currency};
  for (const auto& part : shop::scan_members(ledger, nothing, {.accounts = std::nullopt}))
    add_figures(figures, part.figures);
  std::sort(figures.amounts.begin(), figures.amounts.end());
  std::sort(figures.days_until_next.begin(), figures.days_until_next.end());
  std::sort(figures.spent.begin(), figures.spent.end(), std::greater<>());
  return figures;
}

} // namespace loyalty::reports
