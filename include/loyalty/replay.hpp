// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "loyalty/engine.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/timeline.hpp"

namespace loyalty {

/// What one member's history comes to under some rules. Nobody knows whether they would have bought the same under
/// other rules: the orders are taken as they were.
struct Replayed {
  Balance points = {};
  std::vector<TierChange> tier_changes = {};
  std::map<std::string, std::int64_t> vouchers = {}; ///< that came by themselves and were not called off, by coupon
  std::map<std::string, std::int64_t> gifts = {};    ///< pieces had for points, by gift
  Money paid_by_points = {};                         ///< not for gifts
  Money missing = {};                                ///< what was paid by points, and could not be under these rules
  Money cash_back = {};                              ///< into the wallet less what went again, whatever it may hold
};

/// Walks histories once more under some rules. Whoever redeemed points asks for the same money on the same day, or for
/// the same gift where the rules have it, as far as the balance then reaches. One redemption is never cut: where the
/// balance does not reach for a gift, the member goes without; where it does not reach for money, they get less.
class Replay {
 public:
  /// `rules` are those to try, `redeemed_under` those under which points were in fact redeemed.
  Replay(Timeline rules, Timeline redeemed_under);

  /// What the history comes to at the end of the day.
  Replayed of(const History& history, Day as_of);

  const Timeline& rules() const { return engine_.timeline(); }

 private:
  /// The points that the member asks for instead of those redeemed.
  Points asked(const OrderFact& order) const;
  Points asked(const Act& act) const;
  Points same_money(Day day, Points redeemed) const;
  Money worth_then(Day day, Points redeemed) const;
  const Gift* gift_of(const Act& act) const;
  void ask(History& history) const;
  const Conclusions& walk_within_balance(History& history, Day as_of);
  void count_redemptions(const History& in_fact, const History& asked, Day as_of, Replayed& replayed) const;

  Engine engine_;
  Timeline redeemed_under_;
};

} // namespace loyalty
