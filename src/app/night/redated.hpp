// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty::app {

/// Lots whose last day a change of the program moved.
struct Redated {
  std::int64_t lots = 0;
  Points points = 0; ///< that were left in them
  Day first = never; ///< the earliest of their last days …
  Day last = {};     ///< … and the latest

  void add(Points left, Day last_day);
  Redated& operator+=(const Redated& other);
};

} // namespace loyalty::app
