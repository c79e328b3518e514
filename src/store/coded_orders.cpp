// SPDX-License-Identifier: MIT
#include "store/coded_orders.hpp"

#include <algorithm>
#include <utility>

#include "store/ledger/tables.hpp"
#include "store/orders.hpp"

namespace loyalty::store {
namespace {

std::optional<Money> maybe_money(const Cursor& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.money(column));
}

using tables::order_details;
using tables::order_lines;
using tables::orders;

constexpr Selection of_place{orders.placed_at, orders.shop, orders.order_no};
constexpr Selection of_statement{orders.id,       orders.batch_id, orders.member_id, orders.amount,
                                 orders.refunded, orders.status,   orders.category};
constexpr Selection of_details{order_details.coupon_code, order_details.discount, order_details.shipping,
                               order_details.host, order_details.channel};
constexpr Selection of_coded_line{order_lines.category, order_lines.amount,   order_lines.discount,
                                  order_lines.sku,      order_lines.quantity, order_lines.on_sale};

} // namespace

CodedOrders::CodedOrders(Ledger& ledger)
    : ledger_(ledger),
      names_(ledger.database(), of_place.from("orders WHERE id = ?")),
      statements_(ledger.database(), of_statement.from("orders WHERE order_no = ? AND shop = ? ORDER BY revision")),
      details_(ledger.database(), of_details.from("order_details WHERE order_id = ?")),
      lines_(ledger.database(), of_coded_line.from("order_lines WHERE order_id = ? ORDER BY line_no")) {}

std::optional<OrderPlace> CodedOrders::place_of(OrderId first) {
  if (!names_.bind(first).next()) return std::nullopt;
  OrderPlace place{names_.moment(of_place[orders.placed_at]), names_.string(of_place[orders.shop]),
                   names_.string(of_place[orders.order_no]), first};
  names_.bind();
  return place;
}

std::vector<OrderPlace> CodedOrders::behind(const OrderPlace& place) {
  std::vector<OrderPlace> places;
  constexpr Selection order{"coalesce(o.revises, o.id) AS first", "o.placed_at", "o.shop", "o.order_no"};
  Cursor rows(ledger_.database(), order.from("order_details d JOIN orders o ON o.id = d.order_id "
                                             "WHERE d.coupon_code > '' AND o.placed_at >= ?"));
  rows.bind(place.at.seconds);
  while (rows.next()) {
    OrderPlace found{rows.moment(order["o.placed_at"]), rows.string(order["o.shop"]), rows.string(order["o.order_no"]),
                     rows.id<OrderId>(order["first"])};
    if (found > place) places.push_back(std::move(found));
  }
  return places;
}

std::optional<CodedOrder> CodedOrders::find(OrderId first) {
  auto place = place_of(first);
  if (!place) return std::nullopt;
  CodedOrder order{.place = *std::move(place), .codes = {}};
  Money back;
  bool counts = false;
  statements_.bind(order.place.number, order.place.shop);
  while (statements_.next()) {
    const auto batch = statements_.id<BatchId>(of_statement[orders.batch_id]);
    if (ledger_.undone().contains(batch) || ledger_.whose().says_whose(batch)) continue;
    counts = true;
    order.member = ledger_.whose().now(statements_.maybe_id<MemberId>(of_statement[orders.member_id]));
    order.paid = statements_.money(of_statement[orders.amount]);
    back = statements_.money(of_statement[orders.refunded]);
    order.stands = statements_.kind<OrderStatus>(of_statement[orders.status]) == OrderStatus::paid;
    read_details(statements_.id<OrderId>(of_statement[orders.id]), order,
                 statements_.string(of_statement[orders.category]));
  }
  if (!counts) return std::nullopt;
  if (!order.member) order.member = ledger_.whose().linked(first);
  back = std::max(back, refunded_by_name(ledger_, first));
  if (order.paid > Money{} && back >= order.paid) order.stands = false;
  return order;
}

/// A later statement says only what has changed, and may be silent of the rest.
void CodedOrders::read_details(OrderId statement, CodedOrder& order, const std::string& category) {
  if (details_.bind(statement).next()) {
    if (auto codes = details_.string(of_details[order_details.coupon_code]); !codes.empty())
      order.codes = std::move(codes);
    if (const auto discount = maybe_money(details_, of_details[order_details.discount])) order.discount = discount;
    if (const auto shipping = maybe_money(details_, of_details[order_details.shipping])) order.shipping = shipping;
    if (auto host = details_.string(of_details[order_details.host]); !host.empty()) order.host = std::move(host);
    if (auto channel = details_.string(of_details[order_details.channel]); !channel.empty())
      order.channel = std::move(channel);
    details_.bind();
  }
  if (auto lines = lines_of(statement); !lines.empty()) {
    order.lines = std::move(lines);
    order.has_lines = true;
  }
  if (!order.has_lines) order.lines = {{.category = category, .amount = order.paid, .discount = order.discount}};
}

std::vector<PaidLine> CodedOrders::lines_of(OrderId statement) {
  std::vector<PaidLine> lines;
  lines_.bind(statement);
  while (lines_.next())
    lines.push_back({.category = lines_.string(of_coded_line[order_lines.category]),
                     .amount = lines_.money(of_coded_line[order_lines.amount]),
                     .discount = maybe_money(lines_, of_coded_line[order_lines.discount]),
                     .sku = lines_.string(of_coded_line[order_lines.sku]),
                     .quantity = lines_.count(of_coded_line[order_lines.quantity]),
                     .on_sale = lines_.flag(of_coded_line[order_lines.on_sale])});
  return lines;
}

} // namespace loyalty::store
