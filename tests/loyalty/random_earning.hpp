// SPDX-License-Identifier: MIT
#pragma once

#include "loyalty/random_history.hpp"
#include "loyalty/random_occasion.hpp"

namespace loyalty {

// What orders of random programs bring, and on what.

inline LineScope random_lines(Chance& chance) {
  using OnSale = LineScope::OnSale;
  LineScope lines{.of = {.categories = {chance.of({"beauty", "food"})}}};
  if (chance.one_in(3)) lines.of.skus = {"A"};
  if (chance.one_in(6)) lines.of.categories.clear();
  if (chance.one_in(4)) lines.except.skus = {"B"};
  if (chance.one_in(6)) lines.except.categories = {"food"};
  if (chance.one_in(4)) lines.min_spend = {chance.between(1, 100) * 100};
  if (chance.one_in(4)) lines.pieces = chance.between(1, 3);
  if (chance.one_in(4)) lines.on_sale = chance.of({OnSale::leave_out, OnSale::only, OnSale::refuse});
  return lines;
}

/// What of an order earns: all of it, or less by a chance of its own.
inline EarnBase random_base(Chance beside) {
  EarnBase base;
  if (beside.one_in(3)) base.lines = random_lines(beside);
  if (beside.one_in(6)) base.lines = {.min_spend = {beside.between(1, 200) * 100}};
  base.shipping = !beside.one_in(3);
  return base;
}

/// At times by the piece, by a chance of its own.
inline EarnRule random_order_rate(Chance& chance) {
  auto beside = aside(chance);
  const auto rule = random_rate(chance);
  return beside.one_in(4) ? EarnRule{.points = rule.points, .rounding = EarnRounding::pieces} : rule;
}

/// Which orders bring it, each by itself.
inline void add_orders(Chance chance, RewardRule& rule) {
  if (chance.one_in(3)) return;
  if (!chance.one_in(4)) rule.when.number = 0;
  auto& orders = rule.orders;
  if (chance.one_in(2)) orders.lines = random_lines(chance);
  if (chance.one_in(6)) orders.lines = {.min_spend = {chance.between(1, 200) * 100}};
  if (chance.one_in(5)) orders.every = chance.between(2, 3);
  if (chance.one_in(6)) orders.hosts = {"lao-k"};
  if (chance.one_in(6)) orders.channels = {"live"};
  if (chance.one_in(6)) orders.weekdays = {5, 6, 7};
  if (chance.one_in(8)) orders.month_days = {8, 18, 28};
  if (chance.one_in(2)) rule.hold_days = chance.of({1, 7, 30});
  if (chance.one_in(3)) rule.cash = CashBack{Ratio{chance.between(1, 20) * 10'000}, {}};
  if (rule.cash && chance.one_in(3)) rule.cash->most = Money{chance.between(1, 20) * 100};
  if (chance.one_in(4)) rule.cash = CashBack{Money{chance.between(1, 20) * 100}, {}};
}

} // namespace loyalty
