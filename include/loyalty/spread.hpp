// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/money.hpp"

namespace loyalty {

/// `off` in parts in proportion to the amounts, which come to at least `off`: to the minor unit by largest remainders,
/// ties by order. The parts sum to `off` and none is above its amount.
std::vector<Money> spread(Money off, std::span<const Money> amounts);

} // namespace loyalty
