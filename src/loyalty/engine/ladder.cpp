// SPDX-License-Identifier: MIT
#include "ladder.hpp"

#include <algorithm>
#include <utility>

#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

/// Whether money given back can change what the metric said of an earlier day.
bool refunds_change(Metric metric) {
  return (looks_through_window(metric) && metric != Metric::activities) || metric == Metric::balance ||
         metric == Metric::days_since_order || is_of_sales(metric);
}

/// The state in the program `after`, of the tier that it has in `before`. Returns whether it still has one.
bool move(TierState& state, const Program& before, const Program& after) {
  const Tier* kept = state.tier < 0 ? nullptr : after.tier(before.tiers[static_cast<std::size_t>(state.tier)].id);
  if (kept == nullptr)
    state = {};
  else
    state.tier = static_cast<int>(kept - after.tiers.data());
  return kept != nullptr;
}

} // namespace

Ladder::Ladder(const Today& today, const PointsAccount& points, Measures& measures, Rewards& rewards)
    : today_(today),
      points_(points),
      measures_(measures),
      rewards_(rewards),
      metric_of_([&measures](const Condition& comparison, Day after) { return measures.value_of(comparison, after); }) {
}

void Ladder::take_over(const Program& before) {
  const Program& after = today_.program();
  move(qualified_, before, after);
  for (auto& reached : reached_) {
    move(reached.before, before, after);
    move(reached.landed, before, after);
  }
  for (auto& waited : waited_) move(waited.state, before, after);
  if (shown_.tier >= 0 && !move(shown_, before, after))
    today_.conclusions.tier_changes.push_back(
        {.day = today_.day, .reason = TierReason::program, .program = today_.program_id()});
}

Day Ladder::next_day(Day day) const {
  const Program& program = today_.program();
  if (program.tiers.empty()) return never;
  if (pack_moved_counters_) return day + 1;
  const Windows& windows = measures_.windows();
  Day next = std::min(next_tier_day(program, qualified_, day, metric_of_), measures_.traits().next_day(day));
  // What leaves a window can lower only a tier that is held from day to day, unless less is more.
  if (held_from_day_to_day(program, qualified_) || !today_.rules().only_lower_bounds || windows.any_negative())
    next = std::min(next, windows.next_exit());
  const auto look = [&](const Condition& comparison) {
    if (comparison.metric > Metric::points_earned) next = std::min(next, measures_.next_change_of(comparison, day));
  };
  for (const auto& tier : program.tiers) {
    each_comparison(tier.when, look);
    if (tier.retain) each_comparison(*tier.retain, look);
    if (tier.free) next = std::min(next, next_day_of_free(*tier.free, day));
  }
  return next;
}

Day Ladder::next_day_of_free(const FreeDays& free, Day day) const {
  if (day < free.from) return free.from;
  return day > free.until ? never : std::min(free.until + 1, measures_.next_change(free.who, day));
}

std::optional<Day> Ladder::reached_through(std::string_view tier) const {
  if (qualified_.tier < 0 || tier_at(qualified_.tier).id != tier) return std::nullopt;
  return qualified_.seen_through;
}

void Ladder::decide_in_the_morning() {
  const Program& program = today_.program();
  if (program.tiers.empty()) return;
  const bool ends = qualified_.tier >= 0 && qualified_.until < today_.day;
  std::optional<TierDecision> decision;
  if (ends || today_.rules().waiting) {
    measures_.advance();
    note_waiting();
    decision = loyalty::decide_in_the_morning(program, qualified_, today_.day, metric_of_);
  }
  if (decision) apply(*decision);
  show(decision ? std::optional(decision->reason) : std::nullopt);
}

void Ladder::decide_in_the_evening() {
  const Program& program = today_.program();
  const Day day = today_.day;
  if (program.tiers.empty()) return;
  measures_.advance();
  const TierState before = qualified_;
  std::optional<TierReason> reason;
  const auto follow = [&](const std::optional<TierDecision>& decision) {
    if (!decision) return false;
    apply(*decision);
    reason = decision->reason;
    return true;
  };
  const Day first_gone = today_.given_back ? withdraw() : never;
  const bool withdrawn = qualified_ != before;
  if (withdrawn) {
    // What the member falls back to may have ended meanwhile.
    while (qualified_.until < day && follow(loyalty::decide_in_the_morning(program, qualified_, day, metric_of_))) {}
    reach_waited_for(first_gone);
    reason = TierReason::demoted;
  }
  follow(loyalty::decide_in_the_evening(program, qualified_, day, metric_of_));
  if (qualified_.tier < before.tier) reason = TierReason::demoted;
  if (withdrawn && qualified_.tier == before.tier && qualified_.until == before.until) reason.reset();
  show(reason);
}

/// Nothing has happened since the part began: the days in between were passed over.
void Ladder::note_waiting() {
  const Program& program = today_.program();
  for (std::size_t place = 0; place < program.tiers.size(); ++place) {
    const Tier& tier = program.tiers[place];
    if (!tier.promote) continue;
    const Day since = start_of(*tier.promote, today_.day);
    const auto noted = std::ranges::find(waited_, tier.id, [](const Waited& each) { return each.reached.tier; });
    if (noted != waited_.end() && noted->state.seen_through == since - 1) continue;
    if (noted != waited_.end()) waited_.erase(noted);
    // Another version ruled when the part began.
    if (today_.rulebook.timeline().place_on(since) != today_.version) continue;
    measures_.see(since - 1);
    waited_.push_back({reached_on(program, static_cast<int>(place), since, since - 1),
                       reason_of(tier.when, from_the_beginning, since - 1)});
    waited_.back().reached.tier = tier.id;
    measures_.see(today_.day - 1);
  }
}

/// On days before `first_gone` nothing stood in its way.
bool Ladder::reach_waited_for(Day first_gone) {
  const Waited* highest = nullptr;
  for (const auto& waited : waited_) {
    const auto& state = waited.state;
    if (state.tier <= (highest == nullptr ? qualified_.tier : highest->state.tier)) continue;
    if (state.seen_through >= first_gone && state.until >= today_.day && stands(waited.reached)) highest = &waited;
  }
  if (highest == nullptr) return false;
  const TierState before = std::exchange(qualified_, highest->state);
  remember(highest->reached, before, true);
  return true;
}

void Ladder::apply(const TierDecision& decision) {
  const TierState before = qualified_;
  qualified_ = decision.state.tier < 0 ? TierState{} : decision.state;
  if (decision.reason == TierReason::promoted || decision.reason == TierReason::renewed)
    remember(before, decision.reason == TierReason::promoted);
  else if (decision.reason == TierReason::demoted)
    fall();
}

/// What was reached above is over.
void Ladder::fall() {
  for (auto& reached : reached_) {
    const auto* tier = today_.program().tier(reached.tier);
    if (reached.over || (tier != nullptr && tier - today_.program().tiers.data() <= qualified_.tier)) continue;
    reached.over = true;
    reached.landed = qualified_;
  }
}

void Ladder::remember(const TierState& before, bool promoted) {
  const Tier& tier = tier_at(qualified_.tier);
  remember(promoted ? reason_of(tier.when, from_the_beginning, qualified_.seen_through)
                    : reason_of(keeping(tier), before.seen_through, qualified_.seen_through),
           before, promoted);
}

void Ladder::remember(Reached reached, const TierState& before, bool promoted) {
  const Tier& tier = tier_at(qualified_.tier);
  reached.before = before;
  reached.tier = tier.id;
  if (promoted) reached.pack = rewards_.reach(tier);
  if (reached.pack) pack_moved_counters_ = pack_moved_counters_ || tier.pack.points > 0 || tier.pack.growth > 0;
  reached_.push_back(std::move(reached));
}

Ladder::Reached Ladder::reason_of(const Condition& condition, Day after, Day seen_through) const {
  Reached reached{.before = {},
                  .tier = {},
                  .condition = &condition,
                  .seen = {after, seen_through, measures_.windows().count()},
                  .balance_changes = points_.changes()};
  each_comparison(condition, [&](const Condition& comparison) {
    if (!refunds_change(comparison.metric) || comparison.metric == Metric::balance)
      reached.answers.emplace_back(&comparison, measures_.value_of(comparison, after));
  });
  return reached;
}

std::optional<std::int64_t> Ladder::amended(const Condition& comparison, const Reached& reached) const {
  for (const auto& [asked, answer] : reached.answers) {
    if (asked != &comparison) continue;
    if (comparison.metric != Metric::balance) return answer;
    return *answer + points_.changed_since(reached.balance_changes, reached.seen.through);
  }
  return measures_.value_recalled(comparison, reached.seen);
}

bool Ladder::stands(const Reached& reached) const {
  return holds(*reached.condition, [&](const Condition& comparison) { return amended(comparison, reached); });
}

Day Ladder::withdraw() {
  Day first = never;
  for (std::size_t at = 0; at < reached_.size();) {
    if (stands(reached_[at])) {
      ++at;
      continue;
    }
    first = std::min(first, withdraw(at));
    // A pack that goes can be what another tier rested on.
    at = 0;
  }
  return first;
}

/// Returns what was seen last when it was reached; `never` where something else has followed since.
Day Ladder::withdraw(std::size_t place) {
  const Reached gone = std::move(reached_[place]);
  reached_.erase(reached_.begin() + static_cast<std::ptrdiff_t>(place));
  const auto next = reached_.begin() + static_cast<std::ptrdiff_t>(place);
  TierState& followed = next == reached_.end() ? qualified_ : next->before;
  Day seen = never;
  if (!gone.over || (followed == gone.landed && gone.before.tier <= gone.landed.tier)) {
    seen = gone.seen.through;
    followed = gone.before;
    const auto held = std::find_if(next, reached_.end(), [](const Reached& each) { return !each.over; });
    if (!gone.over) (held == reached_.end() ? qualified_ : held->before) = gone.before;
  }
  if (gone.pack) rewards_.leave(gone.tier, *gone.pack);
  return seen;
}

/// The highest tier that is granted today or free, and how long.
Traits::Floor Ladder::floor() const {
  const auto& tiers = today_.program().tiers;
  auto floor = measures_.traits().floor(today_.program(), today_.day);
  for (std::size_t place = 0; place < tiers.size(); ++place) {
    const auto& free = tiers[place].free;
    if (!free || today_.day < free->from || free->until < today_.day) continue;
    measures_.advance();
    if (measures_.meets(free->who)) floor.raise(static_cast<int>(place), free->until);
  }
  return floor;
}

/// Whoever is shut out holds nothing, whatever they reach meanwhile; let in again, they hold what they reached.
void Ladder::show(std::optional<TierReason> reason) {
  const bool was_closed = std::exchange(shown_closed_, today_.closed);
  if (today_.closed) {
    if (shown_.tier < 0) return;
    shown_ = {};
    return write(TierReason::demoted);
  }
  const auto floor = this->floor();
  TierState shows = qualified_;
  if (floor.tier > qualified_.tier)
    shows = {.tier = floor.tier, .until = floor.until};
  else if (floor.tier == qualified_.tier && floor.tier >= 0)
    shows.until = std::max(shows.until, floor.until);
  if (was_closed && shows.tier < 0) return;
  if (was_closed) reason = TierReason::promoted;
  const bool by_grant = floor.tier >= 0 && floor.tier > qualified_.tier;
  const bool same_tier = shows.tier == shown_.tier;
  if (same_tier && shows.until == shown_.until && !(reason && !by_grant)) return;
  shown_ = shows;
  if (by_grant)
    reason = same_tier ? TierReason::renewed : TierReason::granted;
  else if (!reason)
    reason = floor.tier >= 0 && floor.tier == shows.tier ? TierReason::granted : TierReason::ended;
  write(*reason);
}

void Ladder::write(TierReason reason) {
  const Condition* qualifying = qualifying_metric(today_.program());
  measures_.advance();
  today_.conclusions.tier_changes.push_back(
      {.day = today_.day,
       .tier = shown_.tier < 0 ? "" : tier_at(shown_.tier).id,
       .until = shown_.until,
       .reason = reason,
       .qualifying = qualifying == nullptr ? 0 : measures_.value_of(*qualifying).value_or(0),
       .program = today_.program_id()});
}

} // namespace loyalty
