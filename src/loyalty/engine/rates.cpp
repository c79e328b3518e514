// SPDX-License-Identifier: MIT
#include "rates.hpp"

#include <algorithm>

#include "loyalty/coupon.hpp"

namespace loyalty {
namespace {

Ratio combined(Ratio left, Ratio right) {
  return Ratio{scale(left.millionths, right.millionths, Ratio::one, Rounding::floor)};
}

} // namespace

void Rates::judge() {
  const auto& campaigns = today_.rules().campaigns;
  if (campaigns.empty()) return;
  measures_.advance();
  fits_.clear();
  const bool passed_over = is_passed_over(today_.history, today_.day);
  for (const auto* campaign : campaigns) fits_.push_back(!passed_over && measures_.meets(campaign->scope.who));
}

Rates::Campaigns Rates::fitting(std::size_t index) {
  Campaigns fitting;
  const PlacedOrder& order = orders_[index];
  if (order.void_ || order.base <= Money{}) return fitting;
  const auto& campaigns = today_.rules().campaigns;
  for (std::size_t at = 0; at < campaigns.size(); ++at) {
    const Campaign& campaign = *campaigns[at];
    if (!fits_[at] || !is_for(index, campaign) || is_used_up(campaign, today_.day)) continue;
    if (campaign.limit) uses_.push_back({campaign.id, index, is_numbered(campaign.scope)});
    if (earns(campaign.effect)) fitting.push_back(&campaign);
  }
  return fitting;
}

bool Rates::is_for(std::size_t index, const Campaign& campaign) const {
  const auto& scope = campaign.scope;
  if (!lines_.is_in(index, scope, measures_.birthday())) return false;
  if (!earns(campaign.effect)) return lines_.has(index, lines_after(campaign), true);
  return lines_.has(index, scope.lines, !is_of_lines(campaign.effect));
}

bool Rates::is_used_up(const Campaign& campaign, Day day) const {
  if (!campaign.limit) return false;
  const auto used = std::ranges::count_if(uses_, [&](const Use& use) {
    return use.campaign == campaign.id && orders_[use.order].counted &&
           counts_towards(*campaign.limit, today_.history.orders[use.order].day(), day);
  });
  return used >= campaign.limit->times;
}

void Rates::drop_numbered() {
  std::erase_if(uses_, [&](const Use& use) { return use.numbered && orders_[use.order].number > orders_.count(); });
}

std::vector<Rates::Growth> Rates::growth(std::size_t index, const Campaigns& campaigns) const {
  std::vector<Growth> parts;
  const auto rule = [&](std::int32_t terms, const EarnRule& earn, const std::string& sum, const EarnBase& base) {
    const bool carries = earn.rounding == EarnRounding::carry;
    parts.push_back({{.terms = terms,
                      .rule = earn,
                      .base = lines_.base_of(index, earn, base.lines, base.shipping),
                      .carries = carries ? sum : std::string()}});
  };
  const auto& rules = today_.program().growth;
  if (rules.earn) rule(today_.rules().growth, *rules.earn, "growth.earn", rules.base);
  for (const auto* campaign : campaigns) {
    const auto* more = std::get_if<EarnGrowth>(&campaign->effect);
    if (more == nullptr) continue;
    const auto terms = today_.rulebook.intern({.program = today_.program_id(),
                                               .rule = {.kind = RuleKind::campaign, .subject = campaign->id},
                                               .earn = more->earn});
    rule(terms, more->earn, campaign->id, {.lines = campaign->scope.lines});
    parts.back().numbered = is_numbered(campaign->scope);
  }
  return parts;
}

Rating Rates::rating(std::size_t index, const Campaigns& campaigns) const {
  Rating rating;
  if (const auto* tier = today_.held()) rating.multiplier = tier->multiplier;
  Campaigns more;
  std::vector<std::string> multiplied;
  for (const auto* campaign : campaigns) {
    if (const auto* multiply = std::get_if<Multiply>(&campaign->effect)) {
      rating.multiplier = combined(rating.multiplier, multiply->factor);
      multiplied.push_back(campaign->id);
    } else if (std::holds_alternative<EarnMore>(campaign->effect)) {
      more.push_back(campaign);
    } else if (const auto* bonus = std::get_if<BonusPoints>(&campaign->effect)) {
      add(rating.bonus, bonus->points);
      rating.bonus_terms = today_.intern({.kind = RuleKind::campaign, .subject = campaign->id});
    }
  }
  if (const auto& earn = today_.program().points.earn) {
    RuleName name{.kind = RuleKind::order_points, .campaigns = multiplied};
    if (const auto* tier = today_.held()) name.tier = tier->id;
    const auto& base = today_.program().points.base;
    rating.parts.push_back(
        part(index, {*earn, std::move(name), "points.earn", base.lines, base.shipping}, rating.multiplier));
  }
  for (const auto* campaign : more)
    rating.parts.push_back(part(index,
                                {std::get<EarnMore>(campaign->effect).earn,
                                 {.kind = RuleKind::campaign, .subject = campaign->id, .campaigns = multiplied},
                                 campaign->id,
                                 campaign->scope.lines},
                                rating.multiplier));
  rating.beyond = today_.program().points.caps.beyond;
  return rating;
}

RatedPart Rates::part(std::size_t index, const Rule& rule, Ratio multiplier) const {
  const auto terms = today_.rulebook.intern({.program = today_.program_id(),
                                             .rule = rule.name,
                                             .earn = rule.earn,
                                             .multiplier = multiplier,
                                             .cap = today_.program().points.caps.order});
  return {.terms = terms,
          .rule = rule.earn,
          .base = lines_.base_of(index, rule.earn, rule.lines, rule.shipping),
          .carries = rule.earn.rounding == EarnRounding::carry ? rule.sum : std::string()};
}

} // namespace loyalty
