// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loyalty {

/// What kind of rule gives points or growth.
enum class RuleKind : std::uint8_t {
  other,        ///< none of these; `subject` is its name
  order_points, ///< [points] earn
  order_growth, ///< [growth] earn
  refund,       ///< the same for money given back for no order
  by_hand,
  transfer, ///< between members
  closed,   ///< the member is shut out
  opening,  ///< taken over from an earlier system
  joining,
  activity,  ///< `subject`
  streak,    ///< of the activity `subject`, on `number` days in a row
  invited,   ///< was brought by somebody
  inviter,   ///< brought somebody
  milestone, ///< brought `number` members
  tier_pack, ///< reached the tier `subject`
  campaign,  ///< `subject`
  reward,    ///< [[reward]] `subject`
};

/// The rule of the program by which something was given, as entries pin it.
struct RuleName {
  RuleKind kind = RuleKind::other;
  std::string subject = {};
  std::int64_t number = 0;
  std::string tier = {};                   ///< whose multiplier counted; empty: none's
  std::vector<std::string> campaigns = {}; ///< that multiplied

  bool operator==(const RuleName&) const = default;
};

/// As it is kept and shown: "points.earn, tier gold, campaign 618".
std::string to_string(const RuleName& rule);
/// What that text names; `other` where it is none of the kinds.
RuleName rule_named(std::string_view text);
/// Every campaign that the rule names: its own and those that multiplied.
std::vector<std::string> campaigns_of(const RuleName& rule);

} // namespace loyalty
