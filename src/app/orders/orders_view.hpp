// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "shop/voucher_finder.hpp"
#include "store/claims.hpp"
#include "store/coded_orders.hpp"

namespace loyalty::app {

/// Vouchers as one order after the other finds them: used and claimed by the orders before it and by hand, whenever
/// that was, but not by its own code and not by those of later orders, which are judged after it.
class OrdersView final : public shop::VoucherView {
 public:
  explicit OrdersView(store::Ledger& ledger) : shop::VoucherView(ledger), orders_(ledger) {}

  /// Looks on as this order, which stands behind those before.
  void turn_to(const store::OrderPlace& place) { place_ = place; }

  bool see(store::StoredVoucher& stored) override;
  Money given(const Coupon& coupon) override;
  std::int64_t issued(const Coupon& coupon) override;

  /// Forgets what the order's codes were before it is judged again, and notes what they are.
  void clear(const store::OrderPlace& place);
  void note_use(const std::string& coupon, Money discount, bool claimed);
  /// A later order has lost the voucher.
  void note_lost(const std::string& coupon, const store::OrderPlace& later);
  /// The orders after this one whose codes were vouchers of a coupon with a budget.
  std::vector<store::OrderPlace> later_users(const Coupon& coupon);
  /// Nullopt unless the order stands behind this one.
  std::optional<store::OrderPlace> if_later(std::optional<OrderId> order);

 private:
  /// Something that counts from an order on.
  struct Later {
    Money discount = {};
    std::int64_t issued = 0;
  };
  /// What was given and issued of a coupon so far, and what later orders add.
  struct Tally {
    Money given = {};
    std::int64_t issued = 0;
    std::multimap<store::OrderPlace, Later> later = {};
  };

  Tally& tally_of(const std::string& coupon);
  void add(Tally& tally, std::optional<OrderId> order, const Later& what);
  const std::optional<store::OrderPlace>& place_of(OrderId order);

  store::CodedOrders orders_;
  store::OrderPlace place_ = {};
  std::unordered_map<OrderId, std::optional<store::OrderPlace>> places_;
  std::map<std::string, Tally> tallies_;
};

} // namespace loyalty::app
