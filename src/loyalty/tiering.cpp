// SPDX-License-Identifier: MIT
#include "loyalty/tiering.hpp"

#include <algorithm>

namespace loyalty {
namespace {

int highest_qualified(const Program& program, const MetricOf& value_of) {
  for (auto index = static_cast<int>(program.tiers.size()) - 1; index >= 0; --index)
    if (holds(program.tiers[static_cast<std::size_t>(index)].when, value_of)) return index;
  return -1;
}

const Tier& tier_at(const Program& program, int index) { return program.tiers[static_cast<std::size_t>(index)]; }

/// The last day of a term that begins on `day`.
Day term_end(const Program& program, int tier, Day day) {
  if (tier < 0 || tier_at(program, tier).term.empty()) return never;
  return day + tier_at(program, tier).term - 1;
}

bool waits(const Tier& tier, Day day) { return tier.promote && end_of(*tier.promote, day) != day; }

TierDecision fall(const Program& program, const TierState& state, int qualified, Day day) {
  const bool one_step = tier_at(program, state.tier).demote == Demotion::one_step;
  const int target = std::min(state.tier - 1, one_step ? std::max(state.tier - 1, qualified) : qualified);
  // A lower tier without a term exists only while its condition holds: one step cannot rest there.
  const bool rests = target < 0 || target == qualified || !tier_at(program, target).term.empty();
  const int tier = rests ? target : std::min(qualified, target);
  return {{tier, term_end(program, tier, day)}, TierReason::demoted};
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
  }
  return "";
}

std::optional<TierDecision> decide_tier(const Program& program, const TierState& state, Day day,
                                        const MetricOf& value_of) {
  const int qualified = highest_qualified(program, value_of);
  if (qualified > state.tier && !waits(tier_at(program, qualified), day))
    return TierDecision{{qualified, term_end(program, qualified, day)}, TierReason::promoted};
  if (state.tier < 0) return std::nullopt;

  const Tier& tier = tier_at(program, state.tier);
  if (tier.term.empty() || state.until == never) {
    if (holds(tier.when, value_of)) return std::nullopt;
    return fall(program, state, qualified, day);
  }
  if (day < state.until && !state.in_grace) return std::nullopt;
  if (holds(tier.retain ? *tier.retain : tier.when, value_of)) {
    const Day ended = state.in_grace ? state.until - tier.grace_days : state.until;
    return TierDecision{{state.tier, term_end(program, state.tier, ended + 1)}, TierReason::renewed};
  }
  if (state.in_grace) {
    if (day < state.until) return std::nullopt;
    return fall(program, state, qualified, day);
  }
  if (tier.grace_days > 0)
    return TierDecision{{state.tier, state.until + tier.grace_days, true}, TierReason::grace};
  return fall(program, state, qualified, day);
}

Day next_tier_day(const Program& program, const TierState& state, Day day, const MetricOf& value_of) {
  Day next = state.tier >= 0 && state.until > day ? state.until : never;
  const int qualified = highest_qualified(program, value_of);
  if (qualified > state.tier && tier_at(program, qualified).promote)
    next = std::min(next, end_of(*tier_at(program, qualified).promote, day + 1));
  return next;
}

bool only_lower_bounds(const Program& program) {
  return std::all_of(program.tiers.begin(), program.tiers.end(), [](const Tier& tier) {
    return lower_bounds_only(tier.when) && (!tier.retain || lower_bounds_only(*tier.retain));
  });
}

}  // namespace loyalty
