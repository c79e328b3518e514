// SPDX-License-Identifier: MIT
#include "store/sales_reader.hpp"

#include <algorithm>
#include <utility>

#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

using tables::order_lines;
constexpr Selection of_sale{"o.id",       "coalesce(o.revises, o.id) AS first",
                            "o.batch_id", "o.shop",
                            "o.category", "o.amount",
                            "d.fee_for",  "d.shipping",
                            "d.host",     "d.channel",
                            "d.wallet"};
constexpr Selection of_sold_line{order_lines.category, order_lines.amount, order_lines.sku, order_lines.quantity,
                                 order_lines.on_sale};

} // namespace

bool any_hosts(Ledger& ledger) {
  return Cursor(ledger.database(), "SELECT 1 FROM order_details WHERE host > '' LIMIT 1").next();
}

SalesReader::SalesReader(Ledger& ledger)
    : ledger_(ledger),
      orders_(ledger.database(),
              of_sale.from("orders o LEFT JOIN order_details d ON d.order_id = o.id WHERE o.member_id = ?")),
      linked_(ledger.database(), of_sale.from("orders o LEFT JOIN order_details d ON d.order_id = o.id "
                                              "WHERE o.member_id IS NULL AND (o.order_no, o.shop) = "
                                              "(SELECT order_no, shop FROM orders WHERE id = ?)")),
      lines_(ledger.database(), of_sold_line.from("order_lines WHERE order_id = ? ORDER BY line_no")),
      any_lines_(!ledger.is_empty(tables::order_lines)) {}

void SalesReader::read(History& history) {
  history.sales.assign(history.orders.size(), {});
  if (history.orders.empty()) return;
  collect(history.member);
  fill(history);
}

void SalesReader::read_nobodys(History& history) {
  history.sales.assign(history.orders.size(), {});
  rows_.clear();
  Cursor rows(ledger_.database(),
              of_sale.from("orders o LEFT JOIN order_details d ON d.order_id = o.id WHERE o.member_id IS NULL "
                           "ORDER BY o.id"));
  collect(rows);
  fill(history);
}

void SalesReader::fill(History& history) {
  places_.clear();
  for (std::size_t place = 0; place < history.orders.size(); ++place)
    places_.emplace_back(history.orders[place].id, place);
  std::sort(places_.begin(), places_.end());
  for (const auto& row : rows_) {
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair(row.order, std::size_t{0}));
    if (found != places_.end() && found->first == row.order) take(row, history.sales[found->second]);
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
    if (ledger_.undone().contains(batch) || ledger_.whose().says_whose(batch)) continue;
    auto& row = rows_.emplace_back();
    row.id = rows.id<OrderId>(of_sale["o.id"]);
    row.order = rows.id<OrderId>(of_sale["first"]);
    row.amount = rows.money(of_sale["o.amount"]);
    row.shop = rows.string(of_sale["o.shop"]);
    row.category = rows.string(of_sale["o.category"]);
    row.fee_for = rows.string(of_sale["d.fee_for"]);
    if (!rows.null(of_sale["d.shipping"])) row.shipping = rows.money(of_sale["d.shipping"]);
    row.host = rows.string(of_sale["d.host"]);
    row.channel = rows.string(of_sale["d.channel"]);
    if (!rows.null(of_sale["d.wallet"])) row.wallet = rows.money(of_sale["d.wallet"]);
  }
}

void SalesReader::take(const Row& row, Sale& sale) {
  sale.shop = row.shop;
  if (!row.fee_for.empty()) sale.fee_for = row.fee_for;
  if (row.shipping) sale.shipping = row.shipping;
  if (!row.host.empty()) sale.host = row.host;
  if (!row.channel.empty()) sale.channel = row.channel;
  if (row.wallet) sale.wallet = *row.wallet;
  std::vector<Sale::Part> parts;
  if (any_lines_) {
    lines_.bind(row.id);
    while (lines_.next())
      parts.push_back({.category = lines_.string(of_sold_line[order_lines.category]),
                       .amount = lines_.money(of_sold_line[order_lines.amount]),
                       .sku = lines_.string(of_sold_line[order_lines.sku]),
                       .quantity = lines_.count(of_sold_line[order_lines.quantity]),
                       .on_sale = lines_.flag(of_sold_line[order_lines.on_sale])});
  }
  if (parts.empty() && sale.parts.empty()) parts.push_back({.category = row.category, .amount = row.amount});
  if (!parts.empty()) sale.parts = std::move(parts);
}

} // namespace loyalty::store
