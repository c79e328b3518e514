// SPDX-License-Identifier: MIT
#include "output/charts/axis.hpp"

#include <algorithm>

#include "loyalty/money.hpp"

namespace loyalty::output {
namespace {

/// The smallest of 1, 2, 5, 10, 20 … that is not below.
std::int64_t nice_step(std::int64_t least) {
  for (std::int64_t ten = 1;; ten *= 10)
    for (const int digit : {1, 2, 5})
      if (digit * ten >= least) return digit * ten;
}

std::int64_t rounded_up(std::int64_t value, std::int64_t step) { return (value + step - 1) / step * step; }

} // namespace

std::vector<std::int64_t> Axis::ticks() const {
  std::vector<std::int64_t> ticks;
  for (auto tick = high; tick >= low; tick -= step) ticks.push_back(tick);
  return ticks;
}

int Axis::place(std::int64_t value, int length) const {
  const auto inside = std::clamp(value, low, high);
  return static_cast<int>(scale(high - inside, length, high - low, Rounding::nearest));
}

Axis axis_for(std::int64_t least, std::int64_t most, int intervals) {
  const auto below = std::max<std::int64_t>(-std::max(least, -most_together), 0);
  const auto above = std::max<std::int64_t>(std::min(most, most_together), 0);
  const auto step = nice_step(std::max<std::int64_t>((below + above + intervals - 1) / intervals, 1));
  Axis axis{.low = -rounded_up(below, step), .high = rounded_up(above, step), .step = step};
  if (axis.low == axis.high) axis.high = step;
  return axis;
}

std::vector<int> shared_out(std::span<const std::int64_t> parts, int length) {
  std::int64_t whole = 0;
  for (const auto part : parts) whole = plus(whole, std::max<std::int64_t>(part, 0));
  std::vector<int> edges{0};
  std::int64_t sum = 0;
  for (const auto part : parts) {
    sum += std::max<std::int64_t>(part, 0);
    edges.push_back(whole == 0 ? 0 : static_cast<int>(scale(sum, length, whole, Rounding::nearest)));
  }
  return edges;
}

} // namespace loyalty::output
