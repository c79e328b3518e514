// SPDX-License-Identifier: MIT
#include <algorithm>

#include "walk.hpp"

namespace loyalty {

Day Engine::Walk::next_tier_day_after(Day day) const {
  if (program().tiers.empty()) return never;
  if (pack_moved_counters_) return day + 1;
  Day next = std::min(next_tier_day(program(), tier_, day, metric_of_), traits_.next_day(day));
  // What leaves a window can lower only a tier that is held from day to day, unless less is more.
  if (held_from_day_to_day(program(), tier_) || !rules().only_lower_bounds || windows_.any_negative())
    next = std::min(next, windows_.next_exit());
  const auto look = [&](const Condition& comparison) {
    if (comparison.metric > Metric::points_earned) next = std::min(next, next_change_of(comparison, day));
  };
  for (const auto& tier : program().tiers) {
    each_comparison(tier.when, look);
    if (tier.retain) each_comparison(*tier.retain, look);
  }
  return next;
}

void Engine::Walk::decide(Day day) {
  if (program().tiers.empty()) return;
  windows_.advance(day);
  const auto decision = decide_tier(program(), tier_, day, metric_of_);
  if (decision) tier_ = decision->state;
  show_tier(day, decision ? std::optional(decision->reason) : std::nullopt);
  if (decision && decision->reason == TierReason::promoted) reach(program().tiers[static_cast<std::size_t>(tier_.tier)], day);
}

void Engine::Walk::show_grants(Day day) {
  if (program().tiers.empty() || traits_.next_day(day - 1) != day) return;
  windows_.advance(day);
  show_tier(day, std::nullopt);
}

void Engine::Walk::show_tier(Day day, std::optional<TierReason> reason) {
  const auto floor = traits_.floor(program(), day);
  TierState shows = tier_;
  if (floor.tier > tier_.tier)
    shows = {floor.tier, floor.until};
  else if (floor.tier == tier_.tier && floor.tier >= 0)
    shows.until = std::max(shows.until, floor.until);
  const bool by_grant = floor.tier >= 0 && floor.tier > tier_.tier;
  if (shows.tier == shown_.tier && shows.until == shown_.until && !(reason && !by_grant)) return;
  const bool same_tier = shows.tier == shown_.tier;
  shown_ = shows;
  if (by_grant)
    reason = same_tier ? TierReason::renewed : TierReason::granted;
  else if (!reason)
    reason = floor.tier >= 0 && floor.tier == shows.tier ? TierReason::granted : TierReason::ended;
  const Condition* qualifying = qualifying_metric(program());
  out_.tier_changes.push_back(
      {.day = day,
       .tier = shows.tier < 0 ? "" : program().tiers[static_cast<std::size_t>(shows.tier)].id,
       .until = shows.until,
       .reason = *reason,
       .qualifying = qualifying == nullptr ? 0 : value_of(*qualifying).value_or(0),
       .program = timeline[reign_].id});
}

}  // namespace loyalty
