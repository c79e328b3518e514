// SPDX-License-Identifier: MIT
#include "store/plan_members.hpp"

#include <set>

#include "store/ledger/cursor.hpp"

namespace loyalty::store {

std::vector<MemberId> plan_members(Ledger& ledger) {
  static constexpr Selection whose{"member_id", "batch_id", "order_id"};
  std::set<MemberId> found;
  const auto collect = [&](Cursor& rows) {
    while (rows.next()) {
      if (ledger.undone().contains(rows.id<BatchId>(whose["batch_id"]))) continue;
      const auto stated = rows.maybe_id<MemberId>(whose["member_id"]);
      const auto order = rows.maybe_id<OrderId>(whose["order_id"]);
      const auto member = stated || !order ? ledger.whose().now(stated) : ledger.whose().linked(*order);
      if (member) found.insert(*member);
    }
  };
  Cursor acts(ledger.database(), whose.from("acts WHERE kind = ?"));
  collect(acts.bind(static_cast<int>(ActKind::membership)));
  Cursor fees(ledger.database(),
              whose.from("(SELECT member_id, batch_id, coalesce(revises, id) AS order_id FROM orders "
                         "WHERE id IN (SELECT order_id FROM order_details WHERE fee_for IS NOT NULL))"));
  collect(fees);
  return {found.begin(), found.end()};
}

} // namespace loyalty::store
