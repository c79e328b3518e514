// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/earning.hpp"
#include "loyalty/issue_rule.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What members are given by itself on an occasion, without buying anything.
struct RewardRule {
  std::string id;
  std::string name;
  IssueRule when = {};
  std::optional<Day> from = {};  ///< first day on which the occasion counts
  std::optional<Day> until = {}; ///< last one
  Condition who = {};            ///< as it stands at the end of the day, with the tier held since the morning
  Reward gives = {};
  std::string gift = {};           ///< a thing handed out; empty: none
  std::optional<Money> cost = {};  ///< of that thing, to the shop
  std::optional<Limit> limit = {}; ///< what came of it for one member
};

} // namespace loyalty
