// SPDX-License-Identifier: MIT
#include "store/orders.hpp"

#include <algorithm>
#include <cstdlib>

#include "store/sqlite/cursor.hpp"

namespace loyalty::store {
namespace {

std::optional<std::int64_t> some(std::int64_t number) { return number == 0 ? std::nullopt : std::optional(number); }

std::optional<std::int64_t> minor(const std::optional<Money>& money) {
  return money ? std::optional(money->minor) : std::nullopt;
}

} // namespace

// An id has no tab in it.
std::string text_of(OrderName order_to_come) {
  std::string text(order_to_come.order_id);
  text += '\t';
  text += order_to_come.shop;
  return text;
}

OrderName order_to_come(std::string_view text) {
  const auto end = std::min(text.find('\t'), text.size());
  return {.shop = text.substr(std::min(end + 1, text.size())), .order_id = text.substr(0, end)};
}

std::vector<KnownOrder> find_orders(Ledger& ledger, std::span<const OrderName> names) {
  std::vector<KnownOrder> found(names.size());
  auto& staged = ledger.staged();
  staged.begin(2);
  for (const auto& name : names) {
    staged.add(name.order_id);
    staged.add(name.shop);
  }
  Cursor rows(
      ledger.database(),
      "SELECT s.rowid, o.id, o.revises, o.revision, o.batch_id, o.member_id, o.placed_at, o.amount, o.refunded, "
      "o.status, o.refund_of, o.category, o.points_redeemed FROM staged s "
      "CROSS JOIN orders o ON o.order_no = s.c0 AND o.shop = s.c1");
  while (rows.next()) {
    auto& order = found[rows.place_in(found, 0)];
    if (order.first == 0) order.first = rows.null(2) ? rows.id(1) : rows.id(2);
    order.revisions = std::max(order.revisions, rows.id(3));
    if (ledger.undone().contains(rows.id(4))) continue;
    order.known = true;
    order.batch = rows.id(4);
    order.member = rows.maybe_id(5);
    order.placed_at = rows.moment(6);
    order.amount = rows.money(7);
    order.refunded = rows.money(8);
    order.status = rows.kind<OrderStatus>(9);
    order.refund_of = rows.maybe_id(10);
    order.category = rows.text(11);
    order.points_redeemed = std::max(order.points_redeemed, rows.points(12));
  }
  staged.begin(0);
  return found;
}

std::optional<KnownOrder> find_order(Ledger& ledger, OrderName name) {
  auto found = find_orders(ledger, {&name, 1});
  if (!found.front().known) return std::nullopt;
  return found.front();
}

std::unordered_map<FactId, Money> stated_discounts(Ledger& ledger, Day as_of) {
  std::unordered_map<FactId, Money> stated;
  Cursor rows(ledger.database(),
              "SELECT coalesce(o.revises, o.id), d.discount, o.batch_id FROM order_details d "
              "JOIN orders o ON o.id = d.order_id WHERE d.discount IS NOT NULL "
              "AND coalesce(o.stated_on, ?1) <= ?1 ORDER BY o.id");
  rows.bind(as_of.number);
  while (rows.next())
    if (!ledger.undone().contains(rows.id(2))) stated[rows.id(0)] = Money{std::abs(rows.money(1).minor)};
  return stated;
}

Money refunded_by_name(Ledger& ledger, FactId order) {
  Money sum;
  Cursor rows(ledger.database(), "SELECT amount, batch_id FROM orders WHERE refund_of = ?");
  rows.bind(order);
  while (rows.next())
    if (!ledger.undone().contains(rows.id(1))) sum -= rows.money(0);
  return sum;
}

StoredLines::StoredLines(Ledger& ledger)
    : ledger_(ledger),
      rows_(ledger.database(),
            "SELECT l.order_id, l.batch_id, l.line_id, l.sku, l.category, l.amount FROM orders o "
            "JOIN order_lines l ON l.order_id = o.id WHERE o.order_no = ? AND o.shop = ? ORDER BY l.order_id, "
            "l.line_no") {}

std::vector<StoredLine> StoredLines::find(OrderName name) {
  std::vector<StoredLine> lines;
  FactId told_by = 0;
  rows_.bind(name.order_id, name.shop);
  while (rows_.next()) {
    if (ledger_.undone().contains(rows_.id(1))) continue;
    if (rows_.id(0) != told_by) lines.clear();
    told_by = rows_.id(0);
    lines.push_back({rows_.string(2), rows_.string(3), rows_.string(4), rows_.money(5)});
  }
  return lines;
}

OrderWriter::OrderWriter(Ledger& ledger, Batch& batch) : batch_(batch), next_(next_id(ledger, "orders")) {}

FactId OrderWriter::write(const OrderRow& row, MemberId member, FactId refund_of, const OrderDetails* details,
                          std::int64_t revision, FactId first, Day stated_on) {
  const FactId id = next_++;
  const bool later = revision > 1;
  const auto points = details == nullptr ? 0 : details->points_redeemed;
  const auto if_later = [later](std::int64_t value) { return later ? std::optional(value) : std::nullopt; };
  batch_.append(BookId::orders, id, batch_.id(), some(member), row.placed_at.seconds, row.amount.minor,
                row.refunded.minor, static_cast<int>(row.status), some(refund_of), if_later(first), revision,
                if_later(stated_on.number), some(points), row.category, row.shop, row.order_id);
  if (details != nullptr || row.unassigned)
    details_.push_back({id, row.unassigned, details == nullptr ? OrderDetails{} : *details});
  return id;
}

void OrderWriter::flush() {
  for (const auto& [order, unassigned, said] : details_) {
    std::optional<std::int64_t> paid_at;
    if (said.paid_at) paid_at = said.paid_at->seconds;
    const bool plain = !said.shipping && !said.discount && said.coupon_code.empty() && !paid_at &&
                       said.referrer_id.empty() && said.fee_for.empty() && !said.wallet_paid && !unassigned;
    if (!plain)
      batch_.append(BookId::order_details, order, batch_.id(), minor(said.shipping), minor(said.discount),
                    said.coupon_code, paid_at, said.referrer_id, said.fee_for, minor(said.wallet_paid),
                    some(unassigned ? 1 : 0));
  }
  for (const auto& [order, unassigned, said] : details_) {
    int line_no = 0;
    for (const auto& line : said.lines)
      batch_.append(BookId::order_lines, order, ++line_no, batch_.id(), line.line_id, line.sku, line.category,
                    line.quantity, line.amount.minor, minor(line.discount));
  }
  details_.clear();
  batch_.flush();
}

std::optional<OrderText> order_text(Ledger& ledger, FactId id) {
  Cursor row(ledger.database(), "SELECT order_no, shop, placed_at, amount, refunded, status FROM orders WHERE id = ?");
  if (!row.bind(id).next()) return std::nullopt;
  return OrderText{row.string(0), row.string(1), row.moment(2), row.money(3), row.money(4), row.kind<OrderStatus>(5)};
}

} // namespace loyalty::store
