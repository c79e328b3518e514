// SPDX-License-Identifier: MIT
#include "orders.hpp"

#include <algorithm>

namespace loyalty {

void Orders::place(std::size_t index) {
  const OrderFact& order = history_.orders[index];
  PlacedOrder& placed = placed_[index];
  reached_ = index + 1;
  placed.void_ = order.void_from_start;
  placed.base = placed.remaining = order.void_from_start ? Money{} : order.amount - order.refunded;
  placed.fee = order.fee;
  placed.counted = counts_as_purchase(order, placed.remaining);
  if (!placed.counted) return;
  placed.number = ++count_;
  last_day_ = order.day();
}

Orders::Returned Orders::give_back(const RefundFact& refund) {
  const auto index = *refund.order;
  PlacedOrder& placed = placed_[index];
  const Money amount = std::min(refund.amount, placed.remaining);
  placed.remaining -= amount;
  placed.refunded_by = refund.id;
  const bool nothing_remains = refund.whole || (placed.remaining <= Money{} && history_.orders[index].amount > Money{});
  const bool dropped = !placed.void_ && nothing_remains && placed.counted;
  placed.void_ = placed.void_ || nothing_remains;
  if (dropped) {
    placed.counted = false;
    --count_;
    last_day_ = last_day_through(refund.day());
  }
  return {amount, dropped};
}

Day Orders::last_day_through(Day day) const {
  for (auto index = reached_; index-- > 0;)
    if (placed_[index].counted && history_.orders[index].day() <= day) return history_.orders[index].day();
  return never;
}

bool Orders::bought_at(const std::vector<std::string>& places, std::string Sale::*place, Day through) const {
  for (std::size_t index = 0; index < reached_ && index < history_.sales.size(); ++index)
    if (placed_[index].counted && history_.orders[index].day() <= through &&
        std::find(places.begin(), places.end(), history_.sales[index].*place) != places.end())
      return true;
  return false;
}

} // namespace loyalty
