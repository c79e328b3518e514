// SPDX-License-Identifier: MIT
#include "loyalty/tiering.hpp"

#include <algorithm>

namespace loyalty {
namespace {

const Tier& tier_at(const Program& program, int index) { return program.tiers[static_cast<std::size_t>(index)]; }

/// The last day of a term that begins on `day`, by what happened through `seen`, which is that day or the one before.
Day term_end(const Program& program, int index, Day day, Day seen) {
  if (index < 0 || tier_at(program, index).term.empty()) return never;
  const Tier& tier = tier_at(program, index);
  return tier.round_up ? end_of(*tier.round_up, seen + tier.term) : day + tier.term - 1;
}

bool holds_on(const Condition& condition, const MetricOf& value_of, Day after = from_the_beginning) {
  return holds(condition, [&](const Condition& comparison) { return value_of(comparison, after); });
}

/// At the end of a term, what reached it brings no lower term either.
TierDecision fall(const Program& program, const TierState& state, Day day, Day seen, const MetricOf& value_of) {
  int tier = state.tier - 1;
  // A lower tier without a term exists only while its condition holds: one step cannot rest there.
  const bool rests =
      tier >= 0 && tier_at(program, state.tier).demote == Demotion::one_step && !tier_at(program, tier).term.empty();
  const auto qualified = [&](const Tier& lower) {
    const bool both_have_terms = !lower.term.empty() && !held_from_day_to_day(program, state);
    return holds_on(lower.when, value_of, both_have_terms ? state.seen_through : from_the_beginning);
  };
  while (!rests && tier >= 0 && !qualified(tier_at(program, tier))) --tier;
  return {reached_on(program, tier, day, seen), TierReason::demoted};
}

std::optional<TierDecision> rise(const Program& program, const TierState& state, Day day, Day seen, bool waited,
                                 const MetricOf& value_of) {
  for (auto higher = static_cast<int>(program.tiers.size()) - 1; higher > state.tier; --higher) {
    const Tier& tier = tier_at(program, higher);
    if (tier.promote.has_value() != waited || (waited && start_of(*tier.promote, day) != day)) continue;
    if (holds_on(tier.when, value_of))
      return TierDecision{reached_on(program, higher, day, seen), TierReason::promoted};
  }
  return std::nullopt;
}

TierDecision renew(const Program& program, const TierState& state, Day day, Day seen) {
  Day until = state.grace_after.value_or(state.until);
  while (until < day) until = term_end(program, state.tier, until + 1, until);
  return {{.tier = state.tier, .until = until, .seen_through = seen}, TierReason::renewed};
}

bool lower_bounds_only(const Condition& condition) {
  if (condition.kind == Condition::Kind::none) return false;
  if (condition.kind == Condition::Kind::compare)
    return condition.comparison == Comparison::at_least || condition.comparison == Comparison::more_than;
  return std::all_of(condition.parts.begin(), condition.parts.end(), lower_bounds_only);
}

} // namespace

std::string_view to_string(TierReason reason) {
  switch (reason) {
    case TierReason::promoted: return "promoted";
    case TierReason::renewed: return "renewed";
    case TierReason::grace: return "grace";
    case TierReason::demoted: return "demoted";
    case TierReason::program: return "program";
    case TierReason::granted: return "granted";
    case TierReason::ended: return "ended";
  }
  return "";
}

TierState reached_on(const Program& program, int tier, Day day, Day seen_through) {
  return {.tier = tier, .until = term_end(program, tier, day, seen_through), .seen_through = seen_through};
}

const Condition& keeping(const Tier& tier) { return tier.retain ? *tier.retain : tier.when; }

bool keeps_tier(const Program& program, const TierState& state, const MetricOf& value_of) {
  return holds_on(keeping(tier_at(program, state.tier)), value_of, state.seen_through);
}

std::optional<TierDecision> decide_in_the_morning(const Program& program, const TierState& state, Day day,
                                                  const MetricOf& value_of) {
  if (auto risen = rise(program, state, day, day - 1, true, value_of)) return risen;
  if (state.tier < 0 || held_from_day_to_day(program, state) || day <= state.until) return std::nullopt;
  const Tier& tier = tier_at(program, state.tier);
  if (keeps_tier(program, state, value_of)) return renew(program, state, day, day - 1);
  if (tier.grace_days > 0 && !state.grace_after) {
    TierState grace = state;
    grace.until = state.until + tier.grace_days;
    grace.grace_after = state.until;
    return TierDecision{grace, TierReason::grace};
  }
  return fall(program, state, day, day - 1, value_of);
}

std::optional<TierDecision> decide_in_the_evening(const Program& program, const TierState& state, Day day,
                                                  const MetricOf& value_of) {
  if (auto risen = rise(program, state, day, day, false, value_of)) return risen;
  if (state.tier < 0) return std::nullopt;
  if (held_from_day_to_day(program, state)) {
    if (holds_on(tier_at(program, state.tier).when, value_of)) return std::nullopt;
    return fall(program, state, day, day, value_of);
  }
  if (state.grace_after && keeps_tier(program, state, value_of)) return renew(program, state, day, day);
  return std::nullopt;
}

bool held_from_day_to_day(const Program& program, const TierState& state) {
  return state.tier >= 0 && (state.until == never || tier_at(program, state.tier).term.empty());
}

Day next_tier_day(const Program& program, const TierState& state, Day day, const MetricOf& value_of) {
  Day next = state.tier >= 0 && state.until != never ? std::max(state.until, day) + 1 : never;
  for (auto higher = static_cast<int>(program.tiers.size()) - 1; higher > state.tier; --higher)
    if (const auto& promote = tier_at(program, higher).promote;
        promote && holds_on(tier_at(program, higher).when, value_of))
      next = std::min(next, end_of(*promote, day) + 1);
  return next;
}

bool only_lower_bounds(const Program& program) {
  return std::all_of(program.tiers.begin(), program.tiers.end(), [](const Tier& tier) {
    return lower_bounds_only(tier.when) && (!tier.retain || lower_bounds_only(*tier.retain));
  });
}

} // namespace loyalty
