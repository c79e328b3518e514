// SPDX-License-Identifier: MIT
#include "store/order_statements.hpp"

#include <algorithm>
#include <tuple>

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
                          "r.order_no AS refund_of",
                          "d.host",
                          "d.channel"};
  std::vector<OrderStatementRow> statements;
  Cursor rows(ledger.database(), row.from("orders o LEFT JOIN orders r ON r.id = o.refund_of "
                                          "LEFT JOIN order_details d ON d.order_id = o.id WHERE o.member_id = ? "
                                          "ORDER BY o.placed_at, o.shop, o.order_no, o.revision"));
  const auto read = [&](Cursor& rows_read) {
    while (rows_read.next()) {
      if (ledger.undone().contains(rows_read.id<BatchId>(row["o.batch_id"]))) continue;
      auto& said = statements.emplace_back();
      said.order_id = rows_read.string(row["o.order_no"]);
      said.shop = rows_read.string(row["o.shop"]);
      said.placed_at = rows_read.moment(row["o.placed_at"]);
      said.status = rows_read.kind<OrderStatus>(row["o.status"]);
      said.amount = rows_read.money(row["o.amount"]);
      said.refunded = rows_read.money(row["o.refunded"]);
      said.category = rows_read.string(row["o.category"]);
      said.refund_of = rows_read.string(row["refund_of"]);
      if (!rows_read.null(row["o.stated_on"])) said.stated_on = rows_read.day(row["o.stated_on"]);
      if (!rows_read.null(row["o.points_redeemed"])) said.points_redeemed = rows_read.points(row["o.points_redeemed"]);
      said.host = rows_read.string(row["d.host"]);
      said.channel = rows_read.string(row["d.channel"]);
    }
  };
  for (const auto number : ledger.whose().numbers_of(member)) {
    rows.bind(number);
    read(rows);
  }
  // The files of orders that were linked still name nobody.
  Cursor linked(ledger.database(), row.from("orders o LEFT JOIN orders r ON r.id = o.refund_of "
                                            "LEFT JOIN order_details d ON d.order_id = o.id WHERE o.member_id IS NULL "
                                            "AND (o.id = ?1 OR o.revises = ?1 OR o.refund_of = ?1) ORDER BY o.id"));
  for (const auto order : ledger.whose().linked_to(member)) {
    linked.bind(order);
    read(linked);
  }
  std::ranges::stable_sort(
      statements, {}, [](const OrderStatementRow& said) { return std::tie(said.placed_at, said.shop, said.order_id); });
  return statements;
}

} // namespace loyalty::store
