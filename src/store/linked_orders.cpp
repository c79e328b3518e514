// SPDX-License-Identifier: MIT
#include "store/linked_orders.hpp"

#include <algorithm>
#include <set>

#include "store/member_facts.hpp"

namespace loyalty::store {

LinkedOrders::LinkedOrders(Ledger& ledger)
    : ledger_(ledger),
      statements_(ledger.database(),
                  of_order_record.from("orders WHERE member_id IS NULL AND (order_no, shop) = "
                                       "(SELECT order_no, shop FROM orders WHERE id = ?) ORDER BY id")),
      refunds_(ledger.database(),
               of_order_record.from("orders WHERE member_id IS NULL AND refund_of = ? ORDER BY id")) {}

void LinkedOrders::add(OrderId first, std::vector<OrderRecord>& records) {
  take(statements_.bind(first), records);
  take(refunds_.bind(first), records);
}

void LinkedOrders::take(Cursor& rows, std::vector<OrderRecord>& records) {
  while (rows.next())
    if (!ledger_.undone().contains(rows.id<BatchId>(of_order_record[tables::orders.batch_id])))
      records.push_back(read_order_record(rows));
  rows.bind();
}

namespace {

/// The orders, by their first statements, of which some counted row says that their member is not known.
std::set<OrderId> without_member(Ledger& ledger) {
  constexpr Selection row{"coalesce(o.revises, o.id) AS first", "o.batch_id"};
  std::set<OrderId> found;
  Cursor rows(ledger.database(), row.from("order_details d JOIN orders o ON o.id = d.order_id WHERE d.unassigned = 1 "
                                          "AND o.member_id IS NULL"));
  while (rows.next()) {
    const auto first = rows.id<OrderId>(row["first"]);
    if (!ledger.undone().contains(rows.id<BatchId>(row["o.batch_id"])) && !ledger.whose().linked(first))
      found.insert(first);
  }
  return found;
}

} // namespace

std::vector<UnassignedOrder> unassigned_orders(Ledger& ledger, Day as_of) {
  constexpr Selection of_order{"o.order_no", "o.shop", "o.placed_at", "o.amount",
                               "o.status",   "b.name", "o.batch_id",  "b.phone"};
  Cursor rows(ledger.database(),
              of_order.from("orders f JOIN orders o ON o.order_no = f.order_no AND o.shop = f.shop LEFT JOIN "
                            "order_buyers b ON b.order_id = f.id WHERE f.id = ?1 AND coalesce(o.stated_on, ?2) <= ?2 "
                            "ORDER BY o.revision DESC"));
  std::vector<UnassignedOrder> found;
  for (const auto first : without_member(ledger)) {
    rows.bind(first, as_of.number);
    bool known = false;
    while (!known && rows.next()) {
      const auto batch = rows.id<BatchId>(of_order["o.batch_id"]);
      if (ledger.undone().contains(batch) || ledger.whose().says_whose(batch)) continue;
      known = true;
      if (const auto placed_at = rows.moment(of_order["o.placed_at"]); placed_at.day() <= as_of)
        found.push_back({rows.string(of_order["o.order_no"]), rows.string(of_order["o.shop"]), placed_at,
                         rows.money(of_order["o.amount"]), rows.kind<OrderStatus>(of_order["o.status"]),
                         rows.string(of_order["b.name"]), rows.string(of_order["b.phone"])});
    }
  }
  std::ranges::stable_sort(found, [](const UnassignedOrder& left, const UnassignedOrder& right) {
    if (left.placed_at != right.placed_at) return left.placed_at < right.placed_at;
    return order_counts_before(left.shop, left.order_id, right.shop, right.order_id);
  });
  return found;
}

std::string referrer_of(Ledger& ledger, OrderId first) {
  constexpr Selection kept{tables::order_buyers.referrer};
  Cursor buyer(ledger.database(), kept.from("order_buyers WHERE order_id = ? AND referrer > ''"));
  if (buyer.bind(first).next()) return buyer.string(kept[tables::order_buyers.referrer]);
  // Older ledgers kept it with the order.
  constexpr Selection said{"d.referrer", "o.batch_id"};
  Cursor rows(ledger.database(), said.from("orders f JOIN orders o ON o.order_no = f.order_no AND o.shop = f.shop "
                                           "JOIN order_details d ON d.order_id = o.id WHERE f.id = ?1 AND d.referrer > "
                                           "'' AND o.status IN (?2, ?3) ORDER BY o.id"));
  rows.bind(first, static_cast<int>(OrderStatus::unpaid), static_cast<int>(OrderStatus::paid));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(said["o.batch_id"]))) return rows.string(said["d.referrer"]);
  return {};
}

std::vector<NamedPhone> named_phones(Ledger& ledger) {
  std::vector<NamedPhone> found;
  constexpr Selection of_phone{"i.member_id", "i.value", "p.name"};
  Cursor rows(ledger.database(), of_phone.from("identities i JOIN profiles p ON p.member_id = i.member_id "
                                               "WHERE i.namespace = 'phone' AND p.name > '' ORDER BY i.value"));
  while (rows.next())
    found.push_back({ledger.whose().now(rows.id<MemberId>(of_phone["i.member_id"])), rows.string(of_phone["p.name"]),
                     rows.string(of_phone["i.value"])});
  return found;
}

} // namespace loyalty::store
