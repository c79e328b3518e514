// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "app/coupons/follow_up.hpp"

namespace loyalty::app {

/// Collects the cash back of the members of a night and writes what the books do not have yet: for each order, reward
/// and day the difference, so that they come to the same however many nights were missed.
class CashBacks {
 public:
  /// With `only_take` nothing comes that was not there, and only goes what no longer follows.
  CashBacks(shop::Work& work, bool only_take);

  /// What the walk of one member through `through` gave.
  void note(MemberId member, std::span<const CashMove> walked, Day through);
  /// After all members of a group were noted.
  void look(std::span<const store::Settlement> members);
  void finish(FollowedUp& result);

 private:
  using Place = std::tuple<Day, MemberId, OrderId, std::string>;
  struct Sum {
    Money amount = {};
    Money limit = {};
  };

  shop::Work& work_;
  bool only_take_;
  bool any_written_;
  std::unordered_set<MemberId> forgotten_; ///< who are given nothing more
  std::unordered_map<MemberId, Day> through_;
  std::map<Place, Sum> group_; ///< what walks gave, less what is written
  std::map<Place, Sum> due_;
};

} // namespace loyalty::app
