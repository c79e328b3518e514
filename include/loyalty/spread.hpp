// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/money.hpp"

namespace loyalty {

/// `off` in parts in proportion to the amounts, which come to at least `off`: to the minor unit by largest remainders,
/// ties by order. The parts sum to `off` and none is above its amount.
std::vector<Money> spread(Money off, std::span<const Money> amounts);

/// Parts of an amount, and what of it found no room.
struct FittedParts {
  std::vector<Money> parts = {};
  Money no_room = {};
};

/// The same where no part may be above its room, which is at most its amount. A part that would be is cut there. If
/// `move`, the others share what was cut, in proportion to their amounts, and so on until all of it lies somewhere or
/// no room is left.
FittedParts spread_within(Money off, std::span<const Money> amounts, std::span<const Money> rooms, bool move);

} // namespace loyalty
