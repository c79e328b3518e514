// SPDX-License-Identifier: MIT
#include <algorithm>
#include <tuple>

#include "loyalty/referral.hpp"
#include "loyalty/wide.hpp"
#include "walk.hpp"

namespace loyalty {
namespace {

Day start_of_limit(const std::optional<Limit>& limit, Day day) {
  return limit && limit->per ? start_of(*limit->per, day) : Day{};
}

} // namespace

void Engine::Walk::plan_referrals(const Invited& invited, std::size_t place, bool own) {
  using Kind = ReferralEvent::Kind;
  Day lost_on = never;
  for (const auto& span : referral_spans(invited, timeline)) {
    const auto order = std::find_if(invited.orders.begin(), invited.orders.end(),
                                    [&](const Invited::Order& each) { return each.id == span.order; });
    ReferralEvent event{.day = span.from,
                        .kind = span.from == lost_on ? Kind::gained_again : Kind::gained,
                        .own = own,
                        .invited = place,
                        .order = span.order,
                        .brought_on = invited.on,
                        .ordered_on = order->day,
                        .paid = order->paid};
    events_.push_back(event);
    event.day = lost_on = span.until;
    event.kind = Kind::lost;
    event.by = span.lost_by;
    if (span.until != never) events_.push_back(event);
  }
}

/// On which days somebody the member brought, or the member where they were brought, begins to count or no longer does.
/// Gains of a day come first; who is lost and gained on one day is gained after all losses. Ids, which follow the order
/// of import, decide nothing.
void Engine::Walk::plan_referrals() {
  for (std::size_t place = 0; place < history_->invited.size(); ++place)
    plan_referrals(history_->invited[place], place, false);
  for (const auto& act : history_->acts)
    if (act.kind == ActKind::invite) plan_referrals(invited_member(*history_, act.day), 0, true);
  const auto place = [](const ReferralEvent& event) {
    return std::tie(event.day, event.kind, event.own, event.brought_on, event.ordered_on, event.paid);
  };
  std::stable_sort(events_.begin(), events_.end(),
                   [&](const ReferralEvent& left, const ReferralEvent& right) { return place(left) < place(right); });
}

std::size_t Engine::Walk::give_fixed(Points points, Points growth, const std::string& rule, Day day, FactId order,
                                     FactId act, Source source) {
  const auto by = intern({.program = timeline[reign_].id, .rule = rule});
  points = points_on(day, points);
  growth = growth_on(day, growth);
  if (points > 0) {
    open_lot({.day = day, .points = points, .order = order, .act = act, .terms = by}, day, source);
    repay(day);
  }
  if (growth > 0)
    emit({.day = day, .kind = EntryKind::growth, .points = growth, .order = order, .act = act, .terms = by});
  return points > 0 || growth > 0 ? windows_.add(day, {0, 0, growth, points}) : windows_.count();
}

Engine::Walk::Given Engine::Walk::give(const Reward& reward, const std::string& rule, const std::string& key,
                                       FactId order, Day day) {
  Given given{.points = points_on(day, reward.points),
              .growth = growth_on(day, reward.growth),
              .coupons = reward.coupons,
              .key = key,
              .terms = intern({.program = timeline[reign_].id, .rule = rule}),
              .source = new_source()};
  given.place = give_fixed(reward.points, reward.growth, rule, day, order, 0, given.source);
  for (const auto& coupon : reward.coupons) presents_.emplace_back(coupon, key);
  return given;
}

/// What the reward brought goes from the day on which it was given, but points that ended unused are not taken again.
void Engine::Walk::take_back(const Given& given, Day day, FactId by) {
  given_back_ = true;
  if (given.growth > 0)
    emit({.day = day, .kind = EntryKind::growth, .points = -given.growth, .order = by, .terms = given.terms});
  claw_back(day, given.points - ended_[static_cast<std::size_t>(given.source)], given.source,
            {.id = by, .at = Moment::at(day)}, given.terms);
  if (given.points > 0 || given.growth > 0) windows_.adjust(given.place, {0, 0, -given.growth, -given.points});
  for (const auto& coupon : given.coupons) call_off(coupon, given.key, day);
}

void Engine::Walk::count_joining(Day day) {
  const bool first_day = !history_->registered && day == history_->joined_on;
  if (joined_ && !first_day) return;
  if (!joined_ && day < history_->joined_on) return;
  joined_ = true;
  if (!program().joining.empty()) give(program().joining, "joining", "joining", 0, day);
}

void Engine::Walk::count_activity(const Act& act) {
  const Activity* activity = program().activity(act.subject);
  if (activity == nullptr) return;
  ActivityCount& count = activity_counts_[act.subject];
  const Day period = start_of_limit(activity->limit, act.day);
  if (count.period != period) {
    count.period = period;
    count.in_period = 0;
  }
  const bool new_day = count.day != act.day;
  if (new_day) {
    count.streak = count.day != never && count.day + 1 == act.day ? count.streak + 1 : 1;
    count.today = 0;
    count.day = act.day;
  }
  auto times = act.points;
  if (activity->per_day) times = std::min(times, *activity->per_day - count.today);
  if (activity->limit) times = std::min(times, activity->limit->times - count.in_period);
  times = std::max<std::int64_t>(times, 0);
  count.today += times;
  count.in_period += times;
  give_fixed(points_of(product(times, activity->points)), points_of(product(times, activity->growth)),
             "activity " + activity->id, act.day, 0, act.id, no_source);
  if (new_day && activity->streak_days > 0 && count.streak % activity->streak_days == 0)
    give_fixed(activity->streak_points, activity->streak_growth,
               "activity " + activity->id + ", " + std::to_string(activity->streak_days) + " days in a row", act.day, 0,
               act.id, no_source);
}

/// What is gained counts with what else the day gives, unless it was lost that day; `only_gains`: no more than that.
void Engine::Walk::count_referrals(Day day, bool only_gains) {
  for (; next_event_ < events_.size() && events_[next_event_].day <= day; ++next_event_) {
    const auto& event = events_[next_event_];
    if (only_gains && event.kind != ReferralEvent::Kind::gained) return;
    event.kind == ReferralEvent::Kind::lost ? lose(event) : gain(event);
  }
}

void Engine::Walk::gain(const ReferralEvent& event) {
  const auto& rules = program().referral;
  if (event.own) {
    was_brought_ = give(rules.invited, "referral, invited", "was invited", event.order, event.day);
    return;
  }
  const Reward* reward = &rules.inviter;
  if (shown_.tier >= 0)
    if (const auto& of_tier = program().tiers[static_cast<std::size_t>(shown_.tier)].referral) reward = &*of_tier;
  const auto who = std::to_string(history_->invited[event.invited].member);
  brought_[event.invited] = give(*reward, "referral, inviter", "invited member " + who, event.order, event.day);
  referrals_[event.invited] = {event.day, never};
  const auto count = referrals(Day::from_civil(1, 1, 1), event.day);
  for (const auto& milestone : rules.milestones) {
    if (milestone.invited != count || milestones_.contains(count)) continue;
    const auto number = std::to_string(count);
    milestones_[count] =
        give(milestone.reward, "referral, " + number + " invited", "invited " + number, event.order, event.day);
  }
}

void Engine::Walk::lose(const ReferralEvent& event) {
  if (event.own) {
    if (was_brought_) take_back(*was_brought_, event.day, event.by);
    was_brought_.reset();
    return;
  }
  const auto given = brought_.find(event.invited);
  if (given == brought_.end()) return;
  const auto count = referrals(Day::from_civil(1, 1, 1), event.day);
  if (const auto milestone = milestones_.find(count); milestone != milestones_.end()) {
    take_back(milestone->second, event.day, event.by);
    milestones_.erase(milestone);
  }
  take_back(given->second, event.day, event.by);
  referrals_[event.invited].second = event.day;
  brought_.erase(given);
}

std::optional<Engine::Walk::Given> Engine::Walk::reach(const Tier& tier, Day day) {
  if (!tiers_reached_.insert(tier.id).second) return std::nullopt;
  reached_today_.push_back(tier.id);
  pack_moved_counters_ = pack_moved_counters_ || tier.pack.points > 0 || tier.pack.growth > 0;
  return give(tier.pack, "pack of tier " + tier.id, "tier " + tier.id, 0, day);
}

} // namespace loyalty
