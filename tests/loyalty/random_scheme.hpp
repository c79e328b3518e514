// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/random_earning.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/random_occasion.hpp"
#include "loyalty/referral.hpp"

namespace loyalty {

inline const Day the_end = first_random_day + 1'500;

// Random programs that use the whole language, and random histories in which everything in it can happen.

inline Condition compare(Metric metric, Comparison comparison, std::int64_t value, Window window = {}) {
  Condition condition{.kind = Condition::Kind::compare};
  condition.metric = metric;
  condition.comparison = comparison;
  condition.value = value;
  condition.window = window;
  return condition;
}

inline Condition word(Metric metric, std::vector<std::string> words, std::string subject = {}) {
  Condition condition = compare(metric, Comparison::at_least, 1);
  condition.words = std::move(words);
  condition.subject = std::move(subject);
  return condition;
}

inline Comparison random_comparison(Chance& chance) {
  return chance.of(
      {Comparison::at_least, Comparison::at_most, Comparison::more_than, Comparison::less_than, Comparison::equal});
}

/// Any metric; those that look at tiers only where there is no ladder to decide.
inline Condition random_comparison_of(Chance& chance, bool of_tier) {
  const auto how = random_comparison(chance);
  const auto window = random_window(chance);
  switch (chance.between(1, of_tier ? 14 : 15)) {
    case 1: return compare(Metric::spend, how, chance.between(1, 6) * 10'000, window);
    case 2: return compare(Metric::orders, how, chance.between(1, 4), window);
    case 3: return compare(Metric::growth, how, chance.between(1, 60), window);
    case 4: return compare(Metric::points_earned, how, chance.between(1, 90), window);
    case 5: {
      auto activities = compare(Metric::activities, how, chance.between(1, 4), window);
      activities.subject = chance.of({"check-in", "review"});
      return activities;
    }
    case 6: return compare(Metric::referrals, how, chance.between(1, 2), window);
    case 7: return compare(Metric::average_order, how, chance.between(1, 4) * 10'000, window);
    case 8: return compare(Metric::balance, how, chance.between(0, 90));
    case 9: return compare(Metric::days_since_order, how, chance.between(0, 90));
    case 10: return compare(Metric::days_since_joining, how, chance.between(0, 200));
    case 11: return compare(Metric::birthday_within, how, chance.between(0, 40));
    case 12:
      if (how == Comparison::more_than) return word(Metric::holdout, {});
      if (how == Comparison::less_than) return word(Metric::holdout, {"lot"});
      if (how == Comparison::at_most) return word(Metric::channel, {"live"});
      if (how == Comparison::equal) return word(Metric::host, {"lao-k"});
      return word(Metric::tag, {"KOC", "staff"});
    case 13: return chance.one_in(2) ? word(Metric::membership, {}) : word(Metric::membership, {"plus"});
    case 14: {
      auto field = compare(Metric::field, how, chance.between(1, 5));
      field.subject = "level";
      return field;
    }
    default: return word(Metric::tier, {"gold", "black"});
  }
}

inline Condition random_who(Chance& chance, bool of_tier = false) {
  if (!chance.one_in(4)) return random_comparison_of(chance, of_tier);
  Condition group{.kind = chance.of({Condition::Kind::all, Condition::Kind::any, Condition::Kind::none})};
  group.parts = {random_comparison_of(chance, of_tier), random_comparison_of(chance, of_tier)};
  return group;
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
  if (auto beside = aside(aside(chance)); beside.one_in(4)) campaign.limit = Limit{1, Calendar::year};
  // By a chance of its own.
  Chance sold(static_cast<std::uint64_t>(scope.from.value_or(first_random_day).number + scope.every.value_or(0)));
  if (sold.one_in(5)) scope.hosts = {"lao-k"};
  if (sold.one_in(5)) scope.channels = {"live"};
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
}

inline void add_plans(Chance& chance, Program& program) {
  Plan plus{.id = "plus", .name = "plus", .fee = Money{9'900}, .term = Period{.months = 1}};
  if (chance.one_in(2)) plus.tier = chance.of({"silver", "gold"});
  if (chance.one_in(2))
    plus.reward = TermReward{.share = Ratio{100'000}, .coupon = "present", .after_days = chance.of({0, 14})};
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
    }
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

/// A history and those of the members that it brought, who are seen only through their orders.
struct Life {
  History history;
  std::vector<std::pair<History, Day>> guests; ///< and the day on which they were brought
};

inline Act random_other_act(Chance& chance, ActId id) {
  Act act{.id = id, .day = random_day(chance)};
  act.kind = chance.of({ActKind::activity, ActKind::activity, ActKind::activity, ActKind::grant, ActKind::tag,
                        ActKind::untag, ActKind::field, ActKind::membership, ActKind::end_membership, ActKind::opening,
                        ActKind::opening_growth});
  switch (act.kind) {
    case ActKind::activity:
      act.subject = chance.of({"check-in", "review"});
      act.points = chance.between(1, 3);
      break;
    case ActKind::grant:
      act.subject = chance.of({"silver", "gold", "black"});
      if (chance.one_in(2)) act.until = act.day + chance.between(0, 60);
      break;
    case ActKind::tag:
    case ActKind::untag: act.subject = chance.of({"KOC", "staff"}); break;
    case ActKind::field:
      act.subject = "level";
      act.text = chance.of({"1", "3", "5", ""});
      break;
    case ActKind::membership:
      act.subject = chance.of({"plus", "trial"});
      act.until = act.day + chance.between(0, 60);
      break;
    case ActKind::end_membership: act.subject = chance.of({"plus", "trial"}); break;
    default: act.points = chance.between(1, 50); break;
  }
  return act;
}

/// Some activities on days in a row, so that streaks happen.
inline void add_streak(Chance& chance, ActId& latest, History& history) {
  Day day = random_day(chance);
  for (int left = chance.between(2, 7); left > 0; --left) {
    latest = latest.next();
    history.acts.push_back({.id = latest, .day = day, .kind = ActKind::activity, .points = 1, .subject = "check-in"});
    day = day + (chance.one_in(5) ? 2 : chance.one_in(5) ? 0 : 1);
  }
}

inline Sale random_sale(Chance& chance, const OrderFact& order) {
  Sale sale{.shop = chance.of({"kuaishou", "wechat"})};
  if (chance.one_in(8)) sale.fee_for = "plus";
  Chance sold(static_cast<std::uint64_t>(order.amount.minor + order.placed_at.seconds)); // a chance of its own
  if (sold.one_in(2)) sale.host = sold.of({"lao-k", "yu"});
  if (sold.one_in(2)) sale.channel = sold.of({"live", "shelf"});
  if (sold.one_in(2)) sale.shipping = Money{sold.between(0, 1'500)};
  if (sold.one_in(4)) sale.wallet = Money{sold.between(0, static_cast<int>(order.amount.minor))};
  if (chance.one_in(3)) {
    const Money part{chance.between(0, static_cast<int>(order.amount.minor))};
    sale.parts = {{"beauty", part}, {"food", order.amount - part}};
  } else {
    sale.parts = {{chance.of({"beauty", "food", ""}), order.amount}};
  }
  for (auto& part : sale.parts) {
    part.sku = chance.of({"A", "B", ""});
    part.quantity = chance.between(1, 3);
    part.on_sale = chance.one_in(4);
  }
  return sale;
}

inline Day first_fact(const History& history) {
  Day first = never;
  if (!history.orders.empty()) first = std::min(first, history.orders.front().day());
  if (!history.refunds.empty()) first = std::min(first, history.refunds.front().day());
  if (!history.acts.empty()) first = std::min(first, history.acts.front().day);
  return first;
}

/// What was known at the end of `day`. Orders and refunds that come later are not, and neither is what guests do.
inline History known_on(const Life& life, Day day) {
  History known = life.history;
  std::erase_if(known.orders, [&](const OrderFact& order) { return order.day() > day; });
  if (!known.sales.empty()) known.sales.resize(known.orders.size());
  std::erase_if(known.refunds, [&](const RefundFact& refund) { return refund.day() > day; });
  std::erase_if(known.acts, [&](const Act& act) { return act.day > day; });
  std::erase_if(known.birthdays, [&](const BirthdayNote& note) { return note.known_on > day; });
  known.invited.clear();
  for (auto [guest, on] : life.guests) {
    if (on > day) continue;
    std::erase_if(guest.orders, [&](const OrderFact& order) { return order.day() > day; });
    std::erase_if(guest.refunds, [&](const RefundFact& refund) { return refund.day() > day; });
    known.invited.push_back(invited_member(guest, on));
  }
  return known;
}

/// By a chance of its own.
inline Assignment random_assignment(const History& history) {
  Chance chance(history.orders.size() + 10 * history.acts.size() + 100 * history.refunds.size());
  Assignment drawn{.holdout = chance.of({"lot", "pilot"}), .held = !chance.one_in(4), .on = random_day(chance)};
  drawn.from = drawn.on + chance.between(0, 1);
  if (chance.one_in(2)) drawn.until = drawn.on + chance.between(0, 200);
  return drawn;
}

inline Life random_life(Chance& chance, const Facts& facts = {}) {
  Life life{.history = random_history(chance, facts), .guests = {}};
  auto& history = life.history;
  ActId latest(100);
  const auto next = [&latest] { return latest = latest.next(); };
  for (auto& order : history.orders) {
    history.sales.push_back(random_sale(chance, order));
    order.fee = !history.sales.back().fee_for.empty();
  }
  for (int left = chance.between(0, 4); left > 0; --left) history.acts.push_back(random_other_act(chance, next()));
  if (chance.one_in(3)) add_streak(chance, latest, history);
  if (chance.one_in(3))
    history.acts.push_back({.id = next(), .day = random_day(chance), .kind = ActKind::invite, .other = MemberId(9)});
  sort_facts(history);
  if (chance.one_in(2)) {
    Day known = first_random_day + chance.between(0, 200);
    history.birthdays.push_back({known, Day::from_civil(1990, 1, 1) + chance.between(0, 364)});
    if (chance.one_in(4)) history.birthdays.push_back({known + 100, Day::from_civil(1992, 2, 29)});
  }
  history.registered = chance.one_in(3);
  if (!history.registered) history.joined_on = first_fact(history);
  for (MemberId guest(2); guest <= MemberId(4); guest = guest.next())
    if (chance.one_in(2)) {
      auto of_guest = random_history(chance, {.acts = false});
      of_guest.member = guest;
      for (auto& refund : of_guest.refunds) refund.id.value += 1'000 * guest.value;
      for (auto& order : of_guest.orders) order.id.value += 1'000 * guest.value;
      life.guests.emplace_back(std::move(of_guest), random_day(chance));
    }
  std::sort(life.guests.begin(), life.guests.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  history = known_on(life, the_end + 1'000);
  if (history.orders.size() % 3 == 0) history.holdouts = {random_assignment(history)};
  return life;
}

} // namespace loyalty
