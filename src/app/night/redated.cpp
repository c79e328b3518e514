// SPDX-License-Identifier: MIT
#include "app/night/redated.hpp"

#include <algorithm>

namespace loyalty::app {

Redated& Redated::operator+=(const Redated& other) {
  if (other.lots == 0) return *this;
  last = lots == 0 ? other.last : std::max(last, other.last);
  first = std::min(first, other.first);
  loyalty::add(points, other.points);
  lots += other.lots;
  return *this;
}

void Redated::add(Points left, Day last_day) {
  *this += {.lots = 1, .points = left, .first = last_day, .last = last_day};
}

} // namespace loyalty::app
