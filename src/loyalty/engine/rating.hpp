// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/earning.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// What of an order's base a rule is for. It shrinks with the order, in proportion.
struct RuleBase {
  Money amount = {};
  Money least = {};        ///< with less of it left it earns nothing
  std::int64_t pieces = 0; ///< that cost something; only told to rules that count them
};

/// One rule that an order earns by, on the part of the order that it is for.
struct RatedPart {
  std::int32_t terms = -1;
  EarnRule rule = {};
  RuleBase base = {};
  std::string carries = {}; ///< the sum that rests go to; empty: the rule drops them
  std::size_t place = 0;    ///< in that sum
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

/// What the order earns when `remaining` of its `base` is left; the parts shrink in proportion. Rules that carry are
/// left out: what they give depends on the orders before.
Points rated(const Rating& rating, Money base, Money remaining);
/// Of that, what the part alone would earn before the caps.
Points rated_part(const Rating& rating, const RatedPart& part);
/// What is left for the rule when `remaining` of the order's `base` is left.
Money part_of(const RuleBase& part, Money base, Money remaining);

/// `points` within the room, and the rest at the rate beyond.
Points capped(const Rating& rating, Points points);

/// What orders come to by a rule that carries their rests. Each full `per` brings what the order that completed it
/// earns at; what is given back in part comes off the end of the sum, so that it takes back just what that stretch had
/// brought, but no more than the whole order would. An order that comes back whole leaves the sum as if it had never
/// been.
class CarriedSum {
 public:
  /// Points that an order of the sum no longer brings.
  struct Loss {
    std::size_t order = 0;
    Points points = 0;
  };

  /// Goes on by what `order` paid. `so_far`: what it earns before its caps, which grows by what this adds.
  Points add(std::size_t order, const EarnRule& rule, Ratio multiplier, Money amount, const Rating& caps,
             Points& so_far);
  /// The place of what was added last, by which it can be taken.
  std::size_t last() const { return stretches_.size() - 1; }
  /// What is to be taken when so much of what was added there came back; `whole`: nothing of it remains. First what the
  /// order itself had brought, `own`, then what others bring less that it had helped to complete an amount, the last of
  /// them first.
  std::vector<Loss> take(std::size_t place, Money amount, bool whole, Points own);
  /// The order earns at another rate, and less beside it, `so_far` as in `add`. Gives what this adds under the caps, of
  /// it `most` at most; below zero: what is to be taken.
  Points rate_anew(std::size_t place, Ratio multiplier, Points& so_far, Points most);

 private:
  struct Stretch {
    std::size_t place = 0;
    std::size_t order = 0;
    EarnRule rule;
    Ratio multiplier;
    Money from;
    Money until;
    Rating caps; ///< only room and beyond
    Points so_far = 0;
    Points ahead = 0; ///< more was taken for its returns than the sum lost by them
  };
  static Points uncapped(const Stretch& stretch, Money until);
  static Points of(const Stretch& stretch, Money until);
  static Points worth(const std::vector<Stretch>& stretches);
  std::vector<Loss> bring_less(std::size_t own, const std::map<std::size_t, Points>& before) const;
  static std::vector<Loss> shared_out(Points points, const Loss& own, const std::vector<Loss>& others);
  /// What each order brings, so far as the sum has not been shortened.
  std::map<std::size_t, Points> brought() const;
  /// With the stretch shorter by `amount`; those behind it move up.
  std::vector<Stretch> without(std::size_t place, Money amount) const;
  Points take_off_end(Money amount);

  Money sum_;
  std::vector<Stretch> stretches_; ///< one for each order, as long as what remains of it
  std::vector<Stretch> ended_;     ///< the same, but shortened at the end
  Points left_ = 0;                ///< given and not taken
};

} // namespace loyalty
