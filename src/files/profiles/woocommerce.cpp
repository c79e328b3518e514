// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// WooCommerce: Analytics → Orders → Download. Customers have a name only.
OrderProfile woocommerce_profile() {
  using enum OrderColumn;
  return {.name = "woocommerce",
          .title = "WooCommerce",
          .columns = {required(order_id, {"Order #"}), required(placed_at, {"Date"}), required(status, {"Status"}),
                      required(amount, {"Net Sales", "N. Revenue (formatted)"}), column(name, {"Customer"}),
                      column(quantity, {"Items sold"})},
          .statuses = words({{RowState::paid, {"completed", "processing", "shipped", "delivered"}},
                             {RowState::refunded, {"refunded"}},
                             {RowState::unpaid, {"on-hold", "pending", "pending payment", "checkout-draft", "draft"}},
                             {RowState::cancelled, {"cancelled", "failed", "trash"}}}),
          .date_order = DateOrder::month_first};
}

} // namespace loyalty::files
