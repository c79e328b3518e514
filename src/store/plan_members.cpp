// SPDX-License-Identifier: MIT
#include "store/plan_members.hpp"

#include <set>

#include "store/ledger/cursor.hpp"

namespace loyalty::store {

std::vector<MemberId> plan_members(Ledger& ledger) {
  static constexpr Selection whose{"member_id", "batch_id"};
  std::set<MemberId> found;
  const auto collect = [&](Cursor& rows) {
    while (rows.next())
      if (!ledger.undone().contains(rows.id<BatchId>(whose["batch_id"])))
        found.insert(rows.id<MemberId>(whose["member_id"]));
  };
  Cursor acts(ledger.database(), whose.from("acts WHERE kind = ?"));
  collect(acts.bind(static_cast<int>(ActKind::membership)));
  Cursor fees(ledger.database(),
              whose.from("orders WHERE member_id IS NOT NULL "
                         "AND id IN (SELECT order_id FROM order_details WHERE fee_for IS NOT NULL)"));
  collect(fees);
  return {found.begin(), found.end()};
}

} // namespace loyalty::store
