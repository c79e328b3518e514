// SPDX-License-Identifier: MIT
#include "store/coded_orders.hpp"

#include <algorithm>
#include <utility>

#include "store/orders.hpp"

namespace loyalty::store {
namespace {

std::optional<Money> maybe_money(const Cursor& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(Money{row.integer(column)});
}

}  // namespace

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
  OrderPlace place{Moment{names_.integer(0)}, names_.string(1), names_.string(2), first};
  names_.bind();
  return place;
}

std::optional<CodedOrder> CodedOrders::find(FactId first) {
  auto place = place_of(first);
  if (!place) return std::nullopt;
  CodedOrder order{.place = *std::move(place), .codes = {}};
  Money back;
  bool counts = false;
  statements_.bind(order.place.number, order.place.shop);
  while (statements_.next()) {
    if (ledger_.undone().contains(statements_.integer(1))) continue;
    counts = true;
    order.member = statements_.integer(2);
    order.paid = Money{statements_.integer(3)};
    back = Money{statements_.integer(4)};
    order.stands = static_cast<OrderStatus>(statements_.integer(5)) == OrderStatus::paid;
    read_details(statements_.integer(0), order, statements_.string(6));
  }
  if (!counts) return std::nullopt;
  back = std::max(back, refunded_by_name(ledger_, first));
  if (order.paid > Money{} && back >= order.paid) order.stands = false;
  return order;
}

/// A later statement says only what has changed, and may be silent of the rest.
void CodedOrders::read_details(FactId statement, CodedOrder& order, const std::string& category) {
  std::optional<Money> discount;
  if (details_.bind(statement).next()) {
    if (auto codes = details_.string(0); !codes.empty()) order.codes = std::move(codes);
    discount = maybe_money(details_, 1);
    if (discount) order.discount = discount;
    if (const auto shipping = maybe_money(details_, 2)) order.shipping = shipping;
    details_.bind();
  }
  auto lines = lines_of(statement);
  if (lines.empty() && !order.lines.empty()) return;
  if (lines.empty()) lines.push_back({.category = category, .amount = order.paid, .discount = discount});
  order.lines = std::move(lines);
}

std::vector<PaidLine> CodedOrders::lines_of(FactId statement) {
  std::vector<PaidLine> lines;
  lines_.bind(statement);
  while (lines_.next())
    lines.push_back({.category = lines_.string(0),
                     .amount = Money{lines_.integer(1)},
                     .discount = maybe_money(lines_, 2)});
  return lines;
}

}  // namespace loyalty::store
