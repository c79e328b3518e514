// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// Square: Transactions → Export. A refund is a row of its own that bears the number of its sale; a
// sale can have several payments.
OrderProfile square_profile() {
  using enum OrderColumn;
  return {.name = "square",
          .title = "Square",
          .columns = {required(order_id, {"Transaction ID"}), required(amount, {"Total Collected"}),
                      joined(placed_at, {"Date", "Time"}), column(time_zone, {"Time Zone"}),
                      column(status, {"Event Type"}), column(refund_id, {"Payment ID"}),
                      column(line_id, {"Payment ID"}), column(account, {"Customer ID", "Customer Reference ID"}),
                      column(name, {"Customer Name"}), column(shop, {"Location"}), column(discount, {"Discounts"})},
          .statuses = words({{RowState::paid, {"Payment", "Sale", "Exchange"}},
                             {RowState::refund, {"Refund"}},
                             {RowState::cancelled, {"Void", "Voided"}}}),
          .buyers = {{"square", account}},
          .rows_are_lines = true,
          .date_order = DateOrder::month_first};
}

} // namespace loyalty::files
