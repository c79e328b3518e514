// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "due_keys.hpp"
#include "order_lines.hpp"
#include "rewards.hpp"

namespace loyalty {

/// What the program's rewards bring on their occasions. It goes with the reason of the occasion.
class RewardRules {
 public:
  /// What they look at and use.
  struct Reach {
    const Today& today;
    const Orders& orders;
    const OrderLines& lines;
    const DueKeys& due;
    Measures& measures;
    Rewards& rewards;
  };
  explicit RewardRules(const Reach& reach) : of_(reach) {}

  /// In the evening, before the tier is decided, so that growth counts for it.
  void follow();
  /// The next day after `day` on which the calendar alone can bring a reward.
  Day next_day(Day day) const;
  /// Whether orders have been promised something that comes later.
  bool any_promised() const { return !promised_.empty(); }

 private:
  using Reason = std::pair<std::string, std::string>; ///< id of the reward, key of the occasion
  struct Standing {
    Day on = {};
    Given given;
  };
  /// What an order brings by the rule of its day, as long as the order is what the rule asks for.
  struct Brought {
    const RewardRule* rule = nullptr;
    std::size_t order = 0;
    RuleBase base = {}; ///< its lines
    Day due = {};
    Given given = {};       ///< once it is due
    RuleBase in_money = {}; ///< what of the lines was paid in money, for cash back
    Money cash = {};        ///< that stands
    bool waits = false;     ///< the member is shut out
    bool without_points = false;
    bool without_coupons = false;
  };

  void take_back(const std::string& key);
  void give(const RewardRule& rule, const std::string& key);
  bool may_have(const RewardRule& rule) const;
  std::int64_t counted(const RewardRule& rule) const;

  void follow_order(const RewardRule& rule, std::size_t order);
  bool is_for(const RewardRule& rule, std::size_t order) const;
  bool stands(const Brought& brought) const;
  void drop_what_went();
  void shut_out_promises();
  void keep_promises();
  void give(Brought brought);
  void pay(Brought& brought, Money cash);
  Money cash_of(const Brought& brought) const;
  RuleBase paid_in_money(const Brought& brought) const;

  const Reach of_;
  std::size_t orders_seen_ = 0;
  std::map<Reason, Standing> given_; ///< that stand
  std::vector<Brought> promised_;    ///< by orders, in the order in which they came
  std::vector<Brought> brought_;     ///< the same, given
};

} // namespace loyalty
