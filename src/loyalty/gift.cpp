// SPDX-License-Identifier: MIT
#include "loyalty/gift.hpp"

#include <algorithm>

#include "loyalty/wide.hpp"

namespace loyalty {

std::string_view to_string(GiftRefusal refusal) {
  switch (refusal) {
    case GiftRefusal::gift_not_found: return "gift_not_found";
    case GiftRefusal::wrong_audience: return "wrong_audience";
    case GiftRefusal::member_limit_reached: return "member_limit_reached";
    case GiftRefusal::out_of_stock: return "out_of_stock";
    case GiftRefusal::not_enough_points: return "not_enough_points";
  }
  return {};
}

std::optional<GiftRefusal> check_gift(const Gift* gift, const GiftFacts& facts) {
  if (gift == nullptr) return GiftRefusal::gift_not_found;
  if (!facts.in_audience) return GiftRefusal::wrong_audience;
  if (gift->per_member && facts.had + facts.times > gift->per_member->times) return GiftRefusal::member_limit_reached;
  if (const auto left = left_of(*gift, facts.given); left && *left < facts.times) return GiftRefusal::out_of_stock;
  if (facts.balance < price_of(*gift, facts.times)) return GiftRefusal::not_enough_points;
  return std::nullopt;
}

Points price_of(const Gift& gift, std::int64_t times) { return points_of(product(gift.points, times)); }

std::optional<std::int64_t> left_of(const Gift& gift, std::int64_t given) {
  if (!gift.stock) return std::nullopt;
  return std::max<std::int64_t>(0, *gift.stock - given);
}

} // namespace loyalty
