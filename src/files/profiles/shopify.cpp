// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// Shopify: Orders → Export. What is said of the order stands on its first row.
OrderProfile shopify_profile() {
  using enum OrderColumn;
  return {.name = "shopify",
          .title = "Shopify",
          .columns = {required(order_id, {"Name"}), required(amount, {"Total"}, AmountScope::order),
                      required(status, {"Financial Status"}), required(placed_at, {"Paid at", "Created at"}),
                      column(paid_at, {"Paid at"}), column(refunded_amount, {"Refunded Amount"}, AmountScope::order),
                      required(email, {"Email"}), column(phone, {"Phone", "Billing Phone", "Shipping Phone"}),
                      column(name, {"Billing Name", "Shipping Name"}), column(currency, {"Currency"}),
                      column(shipping, {"Shipping"}, AmountScope::order),
                      column(discount, {"Discount Amount"}, AmountScope::order), column(unit_price, {"Lineitem price"}),
                      column(sku, {"Lineitem sku"}), column(quantity, {"Lineitem quantity"})},
          .statuses = words({{RowState::paid, {"paid"}},
                             {RowState::partly_refunded, {"partially_refunded"}},
                             {RowState::refunded, {"refunded"}},
                             {RowState::unpaid, {"pending", "authorized", "unpaid", "partially_paid"}},
                             {RowState::cancelled, {"voided", "expired"}}}),
          .buyers = {{"email", email}, {"phone", phone}},
          .rows_are_lines = true};
}

} // namespace loyalty::files
