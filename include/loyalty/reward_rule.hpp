// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/earning.hpp"
#include "loyalty/issue_rule.hpp"
#include "loyalty/money.hpp"
#include "loyalty/scope.hpp"

namespace loyalty {

/// Money into the wallet for what was bought.
struct CashBack {
  std::variant<Ratio, Money> what = {}; ///< a share of what was paid in money for the lines, or an amount
  std::optional<Money> most = {};       ///< of a share, for one order
};

/// What members are given by itself on an occasion, whether they bought anything or not.
struct RewardRule {
  std::string id;
  std::string name;
  IssueRule when = {};
  /// With `order`: which orders bring it, by their days of the week and month, their number, lines, host and channel.
  Scope orders = {};
  std::int32_t hold_days = 0;    ///< with `order`: it comes so many days after the order, if that stays
  std::optional<Day> from = {};  ///< first day on which the occasion counts; an order by its own day
  std::optional<Day> until = {}; ///< last one
  Condition who = {};            ///< as it stands at the end of the day, with the tier held since the morning
  Reward gives = {};
  std::optional<CashBack> cash = {}; ///< with `order`
  std::string gift = {};             ///< a thing handed out; empty: none
  std::optional<Money> cost = {};    ///< of that thing, to the shop
  std::optional<Limit> limit = {};   ///< what came of it for one member

  /// Each order that fits brings it by itself. The n-th order, and no more than that, is a number that is reached.
  bool is_of_orders() const {
    return when.on == IssueRule::On::order && (when.number == 0 || hold_days > 0 || cash || orders != Scope{});
  }
};

} // namespace loyalty
