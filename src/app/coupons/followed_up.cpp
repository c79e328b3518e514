// SPDX-License-Identifier: MIT
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
  given_back += other.given_back;
  entered += other.entered;
  left += other.left;
  cash_back += other.cash_back;
  cash_taken += other.cash_taken;
  // Whose points the latest of them moved is still to be followed.
  points_moved = other.points_moved;
  return *this;
}

} // namespace loyalty::app
