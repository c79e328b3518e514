// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/floor.hpp"
#include "loyalty/price.hpp"

namespace loyalty {

/// How far discounts may go on the lines of a cart.
struct Floors {
  std::vector<Money> least = {}; ///< of each line; empty: any may cost nothing
  bool move = true;              ///< other lines of the same discount take what finds no room

  bool any() const { return !least.empty(); }
  /// What can still come off the line.
  Money room(std::span<const Money> amounts, std::size_t line) const {
    return any() ? amounts[line] - least[line] : amounts[line];
  }
  /// Of `off`, which the lines come to at least, what there is room for on them together.
  Money within(Money off, std::span<const Money> amounts, std::span<const std::size_t> lines) const;
};

/// The floors of the cart's lines at their list prices. Empty where no line has one.
Floors floors_of(const Prices& prices, const Cart& cart);

/// Takes `off`, or as much as there is room for, off these lines; gives what came off every line.
std::vector<Money> take_off(std::vector<Money>& amounts, std::span<const std::size_t> lines, Money off,
                            const Floors& floors);
/// Takes off each line what is wanted of it, and nothing else; lowers that to what there is room for.
void take_off_each(std::vector<Money>& amounts, std::vector<Money>& by_line, const Floors& floors);

} // namespace loyalty
