// SPDX-License-Identifier: MIT
#include "store/orders.hpp"

#include "store/cursor.hpp"

namespace loyalty::store {
namespace {

std::optional<std::int64_t> some(std::int64_t number) {
  return number == 0 ? std::nullopt : std::optional(number);
}

std::optional<std::int64_t> minor(const std::optional<Money>& money) {
  return money ? std::optional(money->minor) : std::nullopt;
}

}  // namespace

std::vector<KnownOrder> find_orders(Ledger& ledger, std::span<const OrderName> names) {
  std::vector<KnownOrder> found(names.size());
  auto& staged = ledger.staged();
  staged.begin(2);
  for (const auto& name : names) {
    staged.add(name.order_id);
    staged.add(name.shop);
  }
  Cursor rows(ledger.database(),
              "SELECT s.rowid, o.id, o.revises, o.revision, o.batch_id, o.member_id, o.placed_at, o.amount, o.refunded, "
              "o.status, o.refund_of, o.category FROM staged s "
              "CROSS JOIN orders o ON o.order_no = s.c0 AND o.shop = s.c1");
  while (rows.next()) {
    auto& order = found[static_cast<std::size_t>(rows.integer(0))];
    if (order.first == 0) order.first = rows.null(2) ? rows.integer(1) : rows.integer(2);
    order.revisions = std::max(order.revisions, rows.integer(3));
    if (ledger.undone().contains(rows.integer(4))) continue;
    order.known = true;
    order.batch = rows.integer(4);
    order.member = rows.integer(5);
    order.placed_at = Moment{rows.integer(6)};
    order.amount = Money{rows.integer(7)};
    order.refunded = Money{rows.integer(8)};
    order.status = static_cast<OrderStatus>(rows.integer(9));
    order.refund_of = rows.integer(10);
    order.category = rows.text(11);
  }
  staged.begin(0);
  return found;
}

std::optional<KnownOrder> find_order(Ledger& ledger, OrderName name) {
  auto found = find_orders(ledger, {&name, 1});
  if (!found.front().known) return std::nullopt;
  return found.front();
}

bool has_ordered(Ledger& ledger, MemberId member, std::int64_t other_than) {
  Cursor rows(ledger.database(), "SELECT batch_id FROM orders WHERE member_id = ? AND status IN (?, ?)");
  rows.bind(member, static_cast<int>(OrderStatus::paid), static_cast<int>(OrderStatus::refunded));
  while (rows.next())
    if (rows.integer(0) != other_than && !ledger.undone().contains(rows.integer(0))) return true;
  return false;
}

Money refunded_by_name(Ledger& ledger, FactId order) {
  Money sum;
  Cursor rows(ledger.database(), "SELECT amount, batch_id FROM orders WHERE refund_of = ?");
  rows.bind(order);
  while (rows.next())
    if (!ledger.undone().contains(rows.integer(1))) sum -= Money{rows.integer(0)};
  return sum;
}

OrderWriter::OrderWriter(Ledger& ledger, Batch& batch) : batch_(batch) {
  Cursor last(ledger.database(), "SELECT max(id) FROM orders");
  last.next();
  next_ = last.integer(0) + 1;
}

FactId OrderWriter::write(const OrderRow& row, MemberId member, FactId refund_of, const OrderDetails* details,
                          std::int64_t revision, FactId first, Day stated_on) {
  const FactId id = next_++;
  const bool later = revision > 1;
  const auto points = details == nullptr ? 0 : details->points_redeemed;
  const auto if_later = [later](std::int64_t value) { return later ? std::optional(value) : std::nullopt; };
  batch_.append(BookId::orders, id, batch_.id(), some(member), row.placed_at.seconds, row.amount.minor,
                row.refunded.minor, static_cast<int>(row.status), some(refund_of), if_later(first), revision,
                if_later(stated_on.number), some(points), row.category, row.shop, row.order_id);
  if (details != nullptr) details_.push_back({id, *details});
  return id;
}

void OrderWriter::flush() {
  for (const auto& [order, said] : details_) {
    std::optional<std::int64_t> paid_at;
    if (said.paid_at) paid_at = said.paid_at->seconds;
    const bool plain = !said.shipping && !said.discount && said.coupon_code.empty() && !paid_at &&
                       said.referrer_id.empty() && said.fee_for.empty() && !said.wallet_paid;
    if (!plain)
      batch_.append(BookId::order_details, order, batch_.id(), minor(said.shipping), minor(said.discount),
                    said.coupon_code, paid_at, said.referrer_id, said.fee_for, minor(said.wallet_paid));
  }
  for (const auto& [order, said] : details_) {
    int line_no = 0;
    for (const auto& line : said.lines)
      batch_.append(BookId::order_lines, order, ++line_no, batch_.id(), line.line_id, line.sku, line.category,
                    line.quantity, line.amount.minor);
  }
  details_.clear();
  batch_.flush();
}

std::optional<OrderText> order_text(Ledger& ledger, FactId id) {
  Cursor row(ledger.database(), "SELECT order_no, shop, placed_at, amount, refunded, status FROM orders WHERE id = ?");
  if (!row.bind(id).next()) return std::nullopt;
  return OrderText{row.string(0),          row.string(1),          Moment{row.integer(2)},
                   Money{row.integer(3)},  Money{row.integer(4)},  static_cast<OrderStatus>(row.integer(5))};
}

}  // namespace loyalty::store
