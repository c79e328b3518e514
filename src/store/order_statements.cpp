// SPDX-License-Identifier: MIT
#include "store/order_statements.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

std::vector<OrderStatementRow> statements_of(Ledger& ledger, MemberId member) {
  constexpr Selection row{"o.order_no",
                          "o.shop",
                          "o.placed_at",
                          "o.status",
                          "o.amount",
                          "o.refunded",
                          "o.category",
                          "o.stated_on",
                          "o.points_redeemed",
                          "o.batch_id",
                          "r.order_no AS refund_of"};
  std::vector<OrderStatementRow> statements;
  Cursor rows(ledger.database(), row.from("orders o LEFT JOIN orders r ON r.id = o.refund_of WHERE o.member_id = ? "
                                          "ORDER BY o.placed_at, o.shop, o.order_no, o.revision"));
  rows.bind(member);
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(row["o.batch_id"]))) continue;
    auto& said = statements.emplace_back();
    said.order_id = rows.string(row["o.order_no"]);
    said.shop = rows.string(row["o.shop"]);
    said.placed_at = rows.moment(row["o.placed_at"]);
    said.status = rows.kind<OrderStatus>(row["o.status"]);
    said.amount = rows.money(row["o.amount"]);
    said.refunded = rows.money(row["o.refunded"]);
    said.category = rows.string(row["o.category"]);
    said.refund_of = rows.string(row["refund_of"]);
    if (!rows.null(row["o.stated_on"])) said.stated_on = rows.day(row["o.stated_on"]);
    if (!rows.null(row["o.points_redeemed"])) said.points_redeemed = rows.points(row["o.points_redeemed"]);
  }
  return statements;
}

} // namespace loyalty::store
