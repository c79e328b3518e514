// SPDX-License-Identifier: MIT
#include "rulebook.hpp"

#include <algorithm>
#include <utility>

#include "windows.hpp"

namespace loyalty {
namespace {

/// Every order earns by itself on all that was paid for it.
bool is_plain(const std::optional<EarnRule>& rule, const EarnBase& base) {
  return !rule ||
         (base.whole_order() && rule->rounding != EarnRounding::carry && rule->rounding != EarnRounding::pieces);
}

bool rewards_bring_vouchers(const Program& program) {
  const auto brings = [](const Reward& reward) { return !reward.coupons.empty(); };
  return brings(program.joining) || brings(program.referral.inviter) || brings(program.referral.invited) ||
         std::ranges::any_of(program.referral.milestones, brings, &Milestone::reward) ||
         std::ranges::any_of(program.rewards, brings, &RewardRule::gives) ||
         std::any_of(program.tiers.begin(), program.tiers.end(),
                     [&](const Tier& tier) { return brings(tier.pack) || (tier.referral && brings(*tier.referral)); });
}

bool more_than_points_follows(const Program& program) {
  const auto pays = [](const RewardRule& rule) { return rule.cash.has_value(); };
  return !program.groups.empty() || rewards_bring_vouchers(program) || std::ranges::any_of(program.rewards, pays) ||
         std::any_of(program.coupons.begin(), program.coupons.end(),
                     [](const Coupon& coupon) { return !coupon.issue.empty(); }) ||
         std::any_of(program.plans.begin(), program.plans.end(),
                     [](const Plan& plan) { return plan.reward.has_value(); });
}

} // namespace

Rulebook::Rulebook(Timeline timeline) : timeline_(std::move(timeline)) {
  for (const auto& version : timeline_) rules_.push_back(rules_of(version));
  if (timeline_.empty()) rules_.emplace_back();
}

Rules Rulebook::rules_of(const ProgramVersion& version) {
  const Program& program = *version.program;
  Rules rules;
  rules.windows = windows_of(program);
  rules.only_lower_bounds = loyalty::only_lower_bounds(program);
  intern_earning(version, rules);
  for (const auto& campaign : program.campaigns)
    if (earns(campaign.effect) || campaign.limit) rules.campaigns.push_back(&campaign);
  const auto& caps = program.points.caps;
  rules.rated = std::ranges::any_of(program.campaigns, changes_points, &Campaign::effect) || caps.day || caps.month ||
                caps.term || caps.beyond.millionths > 0 || !is_plain(program.points.earn, program.points.base);
  rules.packs =
      std::any_of(program.tiers.begin(), program.tiers.end(), [](const Tier& tier) { return !tier.pack.empty(); });
  rules.waiting = std::any_of(program.tiers.begin(), program.tiers.end(),
                              [](const Tier& tier) { return tier.promote.has_value(); });
  rules.issues = more_than_points_follows(program);
  return rules;
}

void Rulebook::intern_earning(const ProgramVersion& version, Rules& rules) {
  const Program& program = *version.program;
  if (const auto& earn = program.points.earn) {
    const Terms base{
        .program = version.id, .rule = {RuleKind::order_points}, .earn = *earn, .cap = program.points.caps.order};
    rules.earn.push_back(intern(base));
    for (const auto& tier : program.tiers) {
      Terms of_tier = base;
      of_tier.rule.tier = tier.id;
      of_tier.multiplier = tier.multiplier;
      rules.earn.push_back(intern(of_tier));
    }
    rules.refund = intern({.program = version.id, .rule = {RuleKind::refund}, .earn = *earn});
  }
  if (const auto& earn = program.growth.earn)
    rules.growth = intern({.program = version.id, .rule = {RuleKind::order_growth}, .earn = *earn});
}

std::int32_t Rulebook::intern(const Terms& wanted) {
  const auto found = std::find(terms_.begin(), terms_.end(), wanted);
  const auto index = static_cast<std::int32_t>(found - terms_.begin());
  if (found == terms_.end()) terms_.push_back(wanted);
  return index;
}

} // namespace loyalty
