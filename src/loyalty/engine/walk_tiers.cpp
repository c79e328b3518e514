// SPDX-License-Identifier: MIT
#include <algorithm>

#include "walk.hpp"

namespace loyalty {
namespace {

/// Whether money given back can change what the metric said of an earlier day.
bool refunds_change(Metric metric) {
  return (looks_through_window(metric) && metric != Metric::activities) || metric == Metric::balance ||
         metric == Metric::days_since_order || metric == Metric::platform;
}

} // namespace

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

/// What the calendar brings holds from this morning on, judged by what was known last night.
void Engine::Walk::morning(Day day) {
  if (program().tiers.empty()) return;
  today_ = day - 1;
  const bool ends = tier_.tier >= 0 && tier_.until < day;
  std::optional<TierDecision> decision;
  if (ends || rules().waiting) {
    windows_.advance(today_);
    decision = decide_in_the_morning(program(), tier_, day, metric_of_);
  }
  if (decision) apply(*decision, day);
  show_tier(day, decision ? std::optional(decision->reason) : std::nullopt);
}

void Engine::Walk::decide(Day day) {
  if (program().tiers.empty()) return;
  windows_.advance(day);
  const TierState before = tier_;
  std::optional<TierReason> reason;
  const auto follow_decision = [&](const std::optional<TierDecision>& decision) {
    if (!decision) return false;
    apply(*decision, day);
    reason = decision->reason;
    return true;
  };
  const Day first_gone = given_back_ ? withdraw(day) : never;
  const bool withdrawn = tier_ != before;
  if (withdrawn) {
    // What the member falls back to may have ended meanwhile.
    while (tier_.until < day && follow_decision(decide_in_the_morning(program(), tier_, day, metric_of_))) {}
    follow_decision(waited_for(day, first_gone));
    reason = TierReason::demoted;
  }
  follow_decision(decide_in_the_evening(program(), tier_, day, metric_of_));
  if (tier_.tier < before.tier) reason = TierReason::demoted;
  if (withdrawn && tier_.tier == before.tier && tier_.until == before.until) reason.reset();
  show_tier(day, reason);
}

/// A tier that waits for a calendar part and would have been reached with the last one without what was given back. On
/// days before `first_gone` nothing stood in its way.
std::optional<TierDecision> Engine::Walk::waited_for(Day day, Day first_gone) const {
  const auto& tiers = program().tiers;
  for (auto higher = static_cast<int>(tiers.size()) - 1; higher > tier_.tier; --higher) {
    const Tier& tier = tiers[static_cast<std::size_t>(higher)];
    if (!tier.promote) continue;
    const Day since = start_of(*tier.promote, day);
    if (since <= first_gone) continue;
    auto state = reached_on(program(), higher, since, since - 1);
    if (state.until >= day && stands(reason_of(tier.when, from_the_beginning, state.seen_through)))
      return TierDecision{state, TierReason::promoted};
  }
  return std::nullopt;
}

void Engine::Walk::apply(const TierDecision& decision, Day day) {
  const TierState before = tier_;
  tier_ = decision.state;
  if (decision.reason == TierReason::promoted || decision.reason == TierReason::renewed)
    remember(before, decision, day);
  else if (decision.reason == TierReason::demoted)
    for (auto& reached : reached_) {
      const auto* tier = program().tier(reached.tier);
      if (reached.over || (tier != nullptr && tier - program().tiers.data() <= tier_.tier)) continue;
      reached.over = true;
      reached.landed = tier_;
    }
}

void Engine::Walk::remember(const TierState& before, const TierDecision& decision, Day day) {
  const Tier& tier = program().tiers[static_cast<std::size_t>(tier_.tier)];
  const bool promoted = decision.reason == TierReason::promoted;
  auto reached = promoted ? reason_of(tier.when, from_the_beginning, tier_.seen_through)
                          : reason_of(keeping(tier), before.seen_through, tier_.seen_through);
  reached.before = before;
  reached.tier = tier.id;
  if (promoted) reached.pack = reach(tier, day);
  reached_.push_back(std::move(reached));
}

Engine::Walk::Reached Engine::Walk::reason_of(const Condition& condition, Day after, Day seen_through) const {
  Reached reached{.before = {},
                  .tier = {},
                  .condition = &condition,
                  .after = after,
                  .seen_through = seen_through,
                  .contributions = windows_.count(),
                  .balance_changes = balance_changes_.size()};
  each_comparison(condition, [&](const Condition& comparison) {
    if (!refunds_change(comparison.metric) || comparison.metric == Metric::balance)
      reached.answers.emplace_back(&comparison, value_of(comparison, after));
  });
  return reached;
}

std::optional<std::int64_t> Engine::Walk::amended(const Condition& comparison, const Reached& reached) const {
  for (const auto& [asked, answer] : reached.answers) {
    if (asked != &comparison) continue;
    return comparison.metric == Metric::balance ? std::optional(*answer + balance_change(reached)) : answer;
  }
  if (comparison.metric == Metric::platform) return bought_at(comparison.words, reached.seen_through) ? 1 : 0;
  if (comparison.metric == Metric::days_since_order) {
    const Day last = last_order_through(reached.seen_through);
    return last == never ? std::nullopt : std::optional<std::int64_t>(reached.seen_through - last);
  }
  Day first = first_day(comparison.window, reached.seen_through, history_->joined_on);
  if (comparison.window.kind == Window::Kind::rolling && reached.after > from_the_beginning)
    first = std::max(first, reached.after + 1);
  const auto sum = [&](Metric metric) {
    return windows_.sum(metric, first, reached.seen_through, reached.contributions);
  };
  if (comparison.metric == Metric::referrals)
    return std::count_if(referrals_.begin(), referrals_.end(), [&](const auto& each) {
      const auto& [gained, lost] = each.second;
      return first <= gained && gained <= reached.seen_through && lost == never;
    });
  if (comparison.metric != Metric::average_order) return sum(comparison.metric);
  const auto orders = sum(Metric::orders);
  return orders <= 0 ? std::nullopt : std::optional(sum(Metric::spend) / orders);
}

/// How refunds since then change the balance that was there.
Points Engine::Walk::balance_change(const Reached& reached) const {
  Points change = 0;
  for (auto at = reached.balance_changes; at < balance_changes_.size(); ++at)
    if (balance_changes_[at].from <= reached.seen_through) change += balance_changes_[at].points;
  return change;
}

bool Engine::Walk::stands(const Reached& reached) const {
  return holds(*reached.condition, [&](const Condition& comparison) { return amended(comparison, reached); });
}

/// Returns what was seen last when the first of them was reached.
Day Engine::Walk::withdraw(Day day) {
  Day first = never;
  for (std::size_t at = 0; at < reached_.size();) {
    if (stands(reached_[at])) {
      ++at;
      continue;
    }
    const Reached gone = std::move(reached_[at]);
    reached_.erase(reached_.begin() + static_cast<std::ptrdiff_t>(at));
    const auto next = reached_.begin() + static_cast<std::ptrdiff_t>(at);
    TierState& followed = next == reached_.end() ? tier_ : next->before;
    if (!gone.over || (followed == gone.landed && gone.before.tier <= gone.landed.tier)) {
      first = std::min(first, gone.seen_through);
      followed = gone.before;
      const auto held = std::find_if(next, reached_.end(), [](const Reached& each) { return !each.over; });
      if (!gone.over) (held == reached_.end() ? tier_ : held->before) = gone.before;
    }
    withdraw(gone, day);
    // A pack that goes can be what another tier rested on.
    at = 0;
  }
  return first;
}

void Engine::Walk::withdraw(const Reached& gone, Day day) {
  if (!gone.pack) return;
  take_back(*gone.pack, day, 0);
  tiers_reached_.erase(gone.tier);
  std::erase(reached_today_, gone.tier);
  call_off("tier " + gone.tier, day);
}

void Engine::Walk::show_tier(Day day, std::optional<TierReason> reason) {
  const auto floor = traits_.floor(program(), day);
  TierState shows = tier_;
  if (floor.tier > tier_.tier)
    shows = {.tier = floor.tier, .until = floor.until};
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
  windows_.advance(today_);
  out_.tier_changes.push_back({.day = day,
                               .tier = shows.tier < 0 ? "" : program().tiers[static_cast<std::size_t>(shows.tier)].id,
                               .until = shows.until,
                               .reason = *reason,
                               .qualifying = qualifying == nullptr ? 0 : value_of(*qualifying).value_or(0),
                               .program = timeline[reign_].id});
}

} // namespace loyalty
