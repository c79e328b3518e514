// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace loyalty::output {

/// The values that a chart has room for, from one tick to another, zero always among them.
struct Axis {
  std::int64_t low = 0;
  std::int64_t high = 1;
  std::int64_t step = 1; ///< between ticks: 1, 2 or 5 with zeros behind

  /// From the highest down to the lowest.
  std::vector<std::int64_t> ticks() const;
  /// Where a value lies on a line of that length that begins at `high`.
  int place(std::int64_t value, int length) const;
};

/// An axis for values between these two, with not many more ticks than `intervals`.
Axis axis_for(std::int64_t least, std::int64_t most, int intervals);

/// Cuts a line of `length` into parts as large as these, none of them negative, so that all of it is used: where each
/// begins, and last where the line ends. All at 0 where there is nothing to share.
std::vector<int> shared_out(std::span<const std::int64_t> parts, int length);

} // namespace loyalty::output
