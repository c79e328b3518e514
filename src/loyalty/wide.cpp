// SPDX-License-Identifier: MIT
#include "loyalty/wide.hpp"

namespace loyalty {

Points points_of(Wide number) {
  if (number > most_points || number < -most_points) too_many_points();
  return static_cast<Points>(number);
}

Wide product(Wide left, Wide right) {
  Wide result = 0;
  if (__builtin_mul_overflow(left, right, &result)) too_many_points();
  return result;
}

} // namespace loyalty
