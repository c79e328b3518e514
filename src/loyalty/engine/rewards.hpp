// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "measures.hpp"
#include "occasions.hpp"
#include "points.hpp"
#include "referrals.hpp"

namespace loyalty {

/// What was given for something that can be undone.
struct Given {
  Points points = 0;
  Points growth = 0;
  std::vector<std::string> coupons;
  std::string key;
  std::int32_t terms = -1;
  Source source = no_source;
  std::size_t place = 0; ///< of its contribution, if it gave points or growth
};

/// What is given for anything but orders: by hand, and for joining, activities, referrals, milestones, tiers and the
/// occasions of rewards. What was given for something that goes is taken back.
class Rewards {
 public:
  Rewards(Today& today, PointsAccount& points, Measures& measures, Occasions& occasions);

  void join();
  /// Points by hand and activities.
  void count_act(const Act& act);
  void count_referral(const ReferralEvent& event, std::int64_t invited);
  /// The pack of a tier that was never reached before.
  std::optional<Given> reach(const Tier& tier);
  /// The tier was not reached after all.
  void leave(const std::string& tier, const Given& pack);

  /// `key` names the occasion to vouchers; of what was paid for a hold-out takes nothing.
  Given give(const Reward& reward, const RuleName& rule, const std::string& key, const Cause& cause,
             bool paid_for = false);
  /// What the reward brought goes from the day on which it was given, but points that ended unused are not taken again.
  void take_back(const Given& given, const Cause& by);

 private:
  struct ActivityCount {
    Day day = never;
    std::int64_t today = 0;
    Day period = never;
    std::int64_t in_period = 0;
    std::int64_t streak = 0;
  };
  /// What points and growth are given for.
  struct Reason {
    RuleName rule = {};
    Cause cause = {};
    Source source = no_source;
  };

  void give_by_hand(const Act& act);
  void count_activity(const Act& act);
  /// How many of them are rewarded.
  static std::int64_t rewarded(const Activity& activity, ActivityCount& count, const Act& act);
  void gain(const ReferralEvent& event, std::int64_t invited);
  void lose(const ReferralEvent& event, std::int64_t invited);
  /// Returns the place of the contribution.
  std::size_t give_fixed(Points points, Points growth, const Reason& reason);

  Today& today_;
  PointsAccount& points_;
  Measures& measures_;
  Occasions& occasions_;
  std::map<std::string, ActivityCount> activity_counts_;
  std::map<std::size_t, Given> brought_; ///< by place in `History::invited`
  std::optional<Given> was_brought_;
  std::map<std::int64_t, Given> milestones_;
  std::set<std::string> tiers_reached_;
};

} // namespace loyalty
