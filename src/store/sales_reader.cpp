// SPDX-License-Identifier: MIT
#include "store/sales_reader.hpp"

#include <algorithm>
#include <utility>

#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

using tables::order_lines;
constexpr Selection of_sale{
    "o.id", "coalesce(o.revises, o.id) AS first", "o.batch_id", "o.shop", "o.category", "o.amount", "d.fee_for"};
constexpr Selection of_sold_line{order_lines.category, order_lines.amount, order_lines.sku, order_lines.quantity};

} // namespace

SalesReader::SalesReader(Ledger& ledger)
    : ledger_(ledger),
      orders_(ledger.database(),
              of_sale.from("orders o LEFT JOIN order_details d ON d.order_id = o.id WHERE o.member_id = ?")),
      linked_(ledger.database(), of_sale.from("orders o LEFT JOIN order_details d ON d.order_id = o.id "
                                              "WHERE o.member_id IS NULL AND (o.order_no, o.shop) = "
                                              "(SELECT order_no, shop FROM orders WHERE id = ?)")),
      lines_(ledger.database(), of_sold_line.from("order_lines WHERE order_id = ? ORDER BY line_no")),
      any_lines_(Cursor(ledger.database(), "SELECT 1 FROM order_lines LIMIT 1").next()) {}

void SalesReader::read(History& history) {
  history.sales.assign(history.orders.size(), {});
  if (history.orders.empty()) return;
  collect(history.member);
  for (const auto& row : rows_) {
    const auto order = std::find_if(history.orders.begin(), history.orders.end(),
                                    [&](const OrderFact& each) { return each.id == row.order; });
    if (order != history.orders.end())
      take(row, history.sales[static_cast<std::size_t>(order - history.orders.begin())]);
  }
}

void SalesReader::collect(MemberId member) {
  rows_.clear();
  collect(orders_.bind(member));
  const auto& whose = ledger_.whose();
  for (const auto other : whose.merged_into(member)) collect(orders_.bind(other));
  for (const auto order : whose.linked_to(member)) collect(linked_.bind(order));
  // Later statements of an order come after the first.
  std::sort(rows_.begin(), rows_.end(), [](const Row& left, const Row& right) { return left.id < right.id; });
}

void SalesReader::collect(Cursor& rows) {
  while (rows.next()) {
    const auto batch = rows.id<BatchId>(of_sale["o.batch_id"]);
    if (!ledger_.undone().contains(batch) && !ledger_.whose().says_whose(batch))
      rows_.push_back({rows.id<OrderId>(of_sale["o.id"]), rows.id<OrderId>(of_sale["first"]),
                       rows.money(of_sale["o.amount"]), rows.string(of_sale["o.shop"]),
                       rows.string(of_sale["o.category"]), rows.string(of_sale["d.fee_for"])});
  }
}

void SalesReader::take(const Row& row, Sale& sale) {
  sale.shop = row.shop;
  if (!row.fee_for.empty()) sale.fee_for = row.fee_for;
  std::vector<Sale::Part> parts;
  if (any_lines_) {
    lines_.bind(row.id);
    while (lines_.next())
      parts.push_back({.category = lines_.string(of_sold_line[order_lines.category]),
                       .amount = lines_.money(of_sold_line[order_lines.amount]),
                       .sku = lines_.string(of_sold_line[order_lines.sku]),
                       .quantity = lines_.integer(of_sold_line[order_lines.quantity])});
  }
  if (parts.empty() && sale.parts.empty()) parts.push_back({row.category, row.amount});
  if (!parts.empty()) sale.parts = std::move(parts);
}

} // namespace loyalty::store
