// SPDX-License-Identifier: MIT
#include "rates.hpp"

#include <algorithm>

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

Rates::Campaigns Rates::fitting(std::size_t index) const {
  Campaigns fitting;
  const PlacedOrder& order = orders_[index];
  if (order.void_ || order.base <= Money{}) return fitting;
  const auto& campaigns = today_.rules().campaigns;
  for (std::size_t at = 0; at < campaigns.size(); ++at) {
    const Campaign& campaign = *campaigns[at];
    const bool whole_order = !std::holds_alternative<EarnMore>(campaign.effect);
    if (fits_[at] && lines_.is_in(index, campaign.scope, measures_.birthday()) &&
        lines_.has(index, campaign.scope.lines, whole_order))
      fitting.push_back(&campaign);
  }
  return fitting;
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
    } else {
      add(rating.bonus, std::get<BonusPoints>(campaign->effect).points);
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
