// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/engine.hpp"
#include "loyalty/timelines.hpp"

namespace loyalty {

/// Chance that repeats itself: the same seed gives the same numbers on every machine, and from every compiler if
/// numbers are drawn in braces or one by one: the arguments of a call and the sides of an operator have no order.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  /// A number from `least` through `most`.
  int between(int least, int most) {
    return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool one_in(int times) { return between(1, times) == 1; }
  template <class Value>
  Value of(std::initializer_list<Value> values) {
    return *(values.begin() + between(0, static_cast<int>(values.size()) - 1));
  }
  /// A place in a list that is not empty.
  template <class Value>
  std::size_t place_in(const std::vector<Value>& values) {
    return static_cast<std::size_t>(between(0, static_cast<int>(values.size()) - 1));
  }

 private:
  std::uint64_t next() {
    auto bits = state_ += 0x9E3779B97F4A7C15U;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
  }
  std::uint64_t state_;
};

inline const Day first_random_day = Day::from_civil(2023, 11, 20);
inline constexpr int random_days = 500;

inline Day random_day(Chance& chance) { return first_random_day + chance.between(0, random_days); }

/// At most so many days more.
inline Day random_later_day(Chance& chance, int most) {
  const int more = chance.between(0, most);
  return random_day(chance) + more;
}

inline Moment random_moment(Chance& chance) {
  const int seconds = chance.between(0, 3) * 21'600;
  return Moment::at(random_day(chance), seconds);
}

inline Money random_amount(Chance& chance) {
  if (chance.one_in(12)) return {};
  return chance.one_in(3) ? Money{chance.between(1, 5) * 10'000} : Money{chance.between(1, 50'000)};
}

/// What a random history may hold.
struct Facts {
  bool refunds = true;
  bool orders_paid_with_points = true;
  bool acts = true;
  bool transfers = true; ///< between members: what one is given ends when it would have ended for the other
};

inline OrderFact random_order(Chance& chance, OrderId id, const Facts& facts) {
  OrderFact order{.id = id, .placed_at = random_moment(chance)};
  order.amount = random_amount(chance);
  if (facts.refunds && chance.one_in(8))
    order.refunded = Money{chance.between(0, static_cast<int>(order.amount.minor))};
  order.void_from_start = facts.refunds && chance.one_in(12);
  if (order.void_from_start) order.refunded = order.amount;
  if (facts.orders_paid_with_points && chance.one_in(3)) order.points_redeemed = chance.between(1, 60);
  return order;
}

/// A refund of one of the orders, or of none of them.
inline RefundFact random_refund(Chance& chance, OrderId id, const History& history) {
  RefundFact refund{.id = id};
  if (history.orders.empty() || chance.one_in(4)) {
    refund.at = random_moment(chance);
    refund.amount = Money{chance.between(1, 20'000)};
    return refund;
  }
  const auto place = chance.place_in(history.orders);
  const auto& order = history.orders[place];
  refund.order = place;
  refund.at = Moment{order.placed_at.seconds + chance.of({0, 3'600, 86'400 * 3, 86'400 * 60, 86'400 * 400})};
  refund.amount = chance.one_in(3) ? order.amount : Money{chance.between(0, static_cast<int>(order.amount.minor))};
  refund.whole = chance.one_in(6);
  if (refund.whole) refund.amount = order.amount;
  return refund;
}

inline Act random_act(Chance& chance, ActId id, const History& history, const Facts& facts) {
  Act act{.id = id,
          .day = random_day(chance),
          .kind = chance.of({ActKind::award, ActKind::adjust, ActKind::redeem}),
          .points = chance.between(1, 80)};
  if (act.kind == ActKind::adjust && chance.one_in(2)) act.points = -act.points;
  // Half of the corrections are points from or to another member.
  if (facts.transfers && act.kind == ActKind::adjust && id.value % 2 == 0) {
    act.kind = act.points > 0 ? ActKind::transfer_in : ActKind::transfer_out;
    act.until = act.kind == ActKind::transfer_in ? act.day + 3 * static_cast<std::int32_t>(act.points) : never;
    act.points = std::abs(act.points);
  }
  if (act.kind != ActKind::redeem || history.orders.empty() || chance.one_in(2)) return act;
  const auto& order = history.orders[chance.place_in(history.orders)];
  act.order = order.id;
  act.day = order.day() + chance.between(0, 3);
  return act;
}

inline void sort_facts(History& history) {
  for (auto& refund : history.refunds) refund.by_day = refund.at.is_day_only();
  std::sort(history.refunds.begin(), history.refunds.end(), counts_before);
  sort_acts(history);
}

inline History random_history(Chance& chance, const Facts& facts = {}) {
  History history;
  history.member = MemberId(1);
  std::int64_t number = 0;
  for (int left = chance.between(0, 8); left > 0; --left)
    history.orders.push_back(random_order(chance, OrderId(++number), facts));
  std::sort(history.orders.begin(), history.orders.end(), [](const auto& a, const auto& b) {
    return a.placed_at != b.placed_at ? a.placed_at < b.placed_at : a.id < b.id;
  });
  for (int left = facts.refunds ? chance.between(0, 4) : 0; left > 0; --left)
    history.refunds.push_back(random_refund(chance, OrderId(++number), history));
  for (int left = facts.acts ? chance.between(0, 4) : 0; left > 0; --left)
    history.acts.push_back(random_act(chance, ActId(++number), history, facts));
  sort_facts(history);
  history.joined_on = chance.one_in(4) ? random_day(chance) : first_random_day;
  return history;
}

/// Puts the order where its moment belongs; the refunds still name theirs. Its place.
inline std::size_t insert_order(History& history, const OrderFact& order) {
  const auto later = std::find_if(history.orders.begin(), history.orders.end(),
                                  [&](const OrderFact& other) { return other.placed_at > order.placed_at; });
  const auto place = static_cast<std::size_t>(later - history.orders.begin());
  history.orders.insert(later, order);
  for (auto& refund : history.refunds)
    if (refund.order && *refund.order >= place) ++*refund.order;
  return place;
}

/// Gives every order back whole.
inline void refund_everything(History& history, Day day) {
  OrderId id(1'000 * history.member.value + 500);
  for (std::size_t place = 0; place < history.orders.size(); ++place, id = id.next())
    history.refunds.push_back(
        {.id = id, .at = Moment::at(day), .order = place, .amount = history.orders[place].amount, .whole = true});
  sort_facts(history);
}

/// The history without the facts for which `late` holds; refunds of a late order are late too.
template <class Late>
History without(const History& history, const Late& late) {
  History kept;
  kept.member = history.member;
  kept.joined_on = history.joined_on;
  kept.holdouts = history.holdouts;
  std::vector<std::optional<std::size_t>> places;
  for (const auto& order : history.orders) {
    const bool stays = !late(order.id);
    places.push_back(stays ? std::optional(kept.orders.size()) : std::nullopt);
    if (stays) kept.orders.push_back(order);
  }
  for (auto refund : history.refunds) {
    if (late(refund.id)) continue;
    if (refund.order) {
      refund.order = places[*refund.order];
      if (!refund.order) continue;
    }
    kept.refunds.push_back(refund);
  }
  for (const auto& act : history.acts)
    if (!late(act.id)) kept.acts.push_back(act);
  return kept;
}

inline EarnRule random_earn(Chance& chance) {
  return {chance.between(1, 12), Money{chance.of({100, 1'000, 2'500, 10'000})},
          chance.of({EarnRounding::full, EarnRounding::floor, EarnRounding::nearest})};
}

inline ExpiryRule random_expiry(Chance& chance) {
  ExpiryRule rule{.kind = chance.of({ExpiryRule::Kind::none, ExpiryRule::Kind::after, ExpiryRule::Kind::after,
                                     ExpiryRule::Kind::fixed_day, ExpiryRule::Kind::inactivity})};
  rule.after = chance.of({Period{.days = 30}, Period{.days = 200}, Period{.months = 1}, Period{.months = 6}});
  if (rule.kind == ExpiryRule::Kind::after && chance.one_in(2))
    rule.round_up = chance.of({Calendar::month, Calendar::quarter, Calendar::year});
  rule.month = static_cast<unsigned>(chance.between(1, 12));
  rule.day = static_cast<unsigned>(chance.between(1, 28));
  return rule;
}

inline Window random_window(Chance& chance) {
  Window window{.kind = chance.of({Window::Kind::lifetime, Window::Kind::rolling, Window::Kind::calendar_year,
                                   Window::Kind::membership_year})};
  if (window.kind == Window::Kind::rolling)
    window.length = chance.of({Period{.days = 1}, Period{.days = 90}, Period{.months = 1}, Period{.months = 12}});
  return window;
}

/// `step` is the rung of the ladder, from 1. Half of the conditions are one lower bound.
inline Condition random_condition(Chance& chance, int step, bool lower_bounds_only = false) {
  if (chance.one_in(3)) {
    Condition group{.kind = lower_bounds_only
                                ? chance.of({Condition::Kind::all, Condition::Kind::any})
                                : chance.of({Condition::Kind::all, Condition::Kind::any, Condition::Kind::none})};
    group.parts = {random_condition(chance, step, lower_bounds_only),
                   random_condition(chance, step, lower_bounds_only)};
    return group;
  }
  Condition condition{.kind = Condition::Kind::compare};
  condition.metric = chance.of({Metric::spend, Metric::orders, Metric::growth, Metric::points_earned});
  condition.comparison = Comparison::at_least;
  if (!lower_bounds_only && chance.one_in(4))
    condition.comparison =
        chance.of({Comparison::at_most, Comparison::more_than, Comparison::less_than, Comparison::equal});
  const int unit = condition.metric == Metric::spend ? 15'000 : condition.metric == Metric::orders ? 1 : 30;
  condition.value = unit * step * chance.between(1, 2);
  condition.window = random_window(chance);
  return condition;
}

/// For what is drawn beside the rest, so that the seeds bring the histories that they always brought.
inline Chance aside(Chance chance) {
  for (int draws = 0; draws < 50; ++draws) static_cast<void>(chance.one_in(2));
  return chance;
}

inline Tier random_tier(Chance& chance, int step, const std::string& id) {
  Tier tier{.id = id, .name = id};
  tier.when = random_condition(chance, step);
  if (chance.one_in(2))
    tier.term = chance.of({Period{.days = 10}, Period{.days = 90}, Period{.months = 1}, Period{.months = 6}});
  if (!tier.term.empty() && aside(aside(chance)).one_in(4))
    tier.round_up = aside(aside(chance)).of({Calendar::month, Calendar::quarter, Calendar::year});
  if (chance.one_in(2)) tier.retain = random_condition(chance, 1);
  if (tier.retain && tier.retain->kind == Condition::Kind::compare && aside(chance).one_in(4))
    tier.retain->window = {.kind = Window::Kind::since_reached};
  if (chance.one_in(2)) tier.grace_days = chance.of({1, 15, 40});
  if (chance.one_in(2)) tier.demote = Demotion::one_step;
  if (chance.one_in(3)) tier.promote = chance.of({Calendar::month, Calendar::quarter, Calendar::year});
  tier.multiplier = Ratio{chance.of({1'000'000, 1'500'000, 2'000'000})};
  return tier;
}

inline Program random_program(Chance& chance) {
  Program program{.name = "random"};
  if (!chance.one_in(10)) program.points.earn = random_earn(chance);
  if (chance.one_in(4)) program.points.caps.order = chance.between(5, 40);
  program.points.hold_days = chance.of({0, 0, 7, 40});
  program.points.expire = random_expiry(chance);
  if (chance.one_in(3)) program.points.shortfall = Shortfall::forgive;
  program.points.return_grace_days = chance.of({0, 1, 30});
  if (chance.one_in(2)) program.growth.earn = random_earn(chance);
  for (const char* id : {"silver", "gold", "black"})
    if (!chance.one_in(3)) program.tiers.push_back(random_tier(chance, static_cast<int>(program.tiers.size()) + 1, id));
  return program;
}

/// One to three programs, one after the other.
inline Timeline random_timeline(Chance& chance) {
  auto timeline = always(random_program(chance));
  auto from = first_random_day;
  while (timeline.size() < 3 && chance.one_in(3)) {
    from = from + chance.between(1, 300);
    take_over(timeline, from, random_program(chance));
  }
  return timeline;
}

/// Tells `story(seed, chance)` for ten thousand seeds.
template <class Story>
void for_random_histories(const Story& story) {
  for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
    Chance chance(seed);
    story(seed, chance);
  }
}

} // namespace loyalty
