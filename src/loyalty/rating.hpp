// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/earning.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// One rule that an order earns by, on the part of the order that it is for.
struct RatedPart {
  std::int32_t terms = -1;
  EarnRule rule = {};
  Money base = {};          ///< of the order's base, what the rule is for
  std::string carries = {}; ///< the sum that rests go to; empty: the rule drops them
};

/// How an order earns: rules add, the multiplier multiplies the sum, one rounding, then the caps; a bonus comes on top.
struct Rating {
  std::vector<RatedPart> parts = {};
  Ratio multiplier = {Ratio::one};
  std::optional<Points> room = {}; ///< what the caps leave
  Ratio beyond = {};               ///< rate at which the rest counts
  Points bonus = 0;                ///< as long as anything of the order remains
  std::int32_t bonus_terms = -1;
  Points given = 0; ///< for the whole order
};

/// What the order earns when `remaining` of its `base` is left; the parts shrink in proportion. Rules that carry are left
/// out: what they give depends on the orders before.
Points rated(const Rating& rating, Money base, Money remaining);
/// Of that, what the part alone would earn before the caps.
Points rated_part(const Rating& rating, const RatedPart& part);
/// The part's share of `remaining`.
Money part_of(const RatedPart& part, Money base, Money remaining);

/// `points` within the room, and the rest at the rate beyond.
Points capped(const Rating& rating, Points points);

/// What orders come to by a rule that carries their rests. Each full `per` brings what the order that completed it earns at;
/// what is given back comes off the end of the sum, so that it takes back just what that stretch had brought.
class CarriedSum {
 public:
  /// Goes on by what an order paid. `so_far`: what the order earns before its caps, which grows by what this adds.
  Points add(const EarnRule& rule, Ratio multiplier, Money amount, const Rating& caps, Points& so_far);
  Points take(Money amount);

 private:
  struct Stretch {
    EarnRule rule;
    Ratio multiplier;
    Money from;
    Money until;
    Rating caps; ///< only room and beyond
    Points so_far = 0;
  };
  static Points uncapped(const Stretch& stretch, Money until);
  static Points of(const Stretch& stretch, Money until);

  Money sum_;
  std::vector<Stretch> stretches_;
};

}  // namespace loyalty
