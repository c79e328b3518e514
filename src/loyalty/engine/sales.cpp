// SPDX-License-Identifier: MIT
#include <algorithm>

#include "loyalty/campaign.hpp"
#include "loyalty/engine.hpp"

namespace loyalty {
namespace {

bool looks_at_sales(const EarnRule& earn, const EarnBase& base) {
  return earn.rounding == EarnRounding::pieces || base.lines.looks_at_lines() || !base.shipping;
}

bool looks_at_sales(const Scope& scope) {
  return scope.lines.looks_at_lines() || !scope.hosts.empty() || !scope.channels.empty() || looks_at_sales(scope.who);
}

/// An order that may have had what the campaign takes off is told by its lines.
bool counts_pieces(const Campaign& campaign) {
  if (const auto* more = std::get_if<EarnMore>(&campaign.effect)) return more->earn.rounding == EarnRounding::pieces;
  if (const auto* growth = std::get_if<EarnGrowth>(&campaign.effect))
    return growth->earn.rounding == EarnRounding::pieces;
  return campaign.limit && lines_after(campaign).pieces > 0;
}

bool program_looks_at_sales(const Program& program) {
  if (!program.plans.empty()) return true;
  const auto& points = program.points;
  const auto& growth = program.growth;
  if ((points.earn && looks_at_sales(*points.earn, points.base)) ||
      (growth.earn && looks_at_sales(*growth.earn, growth.base)))
    return true;
  for (const auto& campaign : program.campaigns)
    if (looks_at_sales(campaign.scope) || counts_pieces(campaign)) return true;
  for (const auto& reward : program.rewards)
    if (looks_at_sales(reward.orders) || looks_at_sales(reward.who) || reward.cash) return true;
  for (const auto& tier : program.tiers)
    if (looks_at_sales(tier.when) || (tier.retain && looks_at_sales(*tier.retain)) ||
        (tier.free && looks_at_sales(tier.free->who)))
      return true;
  for (const auto& coupon : program.coupons)
    if (looks_at_sales(coupon.audience)) return true;
  return std::any_of(program.groups.begin(), program.groups.end(),
                     [](const Group& group) { return looks_at_sales(group.who); });
}

} // namespace

bool looks_at_sales(const Condition& condition) {
  bool looks = false;
  each_comparison(condition, [&](const Condition& comparison) { looks |= is_of_sales(comparison.metric); });
  return looks;
}

bool looks_at_sales(const Timeline& timeline) {
  return std::any_of(timeline.begin(), timeline.end(),
                     [](const ProgramVersion& version) { return program_looks_at_sales(*version.program); });
}

} // namespace loyalty
