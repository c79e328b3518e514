// SPDX-License-Identifier: MIT
#include "rewards.hpp"

#include <algorithm>

#include "loyalty/wide.hpp"

namespace loyalty {
namespace {

Day start_of_limit(const std::optional<Limit>& limit, Day day) {
  return limit && limit->per ? start_of(*limit->per, day) : Day{};
}

} // namespace

Rewards::Rewards(Today& today, PointsAccount& points, Measures& measures, Occasions& occasions)
    : today_(today), points_(points), measures_(measures), occasions_(occasions) {}

std::size_t Rewards::give_fixed(Points points, Points growth, const Reason& reason) {
  const Day day = today_.day;
  const auto terms = today_.intern(reason.rule);
  points = today_.counted_points(points);
  growth = today_.counted_growth(growth);
  if (points > 0) {
    points_.open({.day = day, .points = points, .cause = reason.cause, .terms = terms}, day, reason.source);
    points_.repay();
  }
  if (growth > 0)
    points_.emit({.day = day, .kind = EntryKind::growth, .points = growth, .cause = reason.cause, .terms = terms});
  auto& windows = measures_.windows();
  return points > 0 || growth > 0 ? windows.add(day, {0, 0, growth, points}) : windows.count();
}

Given Rewards::give(const Reward& promised, const RuleName& rule, const std::string& key, const Cause& cause,
                    bool paid_for) {
  static const Reward nothing;
  const Reward& reward = today_.closed ? nothing : promised;
  Given given{.points = today_.counted_points(reward.points),
              .growth = today_.counted_growth(reward.growth),
              .coupons = reward.coupons,
              .key = key,
              .terms = today_.intern(rule),
              .source = points_.new_source()};
  given.place = give_fixed(reward.points, reward.growth, {.rule = rule, .cause = cause, .source = given.source});
  for (const auto& coupon : reward.coupons) occasions_.present(coupon, key, paid_for);
  return given;
}

void Rewards::take_back(const Given& given, const Cause& by) {
  const Day day = today_.day;
  today_.given_back = true;
  if (given.growth > 0)
    points_.emit({.day = day, .kind = EntryKind::growth, .points = -given.growth, .cause = by, .terms = given.terms});
  points_.claw_back(given.points - points_.ended(given.source), given.source, {.cause = by, .terms = given.terms});
  if (given.points > 0 || given.growth > 0)
    measures_.windows().adjust(given.place, {0, 0, -given.growth, -given.points});
  for (const auto& coupon : given.coupons) occasions_.call_off(coupon, given.key);
}

void Rewards::join() {
  const auto& reward = today_.program().joining;
  if (!reward.empty()) give(reward, {RuleKind::joining}, "joining", {});
}

void Rewards::count_act(const Act& act) {
  if (act.kind == ActKind::activity)
    count_activity(act);
  else
    give_by_hand(act);
}

void Rewards::give_by_hand(const Act& act) {
  const auto open = [&](EntryKind kind, RuleKind rule) {
    points_.open({.day = act.day, .kind = kind, .points = act.points, .cause = act.id, .terms = today_.intern({rule})},
                 act.day, no_source);
  };
  switch (act.kind) {
    case ActKind::award:
      open(EntryKind::earn, RuleKind::by_hand);
      measures_.windows().add(act.day, {0, 0, 0, act.points});
      break;
    case ActKind::opening:
      if (act.points > 0) open(EntryKind::adjust, RuleKind::opening);
      break;
    case ActKind::opening_growth:
      points_.emit({.day = act.day,
                    .kind = EntryKind::growth,
                    .points = act.points,
                    .cause = act.id,
                    .terms = today_.intern({RuleKind::opening})});
      measures_.windows().add(act.day, {0, 0, act.points, 0});
      break;
    case ActKind::adjust: open(EntryKind::adjust, RuleKind::by_hand); break;
    case ActKind::transfer_in:
      points_.open_through({.day = act.day,
                            .kind = EntryKind::adjust,
                            .points = act.points,
                            .cause = act.id,
                            .terms = today_.intern({RuleKind::transfer})},
                           act.until);
      break;
    default: break;
  }
}

void Rewards::count_activity(const Act& act) {
  measures_.traits().learn(act);
  const Activity* activity = today_.program().activity(act.subject);
  if (activity == nullptr || today_.closed) return;
  ActivityCount& count = activity_counts_[act.subject];
  const bool new_day = count.day != act.day;
  const auto times = rewarded(*activity, count, act);
  const RuleName rule{.kind = RuleKind::activity, .subject = activity->id};
  give_fixed(points_of(product(times, activity->points)), points_of(product(times, activity->growth)),
             {.rule = rule, .cause = act.id});
  if (new_day && activity->streak_days > 0 && count.streak % activity->streak_days == 0)
    give_fixed(activity->streak_points, activity->streak_growth,
               {.rule = {.kind = RuleKind::streak, .subject = activity->id, .number = activity->streak_days},
                .cause = act.id});
}

std::int64_t Rewards::rewarded(const Activity& activity, ActivityCount& count, const Act& act) {
  const Day period = start_of_limit(activity.limit, act.day);
  if (count.period != period) {
    count.period = period;
    count.in_period = 0;
  }
  if (count.day != act.day) {
    count.streak = count.day != never && count.day + 1 == act.day ? count.streak + 1 : 1;
    count.today = 0;
    count.day = act.day;
  }
  auto times = act.points;
  if (activity.per_day) times = std::min(times, *activity.per_day - count.today);
  if (activity.limit) times = std::min(times, activity.limit->times - count.in_period);
  times = std::max<std::int64_t>(times, 0);
  count.today += times;
  count.in_period += times;
  return times;
}

void Rewards::count_referral(const ReferralEvent& event, std::int64_t invited) {
  if (event.kind == ReferralEvent::Kind::lost)
    lose(event, invited);
  else
    gain(event, invited);
}

void Rewards::gain(const ReferralEvent& event, std::int64_t invited) {
  const auto& rules = today_.program().referral;
  if (event.own) {
    was_brought_ = give(today_.counted(rules.invited, event.due), {RuleKind::invited}, "was invited", event.order);
    return;
  }
  const Tier* tier = today_.held();
  const Reward& reward = tier != nullptr && tier->referral ? *tier->referral : rules.inviter;
  const auto who = std::to_string(today_.history.invited[event.invited].member.value);
  brought_[event.invited] =
      give(today_.counted(reward, event.due), {RuleKind::inviter}, "invited member " + who, event.order);
  for (const auto& milestone : rules.milestones) {
    if (milestone.invited != invited || milestones_.contains(invited)) continue;
    milestones_[invited] =
        give(today_.counted(milestone.reward, event.due), {.kind = RuleKind::milestone, .number = invited},
             "invited " + std::to_string(invited), event.order);
  }
}

/// `invited` counts without whoever is lost.
void Rewards::lose(const ReferralEvent& event, std::int64_t invited) {
  if (event.own) {
    if (was_brought_) take_back(*was_brought_, event.by);
    was_brought_.reset();
    return;
  }
  const auto given = brought_.find(event.invited);
  if (given == brought_.end()) return;
  if (const auto milestone = milestones_.find(invited + 1); milestone != milestones_.end()) {
    take_back(milestone->second, event.by);
    milestones_.erase(milestone);
  }
  take_back(given->second, event.by);
  brought_.erase(given);
}

std::optional<Given> Rewards::reach(const Tier& tier) {
  if (!tiers_reached_.insert(tier.id).second) return std::nullopt;
  occasions_.reach(tier.id);
  return give(tier.pack, {.kind = RuleKind::tier_pack, .subject = tier.id}, "tier " + tier.id, {});
}

void Rewards::leave(const std::string& tier, const Given& pack) {
  take_back(pack, {});
  tiers_reached_.erase(tier);
  occasions_.leave(tier);
}

} // namespace loyalty
