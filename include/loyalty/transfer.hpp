// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/earning.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// Why points cannot be handed on, in the order of the checks.
enum class TransferRefusal : std::uint8_t {
  no_rule,           ///< the program lets nobody hand points on
  same_member,       ///< to oneself
  wrong_audience,    ///< the member is none of those who may
  below_minimum,     ///< fewer points than one transfer takes
  not_enough_points, ///< the member has fewer points to spend; what is held cannot be handed on
  above_limit,       ///< more than the member may hand on in this calendar part
};

/// "above_limit": the name in every output and in the documentation.
std::string_view to_string(TransferRefusal refusal);

/// Who hands on how much, and what is known of them.
struct TransferFacts {
  Points points = 0;
  Points balance = 0;       ///< that the member can spend
  Points handed_on = 0;     ///< before, that counts towards the limit
  bool same_member = false; ///< who gives and who is given
  bool in_audience = true;
};

/// The first reason not to hand the points on; nullopt if they can be.
std::optional<TransferRefusal> check_transfer(const std::optional<TransferRules>& rules, const TransferFacts& facts);

/// What the member may still hand on in the calendar part; nullopt: any number of points.
std::optional<Points> left_to_hand_on(const TransferRules& rules, Points handed_on);

/// Points with one last day.
struct PointsThrough {
  Points points = 0;
  Day last_day = never;

  bool operator==(const PointsThrough&) const = default;
};

/// The points that are handed on of these lots on the day, in the order in which they are spent: each keeps its last
/// day, so that no points live longer for having been handed on.
std::vector<PointsThrough> handed_on(std::span<const OpenLot> lots, Points points, Day day);

} // namespace loyalty
