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
    Points taken = 0; ///< that refunds took back
  };
  struct Account {
    std::int32_t earn = -1;   ///< terms, -1: earned nothing
    std::int32_t rating = -1; ///< index into `ratings_`; -1: by `earn` alone
    /// The rating without what it met as the so-many-th order; -1: it met nothing as such.
    std::int32_t unnumbered = -1;
    std::vector<Growth> growth = {};
    Points given = 0;      ///< rests that were carried apart
    Points lost = 0;       ///< of them, what refunds left no reason for
    Points taken = 0;      ///< of them, what was clawed back
    Points carried = 0;    ///< by rules that carry
    Points filled = 0;     ///< of the caps
    std::size_t place = 0; ///< of its contribution
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
  /// Brings the account's points in line with what remains of the order; gives what is to be clawed back.
  Points reckon(std::size_t index);
  Points take_carried(std::size_t index, Money amount);
  Points take_carried(Account& account, const RatedPart& part, Money amount, bool whole);
  Points take_growth(const RefundFact& refund, Money amount);
  void take_numbered_growth(const RefundFact& refund);
  void emit_growth_taken(const Growth& growth, Points points, const RefundFact& refund, Money amount);
  void take_numbered(std::vector<Due>& dues);
  Points take_numbered(std::size_t index);
  /// What the sums that carry rests bring under the caps in the place of what went, `most` at most.
  Points fill_with_carried(std::size_t index, Points most);

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
