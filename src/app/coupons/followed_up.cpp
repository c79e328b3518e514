// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "app/coupons/follow_up.hpp"

namespace loyalty::app {

FollowedUp& FollowedUp::operator+=(const FollowedUp& other) {
  vouchers += other.vouchers;
  over += other.over;
  left_out += other.left_out;
  called_off += other.called_off;
  to_collect += other.to_collect;
  released += other.released;
  demanded += other.demanded;
  entered += other.entered;
  left += other.left;
  // Whose points the latest of them moved is still to be followed.
  points_moved = other.points_moved;
  return *this;
}

std::string to_string(const FollowedUp& followed) {
  auto text = fmt::format("vouchers: {} issued", followed.vouchers);
  const auto add = [&](std::int64_t count, std::string_view what) {
    if (count > 0) text += fmt::format(", {} {}", count, what);
  };
  add(followed.over, "of them over already");
  add(followed.left_out, "left out");
  add(followed.called_off, "called off");
  add(followed.to_collect, "used and to be collected");
  add(followed.released, "released");
  add(followed.demanded, "to be kept back");
  add(followed.entered, "into groups");
  add(followed.left, "out of groups");
  return text;
}

} // namespace loyalty::app
