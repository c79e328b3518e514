// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "measures.hpp"
#include "orders.hpp"
#include "points.hpp"
#include "rates.hpp"
#include "rating.hpp"

namespace loyalty {

/// What each order has earned so far, in points and growth, and what of that its refunds leave no reason for.
class Earnings {
 public:
  Earnings(const Today& today, const Orders& orders, const OrderLines& lines, PointsAccount& points,
           Measures& measures);

  /// Before the first order of a day.
  void judge_campaigns() { rates_.judge(); }
  /// Whether the limit of the campaign leaves nothing for an order on that day.
  bool is_used_up(const Campaign& campaign, Day day) const { return rates_.is_used_up(campaign, day); }
  void count_order(std::size_t index);
  /// Takes back what the order was given for what came back now, and what others were given because of it.
  void give_back(const RefundFact& refund, const Orders::Returned& returned);

 private:
  struct Growth : Rates::Growth {
    Points given = 0;
    Points taken = 0; ///< of it, what refunds took back
  };
  struct Account {
    std::int32_t earn = -1;   ///< terms, -1: earned nothing
    std::int32_t rating = -1; ///< index into `ratings_`; -1: by `earn` alone
    /// The rating without what it met as the so-many-th order; -1: it met nothing as such.
    std::int32_t unnumbered = -1;
    std::vector<Growth> growth = {};
    Points given = 0;        ///< rests that were carried apart
    Points lost = 0;         ///< of them, what refunds left no reason for
    Points carried = 0;      ///< by rules that carry
    Points carried_lost = 0; ///< of them, the same
    Points taken = 0;        ///< of both, what was clawed back
    Points filled = 0;       ///< of the caps
    std::size_t place = 0;   ///< of its contribution
  };

  /// What is to be clawed back of an order's points.
  struct Due {
    Points points = 0;
    std::size_t order = 0;
    Money amount = {}; ///< that came back
  };

  // What orders earn.
  void pay_fee(std::size_t index);
  Points earn(std::size_t index, const Rates::Campaigns& fitting);
  Points rate(std::size_t index, const Rates::Campaigns& fitting);
  void rate_unnumbered(std::size_t index, const Rates::Campaigns& fitting);
  void open(std::size_t index, Points points, Money base, std::int32_t terms);
  void open_rated(std::size_t index, Points points);
  Points grow(std::size_t index, const Rates::Campaigns& fitting);
  /// What the rule adds for so much left of the order; rests that are carried apart.
  Points grown(const RatedPart& part, Money base, Money remaining) const;
  /// What the order is worth as it stands, rests that are carried apart.
  Points worth(std::size_t index) const;
  Rating& rating_of(const Account& account) { return ratings_[static_cast<std::size_t>(account.rating)]; }

  // What refunds take back.
  /// Brings the account's points in line with what remains of the order; gives what it lost.
  Points reckon(std::size_t index);
  /// What of that, and of what it carried, is to be clawed back now.
  Points due_back(std::size_t index);
  /// Takes what comes off the sums of rules that carry their rests; adds the orders that had brought it.
  void take_carried(std::size_t index, Money amount, std::vector<std::size_t>& losers);
  void take_carried(std::size_t index, const RatedPart& part, Money amount, bool whole,
                    std::vector<std::size_t>& losers);
  void lose_carried(std::size_t index, Points points);
  /// The same of growth, when so much of the order came back; `gone`: the rule is no longer for it.
  void take_growth(const RefundFact& refund, std::size_t index, Growth& growth, Money amount, bool gone);
  Growth& growth_of(std::size_t index, const std::string& sum);
  void emit_growth(Entry entry, const RatedPart& part);
  void lose_growth(std::size_t index, Growth& growth, Points points);
  void take_numbered(const RefundFact& refund, std::vector<std::size_t>& losers);
  void take_numbered(std::size_t index, std::vector<std::size_t>& losers);
  /// Rates the sums that carry rests without what went. They bring, under the caps and in its place, `most` at most.
  void carry_anew(std::size_t index, Points most);

  // Caps.
  /// What the caps leave to the order of what those before it have filled; nothing where there are none.
  std::optional<Points> room(std::size_t index) const;
  void fill_caps(std::size_t index);
  void give_room(std::size_t from, Day day);
  void refill(std::size_t index, Day day);

  const Today& today_;
  const Orders& orders_;
  const OrderLines& lines_;
  PointsAccount& points_;
  Measures& measures_;
  Rates rates_;
  std::vector<Account> accounts_; ///< by place in `History::orders`
  std::vector<Rating> ratings_;
  std::map<std::string, CarriedSum> carried_growth_; ///< by rule
  std::map<std::string, CarriedSum> carried_;
};

} // namespace loyalty
