// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/order.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"

namespace loyalty::app {

/// Whether a row of a file says who its buyer is.
bool names_buyer(const OrderRow& row, const OrderDetails* details);

/// Says who the buyers of the rows of an order file are: by the shop's own key; else by the strongest identity that the
/// row states, and by no other, so that neither the order of files nor a receiver's phone ever decides who is whom. Of
/// nobody's orders it keeps what their file says of the buyer.
class OrderBuyers {
 public:
  OrderBuyers(store::Ledger& ledger, store::MemberDirectory& members) : ledger_(ledger), members_(members) {}

  /// Notes beside it what the row says of them; nullopt where it names nobody.
  std::optional<MemberId> member_of(const OrderRow& row, const OrderDetails* details);
  /// Of an order, by its first statement.
  void note_nobodys(OrderId first, const OrderRow& row, const OrderDetails* details);
  void save(store::Batch& batch);

  /// How many phone numbers were masked, and passed over.
  std::int64_t masked_phones() const { return masked_phones_; }

 private:
  void note_phone(MemberId member, const OrderRow& row, const OrderDetails& details);

  store::Ledger& ledger_;
  store::MemberDirectory& members_;
  std::int64_t masked_phones_ = 0;
  std::vector<store::OrderBuyer> nobodys_;
};

} // namespace loyalty::app
