// SPDX-License-Identifier: MIT
#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string>
#include <utility>

#include "loyalty/coupon.hpp"
#include "program/discount_words.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

__extension__ using Wide = __int128;

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

void warn(Problems& problems, const TomlValue& at, std::string what, std::string why, std::string hint) {
  problems.push_back(
      {Problem::Severity::warning, at.line, at.column, std::move(what), std::move(why), std::move(hint)});
}

/// The value at the end of the keys; the last one that there is.
const TomlValue& value_at(const TomlValue& from, std::initializer_list<std::string_view> keys) {
  const auto* value = &from;
  for (const auto key : keys)
    if (const auto* member = value->find(key)) value = &member->value;
  return *value;
}

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
         std::any_of(referral.milestones.begin(), referral.milestones.end(),
                     [&](const Milestone& milestone) { return brings(milestone.reward); }) ||
         std::any_of(program.tiers.begin(), program.tiers.end(), brought_by_tier);
}

bool gives_growth(const Program& program) {
  const auto grows = [](const Activity& activity) { return activity.growth > 0 || activity.streak_growth > 0; };
  return program.growth.earn || is_rewarded_with(program, &Reward::growth) ||
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

/// Why nobody can ever meet all the comparisons; "" if somebody can.
std::string impossible(const std::vector<const Condition*>& comparisons, const Program& program) {
  for (const auto* one : comparisons) {
    const auto range = range_of(*one);
    if (one->metric == Metric::growth && range.from > 0 && !gives_growth(program))
      return "it asks for growth, and nothing gives any";
    if (one->metric == Metric::points_earned && range.from > 0 && !gives_points(program))
      return "it asks for points, and nothing gives any";
    if (one->metric == Metric::orders && range.to < 0) return "it asks for less than no order";
    for (const auto* other : comparisons)
      if (same_number(*one, *other) && range_of(*other).to < range.from) return "its conditions contradict each other";
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
  return !tier.term.empty() && shorter;
}

void warn_about_tiers(const Program& program, const TomlValue& root, Problems& problems) {
  std::vector<std::pair<const Tier*, std::vector<const Condition*>>> below;
  for (std::size_t i = 0; i < program.tiers.size(); ++i) {
    const auto& tier = program.tiers[i];
    const auto& place = value_at(root, {"tier"}).items.at(i);
    if (tier.term.empty() && (tier.retain || tier.grace_days > 0))
      warn(problems, value_at(place, {tier.retain ? "retain" : "grace"}),
           "tier " + in_quotes(tier.id) + " has " + (tier.retain ? "retain" : "grace") + " but no term",
           "without a term the tier is held exactly as long as its when holds", "add term = \"12 months\"");
    for (const auto key : {"when", "retain"})
      if (asks_for_balance(std::string_view(key) == "when" ? tier.when : tier.retain.value_or(Condition{})))
        warn(problems, value_at(place, {key}), "tier " + in_quotes(tier.id) + " asks for a balance",
             "whoever spends points may lose the tier", "ask for points_earned instead");
    if (is_shorter_than_window(tier))
      warn(problems, value_at(place, {"term"}),
           "the term of tier " + in_quotes(tier.id) + " is shorter than its window",
           "who falls when the term ends rises again at once, by what reached the tier before",
           "make the term as long as the window");
    std::vector<const Condition*> comparisons;
    if (!collect_comparisons(tier.when, comparisons)) continue;
    if (auto why = impossible(comparisons, program); !why.empty()) {
      warn(problems, value_at(place, {"when"}), "nobody can reach tier " + in_quotes(tier.id), std::move(why), {});
      continue;
    }
    const auto lower = std::find_if(below.rbegin(), below.rend(),
                                    [&](const auto& other) { return let_in(other.second, comparisons); });
    if (lower != below.rend())
      warn(problems, value_at(place, {"when"}),
           "tier " + in_quotes(tier.id) + " is reached no later than " + in_quotes(lower->first->id),
           "nobody would ever hold " + in_quotes(lower->first->id), "list the tiers from the lowest to the highest");
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

std::string times(Ratio multiplier, std::string_view where) {
  if (multiplier.millionths <= Ratio::one) return {};
  return ", " + to_factor(multiplier) + " times that in the best " + std::string(where);
}

/// Points given back for an amount, at the largest multipliers, are worth as much as the amount or more.
void warn_about_worth(const Program& program, const TomlValue& root, Problems& problems) {
  const auto& earn = program.points.earn;
  const auto& redeem = program.points.redeem;
  if (!earn || !redeem) return;
  const auto tier = largest_multiplier(program.tiers);
  const auto campaign = largest_multiplier(program.campaigns);
  const auto worth = Wide{earn->points} * tier.millionths * campaign.millionths * redeem->worth.minor;
  const auto paid = Wide{earn->per.minor} * redeem->points * Ratio::one * Ratio::one;
  if (worth < paid) return;
  warn(problems, value_at(root, {"points", "earn"}), "points give back as much as was paid, or more",
       to_string(earn->per, program.currency) + " paid earns " + std::to_string(earn->points) + " points" +
           times(tier, "tier") + times(campaign, "campaign") + ", and " + std::to_string(redeem->points) +
           " points pay for " + to_string(redeem->worth, program.currency),
       "check earn, redeem and the multipliers");
}

void warn_about_points(const Program& program, const TomlValue& root, Problems& problems) {
  warn_about_worth(program, root, problems);
  const auto& points = program.points;
  if (points.redeem && points.redeem->minimum % points.redeem->step != 0)
    warn(problems, value_at(root, {"points", "redeem", "minimum"}),
         "the minimum of " + std::to_string(points.redeem->minimum) + " points can never be redeemed",
         "points are redeemed in steps of " + std::to_string(points.redeem->step), "make minimum a multiple of step");
  const auto first = Day::from_civil(2025, 1, 31);
  const bool lasts =
      points.expire.kind == ExpiryRule::Kind::after || points.expire.kind == ExpiryRule::Kind::inactivity;
  if (lasts && first + points.hold_days >= first + points.expire.after)
    warn(problems, value_at(root, {"points", "hold"}), "points expire before they can be used",
         "they are held for " + to_string(Period{points.hold_days, 0}) + " and expire after " +
             to_string(points.expire.after),
         "make hold shorter");
}

/// "20% off", or in the reader's own words nothing at all.
std::string off_text(std::optional<Ratio> share) {
  return share && share->millionths > 0 ? "takes " + to_percent(*share) + " off" : "takes no share off";
}

/// A name that promises one share where the number says another: 8折 is 20 % off, not 80 %.
void warn_about_promise(const std::string& what, std::string_view name, std::optional<Ratio> share, const TomlValue& at,
                        std::string_view key, Problems& problems) {
  const auto promised = shares_promised(name);
  if (promised.empty() || std::find(promised.begin(), promised.end(), share) != promised.end()) return;
  const auto meant = to_percent(promised.front());
  warn(problems, at, what + " is called " + in_quotes(name) + " and " + off_text(share),
       "its name says " + meant + " off",
       "write " + std::string(key) + " = " + in_quotes(meant) + ", or change the name");
}

void warn_about_promises(const Program& program, const TomlValue& root, Problems& problems) {
  const auto place = [&](std::string_view list, std::size_t index) -> const TomlValue& {
    return value_at(root, {list}).items.at(index);
  };
  for (std::size_t i = 0; i < program.tiers.size(); ++i) {
    const auto& tier = program.tiers[i];
    if (tier.discount.millionths > 0)
      warn_about_promise("tier " + in_quotes(tier.id), tier.name, tier.discount,
                         value_at(place("tier", i), {"discount"}), "discount", problems);
  }
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto* percent = std::get_if<PercentOff>(&coupon.kind);
    if (percent != nullptr || std::holds_alternative<AmountOff>(coupon.kind))
      warn_about_promise("coupon " + in_quotes(coupon.id), coupon.name,
                         percent == nullptr ? std::nullopt : std::optional(percent->share),
                         value_at(place("coupon", i), {"off"}), "off", problems);
  }
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto* lines = std::get_if<LinesOff>(&campaign.effect);
    if (lines != nullptr || std::holds_alternative<ThresholdOff>(campaign.effect))
      warn_about_promise("campaign " + in_quotes(campaign.id), campaign.name,
                         lines == nullptr ? std::nullopt : std::optional(lines->share),
                         value_at(place("campaign", i), {lines == nullptr ? "off" : "discount"}), "discount", problems);
  }
}

void warn_about_coupons(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto& place = value_at(root, {"coupon"}).items.at(i);
    if (coupon.on_return == OnReturn::demand && coupon.min_spend.minor == 0)
      warn(problems, value_at(place, {"on_return"}), "coupon " + in_quotes(coupon.id) + " never demands anything back",
           "no return leaves less than a minimum of nothing", "add min_spend, or delete on_return");
    const auto* off = std::get_if<AmountOff>(&coupon.kind);
    if (off == nullptr || coupon.min_spend.minor == 0 || off->amount < coupon.min_spend) continue;
    warn(problems, value_at(place, {"off"}), "coupon " + in_quotes(coupon.id) + " can give an order away",
         to_string(off->amount, program.currency) + " off an order of " + to_string(coupon.min_spend, program.currency),
         "make min_spend larger than off");
  }
}

/// Codes on orders are told apart by their plain spelling.
void warn_about_codes(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto end = program.coupons.begin() + static_cast<std::ptrdiff_t>(i);
    const auto same = std::find_if(program.coupons.begin(), end, [&](const Coupon& other) {
      return coupon.code && other.code && plain_code(*coupon.code) == plain_code(*other.code);
    });
    if (same == end) continue;
    warn(problems, value_at(value_at(root, {"coupon"}).items.at(i), {"code"}),
         "the codes " + in_quotes(*same->code) + " and " + in_quotes(*coupon.code) + " are one code",
         "small letters, blanks and hyphens make no difference", "give each coupon a code of its own");
  }
}

void warn_about_campaigns(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto* threshold = std::get_if<ThresholdOff>(&campaign.effect);
    if (threshold == nullptr || threshold->off < threshold->min_spend) continue;
    warn(problems, value_at(value_at(root, {"campaign"}).items.at(i), {"off"}),
         "campaign " + in_quotes(campaign.id) + " can give an order away",
         to_string(threshold->off, program.currency) + " off an order of " +
             to_string(threshold->min_spend, program.currency),
         "make min_spend larger than off");
  }
}

void warn_about_wallet(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.wallet.bonuses.size(); ++i) {
    const auto& [pay, bonus] = program.wallet.bonuses[i];
    if (pay + bonus <= program.wallet.limit) continue;
    warn(problems, value_at(root, {"wallet", "bonus"}).items.at(i),
         "nobody can top up " + to_string(pay, program.currency) + " with its bonus",
         "with " + to_string(bonus, program.currency) + " on top it is more than the limit of " +
             to_string(program.wallet.limit, program.currency),
         "make pay or bonus smaller");
  }
}

} // namespace

void warn_about(const Program& program, const TomlValue& root, Problems& problems) {
  warn_about_points(program, root, problems);
  warn_about_tiers(program, root, problems);
  warn_about_coupons(program, root, problems);
  warn_about_codes(program, root, problems);
  warn_about_campaigns(program, root, problems);
  warn_about_promises(program, root, problems);
  warn_about_wallet(program, root, problems);
}

} // namespace loyalty::program
