// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// Stripe: Payments → Export. Times are of UTC.
OrderProfile stripe_profile() {
  using enum OrderColumn;
  return {.name = "stripe",
          .title = "Stripe",
          .columns = {required(order_id, {"id"}), required(amount, {"Amount"}),
                      required(placed_at, {"Created date (UTC)", "Created (UTC)"}), required(status, {"Status"}),
                      column(refunded_amount, {"Amount Refunded"}), column(currency, {"Currency"}),
                      column(account, {"Customer ID"}), column(email, {"Customer Email"}),
                      column(name, {"Customer Name", "Card Name"}), column(after_sale, {"Captured"})},
          .statuses = words({{RowState::paid, {"Paid", "succeeded", "Disputed"}},
                             {RowState::partly_refunded, {"Partially refunded"}},
                             {RowState::refunded, {"Refunded"}},
                             {RowState::unpaid,
                              {"Pending", "Uncaptured", "Incomplete", "requires_payment_method", "requires_action",
                               "requires_capture", "processing"}},
                             {RowState::cancelled, {"Failed", "Canceled", "Blocked", "Expired"}}}),
          .after_sales = words({{RowState::nothing, {"true"}}, {RowState::unpaid, {"false"}}}),
          .buyers = {{"stripe", account}, {"email", email}},
          .timezone = "UTC"};
}

} // namespace loyalty::files
