// SPDX-License-Identifier: MIT
#include "loyalty/tiering.hpp"

#include <algorithm>

namespace loyalty {
namespace {

const Tier& tier_at(const Program& program, int index) { return program.tiers[static_cast<std::size_t>(index)]; }

/// The last day of a term that begins on `day`.
Day term_end(const Program& program, int tier, Day day) {
  if (tier < 0 || tier_at(program, tier).term.empty()) return never;
  return day + tier_at(program, tier).term - 1;
}

bool waits(const Tier& tier, Day day) { return tier.promote && end_of(*tier.promote, day) != day; }

TierDecision fall(const Program& program, const TierState& state, Day day, const MetricOf& value_of) {
  int tier = state.tier - 1;
  // A lower tier without a term exists only while its condition holds: one step cannot rest there.
  const bool rests = tier >= 0 && tier_at(program, state.tier).demote == Demotion::one_step &&
                     !tier_at(program, tier).term.empty();
  while (!rests && tier >= 0 && !holds(tier_at(program, tier).when, value_of)) --tier;
  return {{tier, term_end(program, tier, day)}, TierReason::demoted};
}

bool keeps(const Tier& tier, const MetricOf& value_of) {
  return holds(tier.when, value_of) || (tier.retain && holds(*tier.retain, value_of));
}

bool lower_bounds_only(const Condition& condition) {
  if (condition.kind == Condition::Kind::none) return false;
  if (condition.kind == Condition::Kind::compare)
    return condition.comparison == Comparison::at_least || condition.comparison == Comparison::more_than;
  return std::all_of(condition.parts.begin(), condition.parts.end(), lower_bounds_only);
}

}  // namespace

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

std::optional<TierDecision> decide_tier(const Program& program, const TierState& state, Day day,
                                        const MetricOf& value_of) {
  for (auto higher = static_cast<int>(program.tiers.size()) - 1; higher > state.tier; --higher)
    if (!waits(tier_at(program, higher), day) && holds(tier_at(program, higher).when, value_of))
      return TierDecision{{higher, term_end(program, higher, day)}, TierReason::promoted};
  if (state.tier < 0) return std::nullopt;

  const Tier& tier = tier_at(program, state.tier);
  if (held_from_day_to_day(program, state)) {
    if (holds(tier.when, value_of)) return std::nullopt;
    return fall(program, state, day, value_of);
  }
  if (day < state.until && !state.grace_after) return std::nullopt;
  if (keeps(tier, value_of)) {
    Day until = state.grace_after.value_or(state.until);
    while (until <= day) until = term_end(program, state.tier, until + 1);
    return TierDecision{{state.tier, until}, TierReason::renewed};
  }
  if (day < state.until) return std::nullopt;
  if (tier.grace_days > 0 && !state.grace_after)
    return TierDecision{{state.tier, state.until + tier.grace_days, state.until}, TierReason::grace};
  return fall(program, state, day, value_of);
}

bool held_from_day_to_day(const Program& program, const TierState& state) {
  return state.tier >= 0 && (state.until == never || tier_at(program, state.tier).term.empty());
}

Day next_tier_day(const Program& program, const TierState& state, Day day, const MetricOf& value_of) {
  Day next = state.tier >= 0 && state.until > day ? state.until : never;
  for (auto higher = static_cast<int>(program.tiers.size()) - 1; higher > state.tier; --higher)
    if (const auto& promote = tier_at(program, higher).promote; promote && holds(tier_at(program, higher).when, value_of))
      next = std::min(next, end_of(*promote, day + 1));
  return next;
}

bool only_lower_bounds(const Program& program) {
  return std::all_of(program.tiers.begin(), program.tiers.end(), [](const Tier& tier) {
    return lower_bounds_only(tier.when) && (!tier.retain || lower_bounds_only(*tier.retain));
  });
}

}  // namespace loyalty
