// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_lines.hpp"

#include <numeric>

namespace loyalty {

std::vector<std::size_t> lines_in(const Cart& cart, const LineScope& scope) {
  std::vector<std::size_t> found;
  for (std::size_t line = 0; line < cart.lines.size(); ++line)
    if (covers(scope, facts_of(cart.lines[line]))) found.push_back(line);
  return found;
}

CoveredLines together(const Cart& cart, std::span<const Money> amounts, std::span<const std::size_t> lines) {
  CoveredLines together;
  for (const auto line : lines) together.add(amounts[line], cart.lines[line].quantity, cart.lines[line].on_sale);
  return together;
}

Money sum_of(std::span<const Money> amounts, std::span<const std::size_t> lines) {
  return std::accumulate(lines.begin(), lines.end(), Money{},
                         [&](Money sum, std::size_t line) { return sum + amounts[line]; });
}

} // namespace loyalty
