// SPDX-License-Identifier: MIT
#pragma once

#include "due_keys.hpp"
#include "earnings.hpp"
#include "facts.hpp"
#include "ladder.hpp"
#include "measures.hpp"
#include "occasions.hpp"
#include "order_lines.hpp"
#include "orders.hpp"
#include "points.hpp"
#include "referrals.hpp"
#include "returns.hpp"
#include "reward_rules.hpp"
#include "rewards.hpp"
#include "rosters.hpp"
#include "spending.hpp"
#include "today.hpp"

namespace loyalty {

/// The days of one member, lived in the published order. The parts know the rules and keep what they need to know; each
/// is made with the member's days and knows only parts that stand before it.
class Days {
 public:
  Days(const History& history, Rulebook& rulebook, Conclusions& conclusions);
  Days(const Days&) = delete;
  Days& operator=(const Days&) = delete;

  void live_through(Day last);

  std::optional<std::int64_t> measure(const Condition& comparison, Day day, Day after = from_the_beginning);
  bool is_used_up(const Campaign& campaign, Day day) const { return earnings_.is_used_up(campaign, day); }
  std::optional<Day> reached_through(std::string_view tier) const { return ladder_.reached_through(tier); }
  bool meets(const Condition& condition, Day day);
  const Tier* tier() const { return today_.held(); }
  Points balance(Day day) const { return points_.balance(day); }

 private:
  /// The next days on which something can happen though nobody did anything.
  struct Due {
    Day points = never;
    Day tiers = never;
    Day issues = never;
  };
  Due due_after(Day day) const;
  Day next_known_day() const;
  bool is_member() const { return member_from_ <= today_.day; }

  void live(Day day);
  void take_over();
  void count_gifts();
  void count_moments();
  void count_spending();
  void count_returns();
  void count_news();
  void follow();

  FactsAhead facts_;
  Referrals referrals_;
  Today today_;
  Day member_from_; ///< nothing is concluded of whoever is no member
  Orders orders_;
  OrderLines order_lines_;
  PointsAccount points_;
  Measures measures_;
  Spending spending_;
  Earnings earnings_;
  DueKeys due_keys_;
  Occasions occasions_;
  Rosters rosters_;
  Rewards rewards_;
  RewardRules reward_rules_;
  Ladder ladder_;
  Returns returns_;
};

} // namespace loyalty
