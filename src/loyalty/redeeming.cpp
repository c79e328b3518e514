// SPDX-License-Identifier: MIT
#include "loyalty/redeeming.hpp"

#include <algorithm>

namespace loyalty {

std::string_view to_string(RedeemRefusal refusal) {
  switch (refusal) {
    case RedeemRefusal::no_rule: return "no_rule";
    case RedeemRefusal::below_minimum: return "below_minimum";
    case RedeemRefusal::not_a_multiple: return "not_a_multiple";
    case RedeemRefusal::above_maximum: return "above_maximum";
    case RedeemRefusal::not_enough_points: return "not_enough_points";
    case RedeemRefusal::order_amount_missing: return "order_amount_missing";
    case RedeemRefusal::below_minimum_spend: return "below_minimum_spend";
    case RedeemRefusal::above_share_of_order: return "above_share_of_order";
  }
  return "";
}

Message sentence(RedeemRefusal refusal) {
  switch (refusal) {
    case RedeemRefusal::no_rule: return "points pay for no orders in this shop"_en;
    case RedeemRefusal::below_minimum: return "these are fewer points than one redemption takes"_en;
    case RedeemRefusal::not_a_multiple: return "the points are not a multiple of the step"_en;
    case RedeemRefusal::above_maximum: return "these are more points than one redemption takes"_en;
    case RedeemRefusal::not_enough_points: return "there are not enough points"_en;
    case RedeemRefusal::order_amount_missing: return "the amount of the order is missing"_en;
    case RedeemRefusal::below_minimum_spend: return "the order is too small for points"_en;
    case RedeemRefusal::above_share_of_order:
      return "the points are above the share of an order that points may pay"_en;
  }
  return {};
}

std::optional<RedeemRefusal> check_redemption(const std::optional<RedeemRule>& rule, Points points, Points balance,
                                              std::optional<Money> order_amount) {
  if (!rule) return RedeemRefusal::no_rule;
  if (points <= 0 || points < rule->minimum) return RedeemRefusal::below_minimum;
  if (points % std::max<Points>(1, rule->step) != 0) return RedeemRefusal::not_a_multiple;
  if (rule->max_points && points > *rule->max_points) return RedeemRefusal::above_maximum;
  if (points > balance) return RedeemRefusal::not_enough_points;
  const bool limited = rule->max_share.millionths < Ratio::one || rule->min_spend > Money{};
  if (!order_amount) return limited ? std::optional(RedeemRefusal::order_amount_missing) : std::nullopt;
  if (*order_amount < rule->min_spend) return RedeemRefusal::below_minimum_spend;
  const Money most{scale(order_amount->minor, rule->max_share.millionths, Ratio::one, Rounding::floor)};
  if (worth_of(*rule, points) > most) return RedeemRefusal::above_share_of_order;
  return std::nullopt;
}

Money worth_of(const RedeemRule& rule, Points points) {
  return {scale(points, rule.worth.minor, std::max<Points>(1, rule.points), Rounding::floor)};
}

Points points_back(Points redeemed, Money paid, Money back, bool nothing_remains) {
  if (nothing_remains) return redeemed;
  if (back <= Money{}) return 0;
  return scale(redeemed, back.minor, paid.minor, Rounding::floor);
}

} // namespace loyalty
