// SPDX-License-Identifier: MIT
#include "store/coded_orders.hpp"

#include <algorithm>
#include <utility>

#include "store/orders.hpp"

namespace loyalty::store {
namespace {

std::optional<Money> maybe_money(const Cursor& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.money(column));
}

} // namespace

CodedOrders::CodedOrders(Ledger& ledger)
    : ledger_(ledger),
      names_(ledger.database(), "SELECT placed_at, shop, order_no FROM orders WHERE id = ?"),
      statements_(ledger.database(),
                  "SELECT o.id, o.batch_id, o.member_id, o.amount, o.refunded, o.status, o.category FROM orders o "
                  "WHERE o.order_no = ? AND o.shop = ? ORDER BY o.revision"),
      details_(ledger.database(), "SELECT coupon_code, discount, shipping FROM order_details WHERE order_id = ?"),
      lines_(ledger.database(),
             "SELECT category, amount, discount FROM order_lines WHERE order_id = ? ORDER BY line_no") {}

std::optional<OrderPlace> CodedOrders::place_of(FactId first) {
  if (!names_.bind(first).next()) return std::nullopt;
  OrderPlace place{names_.moment(0), names_.string(1), names_.string(2), first};
  names_.bind();
  return place;
}

std::vector<OrderPlace> CodedOrders::behind(const OrderPlace& place) {
  std::vector<OrderPlace> places;
  Cursor rows(ledger_.database(),
              "SELECT coalesce(o.revises, o.id), o.placed_at, o.shop, o.order_no FROM order_details d "
              "JOIN orders o ON o.id = d.order_id WHERE d.coupon_code > '' AND o.placed_at >= ?");
  rows.bind(place.at.seconds);
  while (rows.next()) {
    OrderPlace found{rows.moment(1), rows.string(2), rows.string(3), rows.id(0)};
    if (found > place) places.push_back(std::move(found));
  }
  return places;
}

std::optional<CodedOrder> CodedOrders::find(FactId first) {
  auto place = place_of(first);
  if (!place) return std::nullopt;
  CodedOrder order{.place = *std::move(place), .codes = {}};
  Money back;
  bool counts = false;
  statements_.bind(order.place.number, order.place.shop);
  while (statements_.next()) {
    if (ledger_.undone().contains(statements_.id(1))) continue;
    counts = true;
    order.member = statements_.maybe_id(2);
    order.paid = statements_.money(3);
    back = statements_.money(4);
    order.stands = statements_.kind<OrderStatus>(5) == OrderStatus::paid;
    read_details(statements_.id(0), order, statements_.string(6));
  }
  if (!counts) return std::nullopt;
  back = std::max(back, refunded_by_name(ledger_, first));
  if (order.paid > Money{} && back >= order.paid) order.stands = false;
  return order;
}

/// A later statement says only what has changed, and may be silent of the rest.
void CodedOrders::read_details(FactId statement, CodedOrder& order, const std::string& category) {
  if (details_.bind(statement).next()) {
    if (auto codes = details_.string(0); !codes.empty()) order.codes = std::move(codes);
    if (const auto discount = maybe_money(details_, 1)) order.discount = discount;
    if (const auto shipping = maybe_money(details_, 2)) order.shipping = shipping;
    details_.bind();
  }
  if (auto lines = lines_of(statement); !lines.empty()) {
    order.lines = std::move(lines);
    order.has_lines = true;
  }
  if (!order.has_lines) order.lines = {{.category = category, .amount = order.paid, .discount = order.discount}};
}

std::vector<PaidLine> CodedOrders::lines_of(FactId statement) {
  std::vector<PaidLine> lines;
  lines_.bind(statement);
  while (lines_.next())
    lines.push_back({.category = lines_.string(0), .amount = lines_.money(1), .discount = maybe_money(lines_, 2)});
  return lines;
}

} // namespace loyalty::store
