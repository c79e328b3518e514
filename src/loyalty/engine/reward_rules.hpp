// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <utility>

#include "due_keys.hpp"
#include "rewards.hpp"

namespace loyalty {

/// What the program's rewards bring on their occasions. It goes with the reason of the occasion.
class RewardRules {
 public:
  RewardRules(const Today& today, const DueKeys& due, Measures& measures, Rewards& rewards)
      : today_(today), due_(due), measures_(measures), rewards_(rewards) {}

  /// In the evening, before the tier is decided, so that growth counts for it.
  void follow();
  /// The next day after `day` on which the calendar alone can bring a reward.
  Day next_day(Day day) const;

 private:
  using Reason = std::pair<std::string, std::string>; ///< id of the reward, key of the occasion
  struct Standing {
    Day on = {};
    Given given;
  };

  void take_back(const std::string& key);
  void give(const RewardRule& rule, const std::string& key);
  bool may_have(const RewardRule& rule) const;

  const Today& today_;
  const DueKeys& due_;
  Measures& measures_;
  Rewards& rewards_;
  std::map<Reason, Standing> given_; ///< that stand
};

} // namespace loyalty
