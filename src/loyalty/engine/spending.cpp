// SPDX-License-Identifier: MIT
#include "spending.hpp"

#include <algorithm>

#include "loyalty/redeeming.hpp"

namespace loyalty {

void Spending::count_order(std::size_t index) {
  const OrderFact& order = today_.history.orders[index];
  if (order.points_redeemed == 0 || order.fee) return;
  if (order.placed_at.is_day_only())
    late_.push_back(index);
  else
    spend(index);
}

void Spending::count_late_orders() {
  for (const auto index : late_) spend(index);
  late_.clear();
}

void Spending::count_act(const Act& act) {
  if (act.kind == ActKind::redeem) redeem(act);
  if (act.kind == ActKind::adjust) points_.take_by_hand(act);
}

void Spending::spend(std::size_t index) {
  const OrderFact& order = today_.history.orders[index];
  if (order.void_from_start || today_.day < today_.history.points_from) return;
  loyalty::add(paid_[index].redeemed, order.points_redeemed);
  points_.redeem(order.points_redeemed, order.id);
  give_back(index, orders_[index].refunded_by);
}

void Spending::redeem(const Act& act) {
  points_.redeem(act.points, cause_of(act.order, act.id));
  const auto& orders = today_.history.orders;
  const auto paid_for = std::find_if(orders.begin(), orders.end(),
                                     [&](const OrderFact& order) { return order.id == act.order && !order.fee; });
  if (paid_for == orders.end()) return;
  const auto index = static_cast<std::size_t>(paid_for - orders.begin());
  loyalty::add(paid_[index].redeemed, act.points);
  give_back(index, orders_[index].refunded_by);
}

void Spending::give_back(std::size_t index, const Cause& refund) {
  if (paid_[index].redeemed == 0 || index >= orders_.reached()) return;
  const Points due = due_back(index);
  if (due <= 0) return;
  paid_[index].returned += due;
  today_.given_back = true;
  points_.give_back(index, due, refund);
}

Points Spending::due_back(std::size_t index) const {
  const PlacedOrder& order = orders_[index];
  const Paid& paid = paid_[index];
  return points_back(paid.redeemed, order.base, order.given_back(), order.void_) - paid.returned;
}

} // namespace loyalty
