// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/random_condition.hpp"
#include "loyalty/random_earning.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/random_life.hpp"
#include "loyalty/random_occasion.hpp"

namespace loyalty {

// Random programs that use every word by which a walk could change; random_words_test.cpp holds which those are.

/// It changes what an order costs, and so nothing of a walk but the day on which the campaign begins.
inline CampaignEffect random_price_effect(Chance& chance) {
  const Ratio share{chance.between(1, 100) * 10'000};
  const Money amount{chance.between(1, 3'000)};
  switch (chance.between(1, 6)) {
    case 1: return LinesOff{share};
    case 2: return ThresholdOff{Money{10'000}, amount, chance.one_in(2)};
    case 3: return LadderOff{{{.spend = amount, .off = share}}};
    case 4: return PiecesOff{.buy = 1, .value = share};
    case 5: return LinePrice{amount};
    default: return ShippingOff{amount};
  }
}

inline Campaign random_campaign(Chance& chance, const std::string& id) {
  Campaign campaign{.id = id, .name = id, .effect = BonusPoints{chance.between(1, 30)}};
  if (chance.one_in(2)) campaign.effect = EarnMore{random_order_rate(chance)};
  if (chance.one_in(3)) campaign.effect = Multiply{Ratio{chance.of({0, 500'000, 1'500'000, 2'000'000, 3'000'000})}};
  auto& scope = campaign.scope;
  if (chance.one_in(2)) scope.from = random_day(chance);
  if (chance.one_in(3)) scope.until = scope.from.value_or(first_random_day) + chance.between(0, 200);
  if (chance.one_in(5)) scope.weekdays = {6, 7};
  if (chance.one_in(6)) scope.month_days = {8, 18, 28};
  if (chance.one_in(5)) scope.birthday = chance.of({Scope::Birthday::day, Scope::Birthday::month});
  if (chance.one_in(5)) scope.order = chance.between(1, 3);
  if (chance.one_in(5)) scope.every = chance.between(2, 3);
  if (chance.one_in(std::holds_alternative<EarnMore>(campaign.effect) ? 2 : 4)) scope.lines = random_lines(chance);
  if (chance.one_in(3)) scope.who = random_who(chance);
  if (auto beside = aside(chance); beside.one_in(4)) campaign.effect = EarnGrowth{random_order_rate(beside)};
  if (auto beside = aside(aside(chance)); beside.one_in(4))
    campaign.limit = Limit{beside.between(1, 2), beside.one_in(4) ? std::nullopt : std::optional(Calendar::year)};
  // By a chance of its own.
  Chance sold(static_cast<std::uint64_t>(scope.from.value_or(first_random_day).number + scope.every.value_or(0)));
  if (sold.one_in(5)) scope.hosts = {"lao-k"};
  if (sold.one_in(5)) scope.channels = {"live"};
  if (chance.one_in(8)) campaign.effect = random_price_effect(chance);
  return campaign;
}

inline Coupon random_coupon(Chance& chance, const std::string& id) {
  using On = IssueRule::On;
  Coupon coupon{.id = id, .name = id, .kind = AmountOff{Money{1'000}}};
  if (chance.one_in(4)) coupon.audience = random_who(chance);
  for (int left = chance.between(0, 2); left > 0; --left)
    coupon.issue.push_back(random_occasion(chance, {On::birthday, On::joining, On::upgrade, On::order, On::invited,
                                                    On::dormant, On::campaign, On::membership}));
  return coupon;
}

inline Activity random_activity(Chance& chance, const std::string& id) {
  Activity activity{.id = id, .name = id, .points = chance.between(0, 5), .growth = chance.between(0, 9)};
  if (chance.one_in(2)) activity.per_day = chance.between(1, 2);
  if (chance.one_in(2))
    activity.limit = Limit{chance.between(1, 3), chance.of({Calendar::day, Calendar::week, Calendar::month})};
  if (chance.one_in(6)) activity.limit = Limit{2, {}};
  if (chance.one_in(2)) activity.streak_days = chance.between(2, 3);
  activity.streak_points = chance.between(0, 9);
  activity.streak_growth = chance.between(0, 9);
  return activity;
}

inline void add_caps(Chance& chance, Program& program) {
  auto& caps = program.points.caps;
  if (chance.one_in(4)) caps.day = chance.between(5, 60);
  if (chance.one_in(4)) caps.month = chance.between(5, 90);
  if (chance.one_in(4)) caps.term = chance.between(5, 150);
  if (caps.any() && chance.one_in(3)) caps.beyond = Ratio{chance.of({100'000, 333'333, 500'000})};
}

inline void add_referral(Chance& chance, Program& program) {
  program.referral.hold_days = chance.of({0, 7, 20});
  program.referral.inviter = random_reward(chance);
  program.referral.invited = random_reward(chance);
  if (chance.one_in(2)) program.referral.milestones = {{1, random_reward(chance)}, {2, random_reward(chance)}};
  if (chance.one_in(3)) program.referral.min_order = Money{chance.between(1, 300) * 100};
}

inline void add_plans(Chance& chance, Program& program) {
  Plan plus{.id = "plus", .name = "plus", .fee = Money{9'900}, .term = Period{.months = 1}};
  if (chance.one_in(2)) plus.tier = chance.of({"silver", "gold"});
  if (chance.one_in(2))
    plus.reward = TermReward{.share = Ratio{100'000}, .coupon = "present", .after_days = chance.of({0, 14})};
  if (plus.reward && chance.one_in(3)) plus.reward->most = Money{chance.between(1, 50) * 100};
  program.plans = {plus, {.id = "trial", .name = "trial", .fee = Money{}, .term = Period{.days = 10}, .tier = "black"}};
}

/// By a chance of their own, which leaves everything else as it is.
inline void add_rewards(Chance of_rewards, Program& program) {
  using On = IssueRule::On;
  for (auto& coupon : program.coupons)
    if (of_rewards.one_in(4))
      coupon.issue.push_back(
          random_occasion(of_rewards, {On::anniversary, On::date, On::registering, On::brought, On::streak}));
  for (const char* id : {"festival", "thanks", "comeback"})
    if (of_rewards.one_in(3)) {
      auto& rule = program.rewards.emplace_back(random_reward_rule(of_rewards, id));
      if (of_rewards.one_in(3)) rule.who = random_who(of_rewards);
      if (rule.when.on == On::order) add_orders(aside(of_rewards), rule);
      if (rule.gift.empty()) continue;
      rule.gives.coupons.push_back(rule.id);
      program.coupons.push_back(coupon_of_gift(rule));
    }
}

/// What retains a tier; each of its comparisons looks through a window of its own.
inline Condition random_retain(Chance& chance) {
  auto retain = random_who(chance, true);
  const auto since_reached = [&](Condition& part) {
    if (looks_through_window(part.metric) && chance.one_in(3)) part.window = {.kind = Window::Kind::since_reached};
  };
  since_reached(retain);
  for (auto& part : retain.parts) since_reached(part);
  return retain;
}

inline Program random_scheme(Chance& chance) {
  auto program = random_program(chance);
  if (program.points.earn) {
    program.points.earn = random_order_rate(chance);
    program.points.base = random_base(aside(chance));
  }
  if (program.growth.earn) {
    program.growth.earn = random_rate(chance);
    program.growth.base = random_base(aside(chance));
  }
  add_caps(chance, program);
  for (const char* id : {"first", "second", "third"})
    if (chance.one_in(2)) program.campaigns.push_back(random_campaign(chance, id));
  for (const char* id : {"check-in", "review"})
    if (!chance.one_in(4)) program.activities.push_back(random_activity(chance, id));
  for (auto& tier : program.tiers) {
    if (chance.one_in(3)) tier.when = random_who(chance, true);
    if (tier.retain && chance.one_in(3)) tier.retain = random_retain(chance);
    if (chance.one_in(3)) tier.pack = random_reward(chance);
    if (chance.one_in(3)) tier.referral = random_reward(chance);
    if (auto beside = aside(chance); beside.one_in(4)) {
      const Day from = random_day(beside);
      tier.free = FreeDays{.from = from, .until = from + beside.between(0, 90), .who = random_who(beside, true)};
    }
  }
  if (chance.one_in(2)) program.joining = random_reward(chance);
  if (!chance.one_in(3)) add_referral(chance, program);
  if (!chance.one_in(3)) add_plans(chance, program);
  for (const char* id : {"present", "pack", "automatic"}) program.coupons.push_back(random_coupon(chance, id));
  for (const char* id : {"vip", "fans"})
    if (chance.one_in(2)) program.groups.push_back({id, id, random_who(chance)});
  add_rewards(chance, program);
  program.closed.forfeits_points = chance.one_in(2);
  return program;
}

/// One to three programs, one after the other.
inline Timeline random_schemes(Chance& chance) {
  auto timeline = always(random_scheme(chance));
  auto from = first_random_day;
  while (timeline.size() < 3 && chance.one_in(4)) {
    from = from + chance.between(1, 300);
    take_over(timeline, from, random_scheme(chance));
  }
  return timeline;
}

} // namespace loyalty
