// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/line_scope.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// How an amount becomes points. With 10 points per 100.00 an order of 159.00 earns 10, 15 or 16.
enum class EarnRounding : std::uint8_t {
  full,    ///< `points` for every full `per`, nothing for the rest
  floor,   ///< in proportion, a fraction of a point dropped
  nearest, ///< in proportion, half a point up
  carry,   ///< like full, and the rest counts with the next order
  pieces,  ///< `points` for every piece, whatever it costs; what costs nothing brings nothing
};

/// `points` per `per` of net paid amount, or for each piece.
struct EarnRule {
  Points points = 0; ///< at most 1,000,000
  Money per = {};    ///< above zero; by the piece there is none
  EarnRounding rounding = EarnRounding::full;

  /// Orders earn by it; what is given once has no rate.
  constexpr bool is_rate() const { return per > Money{} || rounding == EarnRounding::pieces; }
  constexpr auto operator<=>(const EarnRule&) const = default;
};

/// What of an order earns.
struct EarnBase {
  LineScope lines = {};
  bool shipping = true; ///< what was paid for shipping earns too

  bool whole_order() const { return shipping && lines.every_line(); }
  bool operator==(const EarnBase&) const = default;
};

/// At most so much; what an order earns beyond counts at the rate `beyond`.
struct Caps {
  std::optional<Points> order = {};
  std::optional<Points> day = {};
  std::optional<Points> month = {}; ///< calendar month
  std::optional<Points> term = {};  ///< year of the member, from the last anniversary of the day they joined
  Ratio beyond = {};

  bool any() const { return order || day || month || term; }
  bool operator==(const Caps&) const = default;
};

/// What points are worth at the till: `points` pay for `worth`.
struct RedeemRule {
  Points points = 0;
  Money worth = {};
  Points minimum = 0;                    ///< fewest points one redemption takes
  Points step = 1;                       ///< a redemption is a multiple of this
  Ratio max_share = {Ratio::one};        ///< of the order that points may pay for
  Money min_spend = {};                  ///< smallest order that points may pay for, before the points
  std::optional<Points> max_points = {}; ///< most points one redemption takes
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

  bool operator==(const ExpiryRule&) const = default;
};

/// What happens to a claw-back that finds too few points.
enum class Shortfall : std::uint8_t { debt, forgive };

/// At most `times` in each calendar part; without `per`, ever.
struct Limit {
  std::int64_t times = 0;
  std::optional<Calendar> per = {};

  bool operator==(const Limit&) const = default;
};

/// Which points members may hand on to one another.
struct TransferRules {
  Points minimum = 1;             ///< fewest points of one transfer
  std::optional<Limit> most = {}; ///< so many points that a member hands on
  Condition who = {};             ///< may hand points on; everybody may be given some
};

struct PointsRules {
  std::optional<EarnRule> earn = {};
  EarnBase base = {}; ///< of `earn`
  std::optional<RedeemRule> redeem = {};
  Caps caps = {};
  std::int32_t hold_days = 0; ///< points count this many days after the order's day
  ExpiryRule expire = {};
  Shortfall shortfall = Shortfall::debt;
  std::int32_t return_grace_days = 0;         ///< points given back by a refund live at least so long
  std::optional<TransferRules> transfer = {}; ///< absent: none
};

struct GrowthRules {
  std::optional<EarnRule> earn = {};
  EarnBase base = {}; ///< of `earn`
};

/// A present for something reached: points, growth and vouchers.
struct Reward {
  Points points = 0;
  Points growth = 0;
  std::vector<std::string> coupons = {}; ///< ids; one voucher of each

  bool empty() const { return points == 0 && growth == 0 && coupons.empty(); }
};

/// Something members do besides buying: a check-in, a share, a review.
struct Activity {
  std::string id;
  std::string name;
  Points points = 0;
  Points growth = 0;
  std::optional<std::int64_t> per_day = {}; ///< so many a day are rewarded
  std::optional<Limit> limit = {};          ///< so many in each calendar part are rewarded
  /// So many days in a row bring a reward, and again after as many more; 0: no streak.
  std::int64_t streak_days = 0;
  Points streak_points = 0;
  Points streak_growth = 0;
};

} // namespace loyalty
