// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "store/voucher_rows.hpp"
#include "store/vouchers.hpp"

namespace loyalty::store {
namespace {

constexpr Selection of_use{"v.id",        "coalesce(o.revises, o.id) AS first",
                           "v.batch_id",  "o.batch_id",
                           "o.status",    "o.placed_at",
                           "o.stated_on", "o.id AS statement",
                           "v.member_id", "o.member_id"};

/// Orders of another member have only the number in common with the one that the voucher was used for.
bool is_meant(const Whose& whose, const Cursor& row) {
  const auto holder = row.maybe_id<MemberId>(of_use["v.member_id"]);
  auto buyer = row.maybe_id<MemberId>(of_use["o.member_id"]);
  if (!buyer) buyer = whose.linked(row.id<OrderId>(of_use["first"]));
  return !holder || !buyer || whose.now(holder) == whose.now(buyer);
}

VoucherUse read_use(const Cursor& row) {
  VoucherUse found{
      .voucher = row.id<VoucherId>(of_use["v.id"]), .order = row.id<OrderId>(of_use["first"]), .cancelled_on = {}};
  const auto status = row.kind<OrderStatus>(of_use["o.status"]);
  if (status == OrderStatus::cancelled || status == OrderStatus::refunded)
    found.cancelled_on =
        row.null(of_use["o.stated_on"]) ? row.moment(of_use["o.placed_at"]).day() : row.day(of_use["o.stated_on"]);
  return found;
}

void tell(Ledger& ledger, Cursor& rows, const std::function<void(const VoucherUse&)>& use) {
  const auto& whose = ledger.whose();
  while (rows.next())
    if (counts(ledger, rows, of_use["v.batch_id"]) && counts(ledger, rows, of_use["o.batch_id"]) &&
        !whose.says_whose(rows.id<BatchId>(of_use["o.batch_id"])) && is_meant(whose, rows))
      use(read_use(rows));
}

std::string in_order() { return fmt::format("ORDER BY {}, {}", of_use["v.id"] + 1, of_use["statement"] + 1); }

/// Of their vouchers and for their orders, as the rows name members.
std::string by_number(bool any_moved) {
  const std::string_view whose =
      any_moved ? "true" : "(o.member_id = v.member_id OR o.member_id IS NULL OR v.member_id = 0)";
  return of_use.from(fmt::format("vouchers v JOIN voucher_events e ON e.voucher_id = v.id AND e.order_no > '' "
                                 "JOIN orders o ON o.order_no = e.order_no "
                                 "WHERE v.member_id BETWEEN ?1 AND ?2 AND {} UNION ",
                                 whose)) +
         of_use.from(fmt::format("orders o JOIN voucher_events e ON e.order_no = o.order_no "
                                 "JOIN vouchers v ON v.id = e.voucher_id WHERE o.member_id BETWEEN ?1 AND ?2 AND {} {}",
                                 whose, in_order()));
}

std::string for_linked() {
  return of_use.from(
      fmt::format("orders f JOIN orders o ON o.order_no = f.order_no AND o.shop = f.shop "
                  "JOIN voucher_events e ON e.order_no = o.order_no "
                  "JOIN vouchers v ON v.id = e.voucher_id WHERE f.id = ? AND o.member_id IS NULL {}",
                  in_order()));
}

} // namespace

bool any_voucher_used_for_order(Ledger& ledger) {
  return Cursor(ledger.database(), "SELECT 1 FROM voucher_events WHERE order_no > '' LIMIT 1").next();
}

void read_voucher_uses(Ledger& ledger, MemberId first, MemberId last,
                       const std::function<void(const VoucherUse&)>& use) {
  const auto& whose = ledger.whose();
  Cursor rows(ledger.database(), by_number(whose.any()));
  tell(ledger, rows.bind(first, last), use);
  if (!whose.any()) return;
  Cursor linked(ledger.database(), for_linked());
  for (const auto member : whose.with_more()) {
    if (member < first || member > last) continue;
    for (const auto other : whose.merged_into(member)) tell(ledger, rows.bind(other, other), use);
    for (const auto order : whose.linked_to(member)) tell(ledger, linked.bind(order), use);
  }
}

} // namespace loyalty::store
