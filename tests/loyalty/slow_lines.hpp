// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "loyalty/price.hpp"

/// Which lines a rule is for, spelt out again from the documentation.
namespace slow_lines {

using namespace loyalty;

inline bool is_for(const LineScope& wanted, const CartLine& bought) {
  const auto names = [&](const Goods& goods) {
    return std::count(goods.categories.begin(), goods.categories.end(), bought.category) > 0 ||
           std::count(goods.skus.begin(), goods.skus.end(), bought.sku) > 0;
  };
  const bool every = wanted.of.categories.empty() && wanted.of.skus.empty();
  if (bought.on_sale && wanted.on_sale == LineScope::OnSale::leave_out) return false;
  if (!bought.on_sale && wanted.on_sale == LineScope::OnSale::only) return false;
  return (every || names(wanted.of)) && !names(wanted.except);
}

/// The cart, whose lines cost this, has what is asked for.
inline bool is_there(const LineScope& wanted, const Cart& cart, const std::vector<std::int64_t>& amounts) {
  std::int64_t pieces = 0;
  std::int64_t amount = 0;
  for (std::size_t line = 0; line < cart.lines.size(); ++line) {
    if (!is_for(wanted, cart.lines[line])) continue;
    if (cart.lines[line].on_sale && wanted.on_sale == LineScope::OnSale::refuse) return false;
    pieces += cart.lines[line].quantity;
    amount += amounts[line];
  }
  return pieces >= wanted.pieces && amount >= wanted.min_spend.minor;
}

} // namespace slow_lines
