// SPDX-License-Identifier: MIT
#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string>
#include <utility>

#include "loyalty/int128.hpp"
#include "program/sections.hpp"
#include "program/warnings.hpp"

namespace loyalty::program {
namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

/// The comparisons that must all hold; false if the condition says more than that.
bool collect_comparisons(const Condition& condition, std::vector<const Condition*>& comparisons) {
  if (condition.kind == Condition::Kind::compare) comparisons.push_back(&condition);
  if (condition.kind == Condition::Kind::all)
    return std::all_of(condition.parts.begin(), condition.parts.end(),
                       [&](const Condition& part) { return collect_comparisons(part, comparisons); });
  return condition.kind == Condition::Kind::compare;
}

struct Range {
  std::int64_t from;
  std::int64_t to;
};

Range range_of(const Condition& comparison) {
  const auto value = comparison.value;
  switch (comparison.comparison) {
    case Comparison::at_least: return {value, highest};
    case Comparison::at_most: return {lowest, value};
    case Comparison::more_than: return {value + 1, highest};
    case Comparison::less_than: return {lowest, value - 1};
    case Comparison::equal: return {value, value};
  }
  return {lowest, highest};
}

bool same_number(const Condition& a, const Condition& b) {
  return a.metric == b.metric && a.window == b.window && a.subject == b.subject && a.words == b.words;
}

/// Whether everybody for whom `lower` holds is also let in by `higher`.
bool let_in(const std::vector<const Condition*>& lower, const std::vector<const Condition*>& higher) {
  return std::all_of(higher.begin(), higher.end(), [&](const Condition* wanted) {
    return std::any_of(lower.begin(), lower.end(), [&](const Condition* held) {
      const auto inner = range_of(*held);
      const auto outer = range_of(*wanted);
      return same_number(*held, *wanted) && inner.from >= outer.from && inner.to <= outer.to;
    });
  });
}

/// Whether something other than an order's amount brings the points, or the growth, that `part` names.
bool is_rewarded_with(const Program& program, Points Reward::*part) {
  const auto brings = [&](const Reward& reward) { return reward.*part > 0; };
  const auto& referral = program.referral;
  const auto brought_by_tier = [&](const Tier& tier) {
    return brings(tier.pack) || (tier.referral && brings(*tier.referral));
  };
  return brings(program.joining) || brings(referral.inviter) || brings(referral.invited) ||
         std::ranges::any_of(referral.milestones, brings, &Milestone::reward) ||
         std::ranges::any_of(program.rewards, brings, &RewardRule::gives) ||
         std::any_of(program.tiers.begin(), program.tiers.end(), brought_by_tier);
}

bool gives_growth(const Program& program) {
  const auto grows = [](const Activity& activity) { return activity.growth > 0 || activity.streak_growth > 0; };
  const auto adds = [](const Campaign& campaign) { return std::holds_alternative<EarnGrowth>(campaign.effect); };
  return program.growth.earn || is_rewarded_with(program, &Reward::growth) ||
         std::any_of(program.campaigns.begin(), program.campaigns.end(), adds) ||
         std::any_of(program.activities.begin(), program.activities.end(), grows);
}

bool gives_points(const Program& program) {
  const auto pays = [](const Activity& activity) { return activity.points > 0 || activity.streak_points > 0; };
  const auto adds = [](const Campaign& campaign) {
    return std::holds_alternative<EarnMore>(campaign.effect) || std::holds_alternative<BonusPoints>(campaign.effect);
  };
  const auto turns_into_points = [](const Coupon& coupon) { return std::holds_alternative<BonusPoints>(coupon.kind); };
  return program.points.earn || is_rewarded_with(program, &Reward::points) ||
         std::any_of(program.activities.begin(), program.activities.end(), pays) ||
         std::any_of(program.campaigns.begin(), program.campaigns.end(), adds) ||
         std::any_of(program.coupons.begin(), program.coupons.end(), turns_into_points);
}

/// Why nobody can ever meet all the comparisons; empty if somebody can.
Message impossible(const std::vector<const Condition*>& comparisons, const Program& program) {
  for (const auto* one : comparisons) {
    const auto range = range_of(*one);
    if (one->metric == Metric::growth && range.from > 0 && !gives_growth(program))
      return "it asks for growth, and nothing gives any"_en;
    if (one->metric == Metric::points_earned && range.from > 0 && !gives_points(program))
      return "it asks for points, and nothing gives any"_en;
    if (one->metric == Metric::orders && range.to < 0) return "it asks for less than no order"_en;
    for (const auto* each : comparisons)
      if (same_number(*one, *each) && range_of(*each).to < range.from) return "its conditions contradict each other"_en;
  }
  return {};
}

bool asks_for_balance(const Condition& condition) {
  bool asks = false;
  each_comparison(condition, [&](const Condition& one) { asks = asks || one.metric == Metric::balance; });
  return asks;
}

/// Who falls at the end of a term that is shorter than the window would rise again at once, by what reached the tier
/// before.
bool is_shorter_than_window(const Tier& tier) {
  const Day some_day = Day::from_civil(2025, 1, 1);
  bool shorter = false;
  each_comparison(tier.when, [&](const Condition& comparison) {
    const auto& window = comparison.window;
    const bool rolls = looks_through_window(comparison.metric) && window.kind == Window::Kind::rolling;
    shorter = shorter || (rolls && some_day + tier.term < some_day + window.length);
  });
  return !tier.term.empty() && !tier.round_up && shorter;
}

/// What is odd about a tier alone.
void warn_about_tier(const Tier& tier, const TomlValue& place, Problems& problems) {
  const std::string_view kept_by = tier.retain ? "retain" : "grace";
  if (tier.term.empty() && (tier.retain || tier.grace_days > 0))
    warn(problems, value_at(place, {kept_by}), "tier \"{tier}\" has {key} but no term"_en(tier.id, kept_by),
         "without a term the tier is held exactly as long as its when holds"_en,
         "add {example}"_en("term = \"12 months\""));
  for (const auto key : {"when", "retain"})
    if (asks_for_balance(std::string_view(key) == "when" ? tier.when : tier.retain.value_or(Condition{})))
      warn(problems, value_at(place, {key}), "tier \"{tier}\" asks for a balance"_en(tier.id),
           "whoever spends points may lose the tier"_en, "ask for points_earned instead"_en);
  if (is_shorter_than_window(tier))
    warn(problems, value_at(place, {"term"}), "the term of tier \"{tier}\" is shorter than its window"_en(tier.id),
         "who falls when the term ends rises again at once, by what reached the tier before"_en,
         "make the term as long as the window"_en);
}

void warn_about_tiers(const Program& program, const TomlValue& root, Problems& problems) {
  std::vector<std::pair<const Tier*, std::vector<const Condition*>>> below;
  for (std::size_t i = 0; i < program.tiers.size(); ++i) {
    const auto& tier = program.tiers[i];
    const auto& place = value_at(root, {"tier"}).items.at(i);
    warn_about_tier(tier, place, problems);
    std::vector<const Condition*> comparisons;
    if (!collect_comparisons(tier.when, comparisons)) continue;
    if (auto why = impossible(comparisons, program); !why.empty()) {
      warn(problems, value_at(place, {"when"}), "nobody can reach tier \"{tier}\""_en(tier.id), std::move(why), {});
      continue;
    }
    const auto lower = std::find_if(below.rbegin(), below.rend(),
                                    [&](const auto& other) { return let_in(other.second, comparisons); });
    if (lower != below.rend())
      warn(problems, value_at(place, {"when"}),
           "tier \"{tier}\" is reached no later than \"{lower}\""_en(tier.id, lower->first->id),
           "nobody would ever hold \"{lower}\""_en(lower->first->id),
           "list the tiers from the lowest to the highest"_en);
    below.emplace_back(&tier, std::move(comparisons));
  }
}

Ratio largest_multiplier(const std::vector<Tier>& tiers) {
  auto largest = Ratio{Ratio::one};
  for (const auto& tier : tiers) largest = std::max(largest, tier.multiplier);
  return largest;
}

Ratio largest_multiplier(const std::vector<Campaign>& campaigns) {
  auto largest = Ratio{Ratio::one};
  for (const auto& campaign : campaigns)
    if (const auto* multiply = std::get_if<Multiply>(&campaign.effect)) largest = std::max(largest, multiply->factor);
  return largest;
}

/// "10.00 paid earns 1 point, 2 times that in the best tier, and 10 points pay for 1.00".
Message worth_of_points(const EarnRule& earn, Ratio tier, Ratio campaign, const RedeemRule& redeem, Currency currency) {
  std::vector<Message> parts{counted(earn.points, "{paid} paid earns {points} point"_en,
                                     "{paid} paid earns {points} points"_en, Amount{earn.per, currency}, earn.points)};
  if (tier.millionths > Ratio::one) parts.push_back("{factor} times that in the best tier"_en(to_factor(tier)));
  if (campaign.millionths > Ratio::one)
    parts.push_back("{factor} times that in the best campaign"_en(to_factor(campaign)));
  parts.push_back(counted(redeem.points, "and {points} point pays for {worth}"_en,
                          "and {points} points pay for {worth}"_en, redeem.points, Amount{redeem.worth, currency}));
  return "{parts}"_en(std::move(parts));
}

/// Points given back for an amount, at the largest multipliers, are worth as much as the amount or more.
void warn_about_worth(const Program& program, const TomlValue& root, Problems& problems) {
  const auto& earn = program.points.earn;
  const auto& redeem = program.points.redeem;
  // What pieces cost, the program does not say.
  if (!earn || !redeem || earn->rounding == EarnRounding::pieces) return;
  const auto tier = largest_multiplier(program.tiers);
  const auto campaign = largest_multiplier(program.campaigns);
  const auto worth = Wide{earn->points} * tier.millionths * campaign.millionths * redeem->worth.minor;
  const auto paid = Wide{earn->per.minor} * redeem->points * Ratio::one * Ratio::one;
  if (worth < paid) return;
  warn(problems, value_at(root, {"points", "earn"}), "points give back as much as was paid, or more"_en,
       worth_of_points(*earn, tier, campaign, *redeem, program.currency), "check earn, redeem and the multipliers"_en);
}

Message length_of(Period period) {
  if (period.months == 0) return counted(period.days, "{days} day"_en, "{days} days"_en, period.days);
  return counted(period.months, "{months} month"_en, "{months} months"_en, period.months);
}

void warn_about_points(const Program& program, const TomlValue& root, Problems& problems) {
  warn_about_worth(program, root, problems);
  const auto& points = program.points;
  if (points.redeem && points.redeem->minimum % points.redeem->step != 0)
    warn(problems, value_at(root, {"points", "redeem", "minimum"}),
         counted(points.redeem->minimum, "the minimum of {points} point can never be redeemed"_en,
                 "the minimum of {points} points can never be redeemed"_en, points.redeem->minimum),
         "points are redeemed in steps of {step}"_en(points.redeem->step), "make minimum a multiple of step"_en);
  const auto first = Day::from_civil(2025, 1, 31);
  const bool lasts =
      points.expire.kind == ExpiryRule::Kind::after || points.expire.kind == ExpiryRule::Kind::inactivity;
  if (lasts && first + points.hold_days >= first + points.expire.after)
    warn(problems, value_at(root, {"points", "hold"}), "points expire before they can be used"_en,
         "they are pending for {hold} and expire after {length}"_en(length_of({points.hold_days, 0}),
                                                                    length_of(points.expire.after)),
         "make hold shorter"_en);
  // What was handed on counts as given on that day, and members can hand it to and fro.
  if (points.transfer && points.expire.kind == ExpiryRule::Kind::inactivity)
    warn(problems, value_at(root, {"points", "transfer"}), "points that are transferred need never expire"_en,
         "with {key} they last {length} from the day of each transfer, and come back by another one"_en(
             "expire.inactive", length_of(points.expire.after)),
         "let them expire by the day they were earned: {example}"_en("expire = { after = \"12 months\" }"));
}

} // namespace

void warn(Problems& problems, const TomlValue& at, Message what, Message why, Message hint) {
  problems.push_back(
      {Problem::Severity::warning, at.line, at.column, std::move(what), std::move(why), std::move(hint)});
}

const TomlValue& value_at(const TomlValue& from, std::initializer_list<std::string_view> keys) {
  const auto* value = &from;
  for (const auto key : keys)
    if (const auto* member = value->find(key)) value = &member->value;
  return *value;
}

void warn_about(const Program& program, const TomlValue& root, Problems& problems) {
  warn_about_points(program, root, problems);
  warn_about_tiers(program, root, problems);
  warn_about_offers(program, root, problems);
  warn_about_loops(program, root, problems);
}

} // namespace loyalty::program
