// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// Amazon: All Orders report. Tab-separated, and quotes are letters of its texts.
OrderProfile amazon_profile() {
  using enum OrderColumn;
  return {.name = "amazon",
          .title = "Amazon",
          .columns = {required(order_id, {"amazon-order-id"}), required(placed_at, {"purchase-date"}),
                      required(status, {"order-status"}), column(after_sale, {"item-status"}),
                      sum(amount, {{"item-price", "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price",
                                    "gift-wrap-tax"},
                                   {"item-price"}}),
                      sum(deduction, {{"item-promotion-discount", "ship-promotion-discount"}}),
                      column(currency, {"currency"}), column(shipping, {"shipping-price"}), column(sku, {"sku"}),
                      column(quantity, {"quantity"})},
          .statuses = words({{RowState::paid,
                              {"Shipped", "Unshipped", "Partially Shipped", "Shipping", "Shipped - Delivered to Buyer",
                               "Shipped - Picked Up", "Shipped - Out for Delivery", "Shipped - Returned to Seller",
                               "InvoiceUnconfirmed", "Unfulfillable", "Complete"}},
                             {RowState::unpaid, {"Pending", "PendingAvailability", "Payment Pending"}},
                             {RowState::cancelled, {"Cancelled", "Canceled"}}}),
          .after_sales = words({{RowState::nothing,
                                 {"Shipped", "Unshipped", "Partially Shipped", "Shipping", "Pending", "Unfulfillable",
                                  "Shipped - Delivered to Buyer", "Shipped - Picked Up", "Complete"}},
                                {RowState::cancelled, {"Cancelled", "Canceled"}}}),
          .rows_are_lines = true,
          .quoted = false};
}

} // namespace loyalty::files
