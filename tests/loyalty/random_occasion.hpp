// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>

#include "loyalty/random_history.hpp"

namespace loyalty {

inline EarnRule random_rate(Chance& chance) {
  auto rule = random_earn(chance);
  if (chance.one_in(3)) rule.rounding = EarnRounding::carry;
  return rule;
}

inline Reward random_reward(Chance& chance) {
  Reward reward;
  if (chance.one_in(2)) reward.points = chance.between(1, 60);
  if (chance.one_in(3)) reward.growth = chance.between(1, 60);
  if (chance.one_in(3)) reward.coupons = {chance.of({"present", "pack"})};
  return reward;
}

/// One of those that are possible, of things that random programs and histories have.
inline IssueRule random_occasion(Chance& chance, std::initializer_list<IssueRule::On> possible) {
  using On = IssueRule::On;
  IssueRule rule{.on = chance.of(possible)};
  switch (rule.on) {
    case On::birthday:
    case On::anniversary: rule.number = chance.of({0, 7, 30}); break;
    case On::order:
    case On::invited:
    case On::brought: rule.number = chance.between(1, 3); break;
    case On::dormant: rule.number = chance.of({1, 30, 90}); break;
    case On::upgrade: rule.subject = chance.of({"", "gold"}); break;
    case On::campaign: rule.subject = chance.of({"first", "second"}); break;
    case On::membership: rule.subject = chance.of({"plus", "trial"}); break;
    case On::date: rule.subject = chance.of({"06-01", "02-29", "01-01", "2024-02-10", "2024-12-31", "31"}); break;
    case On::streak:
      rule.subject = chance.of({"check-in", "review"});
      rule.number = chance.between(2, 3);
      break;
    case On::joining:
    case On::registering: break;
  }
  return rule;
}

/// For everybody.
inline RewardRule random_reward_rule(Chance& chance, const std::string& id) {
  using On = IssueRule::On;
  RewardRule rule{.id = id, .name = id};
  rule.when = random_occasion(
      chance, {On::birthday, On::joining, On::order, On::order, On::invited, On::dormant, On::dormant, On::campaign,
               On::membership, On::anniversary, On::date, On::registering, On::brought, On::streak});
  if (chance.one_in(4)) rule.from = random_day(chance);
  if (chance.one_in(4)) rule.until = rule.from.value_or(first_random_day) + chance.between(0, 300);
  if (chance.one_in(4)) rule.limit = Limit{chance.between(1, 2), chance.of({Calendar::month, Calendar::year})};
  if (chance.one_in(8)) rule.limit = Limit{1, {}};
  rule.gives = random_reward(chance);
  if (chance.one_in(4)) rule.gift = "toy";
  return rule;
}

} // namespace loyalty
