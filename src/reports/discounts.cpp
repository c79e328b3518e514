// SPDX-License-Identifier: MIT
#include "reports/discounts.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

/// The first order that each voucher was used for, as far as the ledger knows it.
std::unordered_map<VoucherId, OrderId> orders_of_vouchers(store::Ledger& ledger) {
  std::unordered_map<VoucherId, OrderId> orders;
  if (!store::any_voucher_used_for_order(ledger)) return orders;
  // Vouchers that belong to whoever shows them come before those of the first member.
  store::read_voucher_uses(ledger, MemberId(), store::last_member(ledger),
                           [&](const store::VoucherUse& use) { orders.try_emplace(use.voucher, use.order); });
  return orders;
}

} // namespace

Discounts::Discounts(store::Ledger& ledger, Day as_of) : as_of_(as_of) {
  for (const auto& [order, discount] : store::stated_discounts(ledger, as_of)) by_order_[order].stated = discount;
  const auto orders = orders_of_vouchers(ledger);
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    const auto* used = redemption(stored.events, as_of);
    if (used == nullptr) return;
    const auto order = orders.find(stored.id);
    (order == orders.end() ? elsewhere_ : by_order_[order->second].vouchers) += used->discount;
  });
}

Money Discounts::of(const History& history) const {
  Money sum;
  if (by_order_.empty()) return sum;
  const auto standings = order_standings(history, as_of_);
  for (std::size_t index = 0; index < standings.size(); ++index) {
    const auto& order = history.orders[index];
    if (order.fee || order.day() > as_of_ || standings[index].whole) continue;
    const auto taken = by_order_.find(order.id);
    if (taken != by_order_.end()) sum += std::max(taken->second.stated, taken->second.vouchers);
  }
  return sum;
}

} // namespace loyalty::reports
