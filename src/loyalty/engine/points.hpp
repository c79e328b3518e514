// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "lots.hpp"
#include "orders.hpp"
#include "today.hpp"

namespace loyalty {

/// Why points are clawed back.
struct ClawBack {
  Cause cause = {};
  Money amount = {}; ///< that came back
  std::int32_t terms = -1;
};

/// The member's points account: lots, what of them was spent on orders, what is owed, and the lines that say so.
class PointsAccount {
 public:
  PointsAccount(const Today& today, const Orders& orders);

  /// What never ends gets a last day by the new version of the program.
  void take_over(const Program& before);

  /// Writes the line; gives its number.
  std::int32_t emit(const Entry& entry);
  void open(Entry entry, Day available_on, Source source);
  /// Points that keep the last day which they had elsewhere.
  void open_through(Entry entry, Day last_day);
  /// Of points that come from no order; an order's source is its place.
  Source new_source();
  /// The points of the source that ended unused.
  Points ended(Source source) const { return ended_[static_cast<std::size_t>(source)]; }

  void expire();
  /// Pays what is owed with what can be spent.
  void repay() {
    if (debt_ > 0) repay_debts();
  }
  /// What is not there is owed.
  void redeem(Points points, const Cause& cause);
  void take_by_hand(Points points, const Act& act, std::int32_t terms = -1);
  /// Ends every point there is, pending ones too.
  void forfeit(const Cause& cause, std::int32_t terms);
  /// Brings back points that the order spent: first its own debt, then to lots that it had opened itself, which are
  /// clawed back next, then to others.
  void give_back(std::size_t index, Points points, const Cause& refund);
  /// Takes the points of the source first, then held ones, then others; what is missing is owed or written off.
  void claw_back(Points due, Source source, const ClawBack& why);

  /// What can be spent at the end of the day.
  Points balance(Day day) const;
  /// The next day after `day` on which points end or repay debt.
  Day next_day(Day day) const;
  /// The next day after `day` on which the balance changes by itself.
  Day next_balance_day(Day day) const { return std::min(next_day(day), lots_.next_available(day)); }

  /// So many times what came back has changed the balance of earlier days, and how those after the first `known` of
  /// them changed that of `day`.
  std::size_t changes() const { return changes_.size(); }
  Points changed_since(std::size_t known, Day day) const;

 private:
  /// Points of a lot that paid for an order.
  struct Spent {
    OrderId order = {};
    Day on = {};
    Lot lot;
    Points points = 0; ///< not yet given back
  };
  /// Points that are owed.
  struct Debt {
    Points points = 0;
    bool spent = false; ///< redeemed though they were not there; else clawed back or taken by hand
    Cause cause = {};   ///< of the redemption
  };
  /// What came back changes the balance of every day from this one on.
  struct BalanceChange {
    Day from = {};
    Points points = 0;
  };

  void end_endless(const ExpiryRule& expire, bool resumes);
  /// Says the lot's new last day, which is also that of its points that were spent and can come back.
  void redate(const Lot& lot, const Cause& cause);
  /// The day on which the member has been inactive for too long. Points by hand live as long as those of an order
  /// would.
  Day silence_end(const Lot& lot) const;
  void owe(const Debt& debt);
  void repay_debts();
  void repay(const Debt& debt, const Lot& lot, Points points);
  /// Ends what is owed for the order. Returns what of `points` is left.
  Points end_debt(OrderId order, Points points, const Cause& refund);
  /// To those lots that fit. Returns what of `points` is left.
  template <class Fits>
  Points return_to_lots(OrderId order, Points points, const Cause& refund, const Fits& fits);
  void return_to_lot(Spent& spent, Points points, const Cause& refund);
  bool can_be_spent(const Lot& lot) const { return lot.available_on <= today_.day && today_.day <= lot.last_day; }

  const Today& today_;
  const Orders& orders_;
  Lots lots_;
  std::vector<Points> ended_; ///< unused, by source of the points: the orders first
  std::vector<Spent> spent_;
  std::vector<Debt> debts_; ///< the oldest first
  Points debt_ = 0;
  std::vector<BalanceChange> changes_;
  Day active_since_;                    ///< inactivity counts from here where no order is later
  std::optional<ExpiryRule> suspended_; ///< the last rule by which points ended
};

} // namespace loyalty
