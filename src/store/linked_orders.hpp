// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/order.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Reads orders that were linked to a member: what the files state of them stands under nobody's name.
class LinkedOrders {
 public:
  explicit LinkedOrders(Ledger& ledger);

  /// Adds the rows about an order and those of the refunds that name it.
  void add(OrderId first, std::vector<OrderRecord>& records);

 private:
  void take(Cursor& rows, std::vector<OrderRecord>& records);

  Ledger& ledger_;
  Cursor statements_;
  Cursor refunds_;
};

/// An order that is nobody's, because its file does not say whose: as the last statement by a day has it, with what is
/// known of the buyer.
struct UnassignedOrder {
  std::string order_id;
  std::string shop;
  Moment placed_at = {};
  Money amount = {};
  OrderStatus status = OrderStatus::paid;
  std::string name;
  std::string phone; ///< mostly masked
};
/// Those placed by the end of a day, in the order in which orders count.
std::vector<UnassignedOrder> unassigned_orders(Ledger& ledger, Day as_of);

/// Whom the file of an order names as the one who brought its buyer, when it was bought; empty: nobody.
std::string referrer_of(Ledger& ledger, OrderId first);

/// Full phone numbers of members who have a name, as they are known by now.
struct NamedPhone {
  MemberId member = {};
  std::string name;
  std::string phone;
};
std::vector<NamedPhone> named_phones(Ledger& ledger);

} // namespace loyalty::store
