// SPDX-License-Identifier: MIT
#include "store/order_numbers.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

void read_order_numbers(Ledger& ledger, const std::function<void(OrderId, std::string_view number)>& use) {
  constexpr auto& orders = tables::orders;
  constexpr Selection named{orders.id, orders.order_no};
  Cursor rows(ledger.database(), named.from("orders WHERE revises IS NULL"));
  while (rows.next()) use(rows.id<OrderId>(named[orders.id]), rows.text(named[orders.order_no]));
}

} // namespace loyalty::store
