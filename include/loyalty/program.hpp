// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// How an amount becomes points. With 10 points per 100.00 an order of 159.00 earns 10, 15 or 16.
enum class EarnRounding : std::uint8_t {
  full,    ///< `points` for every full `per`, nothing for the rest
  floor,   ///< in proportion, a fraction of a point dropped
  nearest, ///< in proportion, half a point up
};

/// `points` per `per` of net paid amount.
struct EarnRule {
  Points points = 0; ///< at most 1,000,000
  Money per = {};    ///< above zero
  EarnRounding rounding = EarnRounding::full;

  constexpr auto operator<=>(const EarnRule&) const = default;
};

/// What points are worth at the till: `points` pay for `worth`.
struct RedeemRule {
  Points points = 0;
  Money worth = {};
  Points minimum = 0;             ///< fewest points one redemption takes
  Points step = 1;                ///< a redemption is a multiple of this
  Ratio max_share = {Ratio::one}; ///< of the order that points may pay for
};

/// When a lot of points ends.
struct ExpiryRule {
  enum class Kind : std::uint8_t {
    none,       ///< points do not end
    after,      ///< so long after the day it was earned, if asked rounded up to the end of a calendar part
    fixed_day,  ///< on the next `month`-`day` of the year
    inactivity, ///< all points together, so long after the member's last order
  };
  Kind kind = Kind::none;
  Period after = {};
  std::optional<Calendar> round_up = {};
  unsigned month = 12;
  unsigned day = 31;
};

/// What happens to a claw-back that finds too few points.
enum class Shortfall : std::uint8_t { debt, forgive };

struct PointsRules {
  std::optional<EarnRule> earn = {};
  std::optional<RedeemRule> redeem = {};
  std::optional<Points> max_per_order = {}; ///< cap on what one order earns
  std::int32_t hold_days = 0;               ///< points count this many days after the order's day
  ExpiryRule expire = {};
  Shortfall shortfall = Shortfall::debt;
  std::int32_t return_grace_days = 0; ///< points given back by a refund live at least so long
};

struct GrowthRules {
  std::optional<EarnRule> earn = {};
};

/// Where a member falls who no longer keeps a tier.
enum class Demotion : std::uint8_t { to_qualified, one_step };

/// One level of the ladder; the program lists them from the lowest to the highest.
struct Tier {
  std::string id;
  std::string name;
  Condition when = {};
  std::optional<Condition> retain = {}; ///< what, besides `when`, keeps the tier when a term ends
  Period term = {};                     ///< empty: held exactly as long as `when` holds
  std::int32_t grace_days = 0;
  Demotion demote = Demotion::to_qualified;
  std::optional<Calendar> promote = {}; ///< absent: the same day; else on the last day of the calendar part
  Ratio discount = {};                  ///< member price, off every order
  Ratio multiplier = {Ratio::one};      ///< of points earned
  std::vector<std::string> benefits = {};
};

struct AmountOff {
  Money amount;
};
struct PercentOff {
  Ratio share;
  std::optional<Money> max_discount = {};
};
/// What a voucher gives. A new kind is one more alternative; the compiler names every place that must handle it.
using CouponKind = std::variant<AmountOff, PercentOff>;

/// The days on which a voucher can be used: so long from the day of issue, between two days, or both.
struct Validity {
  Period length = {}; ///< empty: not bounded by the day of issue
  std::optional<Day> from = {};
  std::optional<Day> until = {}; ///< last usable day
};

/// At most `times` in each calendar part; without `per`, ever.
struct Limit {
  std::int64_t times = 0;
  std::optional<Calendar> per = {};
};

struct Coupon {
  std::string id;
  std::string name;
  CouponKind kind;
  Money min_spend = {};
  Validity valid = {};
  std::vector<std::string> tiers = {}; ///< audience; empty: every member
  std::optional<std::string> code = {}; ///< public code that anyone may claim; absent: a private code per voucher
  std::optional<Limit> per_member = {};
  std::optional<std::int64_t> budget_vouchers = {}; ///< at most so many are ever issued
  std::optional<Money> budget_amount = {};          ///< at most so much discount is ever given
};

/// The rule book of a shop as one value.
struct Program {
  std::string name;
  std::string currency = "CNY";
  std::string timezone = "Asia/Shanghai";
  PointsRules points = {};
  GrowthRules growth = {};
  std::vector<Tier> tiers = {};
  std::vector<Coupon> coupons = {};

  /// Nullptr if the program has none of that id.
  const Tier* tier(std::string_view id) const;
  const Coupon* coupon(std::string_view id) const;
};

/// The comparison that `report members` shows as `qualifying`: the first in the `when` of the lowest tier that compares
/// anything. Nullptr if no tier does.
const Condition* qualifying_metric(const Program& program);

}  // namespace loyalty
