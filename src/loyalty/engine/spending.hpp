// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "points.hpp"

namespace loyalty {

/// What orders spent, in their rows or by hand, and what of it they brought back.
class Spending {
 public:
  Spending(Today& today, const Orders& orders, PointsAccount& points)
      : today_(today), orders_(orders), points_(points), paid_(today.history.orders.size()) {}

  /// An order of which only the day is known spends with the acts of the day.
  void count_order(std::size_t index);
  void count_late_orders();
  void count_act(const Act& act);
  /// Brings back the share of what the order spent that its refunds ask for.
  void give_back(std::size_t index, const Cause& refund);

 private:
  struct Paid {
    Points redeemed = 0;
    Points returned = 0;
  };
  void spend(std::size_t index);
  void redeem(const Act& act);
  Points due_back(std::size_t index) const;

  Today& today_;
  const Orders& orders_;
  PointsAccount& points_;
  std::vector<Paid> paid_; ///< by place in `History::orders`
  std::vector<std::size_t> late_;
};

} // namespace loyalty
