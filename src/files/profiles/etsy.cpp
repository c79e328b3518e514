// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// Etsy: sold orders. Where the adjusted total is said, it is what remains after refunds.
OrderProfile etsy_profile() {
  using enum OrderColumn;
  return {.name = "etsy",
          .title = "Etsy",
          .columns = {required(order_id, {"Order ID"}), required(amount, {"Order Total"}),
                      required(placed_at, {"Sale Date", "Date Paid"}), column(status, {"Status"}),
                      column(remaining_amount, {"Adjusted Order Total"}), required(account, {"Buyer User ID"}),
                      column(name, {"Full Name"}), column(currency, {"Currency"}),
                      column(shipping, {"Shipping", "Delivery"}), column(discount, {"Discount Amount"}),
                      column(sku, {"SKU"}), column(quantity, {"Number of Items"})},
          .statuses = words({{RowState::paid,
                              {"Completed", "Paid", "Shipped", "Partially Refunded", "Processing", "Not Shipped", ""}},
                             {RowState::refunded, {"Refunded", "Fully Refunded"}},
                             {RowState::unpaid, {"Unpaid", "Pending", "Payment Pending"}},
                             {RowState::closed, {"Cancelled", "Canceled"}}}),
          .buyers = {{"etsy", account}},
          .date_order = DateOrder::month_first};
}

} // namespace loyalty::files
