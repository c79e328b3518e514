// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"

namespace loyalty {

/// An order as it stands: what it was placed for, and what of that remains.
struct PlacedOrder {
  Money base = {};
  Money remaining = {};
  std::int64_t number = 0; ///< the so-many-th order that counted when it came; 0: it did not
  Cause refunded_by = {};
  bool void_ = false;   ///< nothing of it remains
  bool fee = false;     ///< of a membership: no purchase
  bool counted = false; ///< among the member's orders: paid for, and something of it remains

  Money given_back() const { return base - remaining; }
};

/// The member's orders so far, by place in `History::orders`.
class Orders {
 public:
  explicit Orders(const History& history) : history_(history), placed_(history.orders.size()) {}

  void place(std::size_t index);
  /// What a refund that names an order changed of it.
  struct Returned {
    Money amount = {};
    bool dropped = false; ///< it counts no longer
  };
  Returned give_back(const RefundFact& refund);

  const PlacedOrder& operator[](std::size_t index) const { return placed_[index]; }
  /// So many were placed.
  std::size_t reached() const { return reached_; }
  /// So many count.
  std::int64_t count() const { return count_; }
  /// The day of the last that counts; `never` if none does.
  Day last_day() const { return last_day_; }
  /// The same of those through `day`.
  Day last_day_through(Day day) const;
  /// Whether one of those through `day` that count was sold at one of the places; `place` is what tells it of a sale.
  bool bought_at(const std::vector<std::string>& places, std::string Sale::*place, Day through) const;

 private:
  const History& history_;
  std::vector<PlacedOrder> placed_;
  std::size_t reached_ = 0;
  std::int64_t count_ = 0;
  Day last_day_ = never;
};

} // namespace loyalty
