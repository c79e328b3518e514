// SPDX-License-Identifier: MIT
#include "store/order_numbers.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

void read_numbers(Ledger& ledger, std::string_view rows_of, const std::function<void(OrderId, std::string_view)>& use) {
  using tables::orders;
  constexpr Selection named{orders.id, orders.order_no};
  Cursor rows(ledger.database(), named.from(rows_of));
  while (rows.next()) use(rows.id<OrderId>(named[orders.id]), rows.text(named[orders.order_no]));
}

} // namespace

void read_order_numbers(Ledger& ledger, const std::function<void(OrderId, std::string_view number)>& use) {
  read_numbers(ledger, "orders WHERE revises IS NULL", use);
}

void read_order_rows(Ledger& ledger, const std::function<void(OrderId, std::string_view number)>& use) {
  read_numbers(ledger, "orders", use);
}

} // namespace loyalty::store
