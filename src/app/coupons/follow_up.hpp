// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "loyalty/engine.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {

/// What followed by itself from what members did.
struct FollowedUp {
  std::int64_t vouchers = 0;   ///< issued
  std::int64_t over = 0;       ///< of them, those whose last day was over already: nights were missed
  std::int64_t left_out = 0;   ///< occasions without a voucher: a limit or budget was reached
  std::int64_t called_off = 0; ///< vouchers void again, because the reason of their occasion went
  std::int64_t to_collect = 0; ///< the same, but used already: what they gave is to be collected
  std::int64_t released = 0;   ///< used vouchers usable again, because their order was cancelled
  std::int64_t demanded = 0;   ///< used vouchers whose order fell below the minimum by a return
  std::int64_t given_back = 0; ///< the same, of which less is demanded since more came back
  std::int64_t entered = 0;    ///< rosters of groups
  std::int64_t left = 0;
  std::int64_t cash_back = 0;           ///< sums that came into wallets for orders
  std::int64_t cash_taken = 0;          ///< and that went again
  std::set<MemberId> points_moved = {}; ///< the use of a voucher that gave points ended: to be walked once more

  FollowedUp& operator+=(const FollowedUp& other);
  bool any() const {
    return vouchers + left_out + called_off + to_collect + released + demanded + given_back + entered + left +
               cash_back + cash_taken >
           0;
  }
};

/// Collects occasions and roster changes of the members of a night and writes what is missing, in this order: used
/// vouchers whose orders came back; vouchers by day, place of the coupon in the program and member, so that limits and
/// budgets end for the same members whether nights were missed or not; rosters. Vouchers whose occasion the walk no
/// longer gives are called off; of used ones, what they gave is to be collected.
class FollowUp {
 public:
  /// With `only_call_off` nothing new is issued.
  FollowUp(shop::Work& work, const Timeline& timeline, bool only_call_off);
  ~FollowUp();

  /// What the walk of one member through `through` gave.
  void note(const History& history, std::span<const Occasion> occasions, std::span<const RosterChange> rosters,
            Day through);
  /// After all members of a group were noted: drops what was written on an earlier night.
  void look(std::span<const store::Settlement> group);
  FollowedUp finish();

 private:
  class Notes;
  std::unique_ptr<Notes> notes_;
};

} // namespace loyalty::app
