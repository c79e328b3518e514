// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "loyalty/line_scope.hpp"
#include "loyalty/price.hpp"

namespace loyalty {

/// The indices of the cart's lines in scope.
std::vector<std::size_t> lines_in(const Cart& cart, const LineScope& scope);
/// These lines of the cart together, at these amounts of all lines.
CoveredLines together(const Cart& cart, std::span<const Money> amounts, std::span<const std::size_t> lines);
/// What the lines of these indices come to.
Money sum_of(std::span<const Money> amounts, std::span<const std::size_t> lines);

} // namespace loyalty
