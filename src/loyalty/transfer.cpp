// SPDX-License-Identifier: MIT
#include "loyalty/transfer.hpp"

#include <algorithm>
#include <array>

namespace loyalty {

std::string_view to_string(TransferRefusal refusal) {
  constexpr std::array<std::string_view, 6> names = {"no_rule",       "same_member",       "wrong_audience",
                                                     "below_minimum", "not_enough_points", "above_limit"};
  static_assert(names.size() == static_cast<std::size_t>(TransferRefusal::above_limit) + 1);
  return names.at(static_cast<std::size_t>(refusal));
}

std::optional<TransferRefusal> check_transfer(const std::optional<TransferRules>& rules, const TransferFacts& facts) {
  if (!rules) return TransferRefusal::no_rule;
  if (facts.same_member) return TransferRefusal::same_member;
  if (!facts.in_audience) return TransferRefusal::wrong_audience;
  if (facts.points < rules->minimum) return TransferRefusal::below_minimum;
  if (facts.points > facts.balance) return TransferRefusal::not_enough_points;
  const auto left = left_to_hand_on(*rules, facts.handed_on);
  if (left && facts.points > *left) return TransferRefusal::above_limit;
  return std::nullopt;
}

std::optional<Points> left_to_hand_on(const TransferRules& rules, Points handed_on) {
  if (!rules.most) return std::nullopt;
  return std::max<Points>(0, rules.most->times - handed_on);
}

std::vector<PointsThrough> handed_on(std::span<const OpenLot> lots, Points points, Day day) {
  std::vector<PointsThrough> parts;
  for (const auto& lot : lots) {
    if (points == 0) break;
    if (lot.available_on > day || day > lot.last_day) continue;
    const Points part = std::min(points, lot.remaining);
    points -= part;
    if (parts.empty() || parts.back().last_day != lot.last_day)
      parts.push_back({part, lot.last_day});
    else
      add(parts.back().points, part);
  }
  return parts;
}

} // namespace loyalty
