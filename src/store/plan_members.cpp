// SPDX-License-Identifier: MIT
#include "store/plan_members.hpp"

#include <set>

#include "store/sqlite/cursor.hpp"

namespace loyalty::store {

std::vector<MemberId> plan_members(Ledger& ledger) {
  std::set<MemberId> found;
  const auto collect = [&](Cursor& rows) {
    while (rows.next())
      if (!ledger.undone().contains(rows.id(1))) found.insert(rows.id(0));
  };
  Cursor acts(ledger.database(), "SELECT member_id, batch_id FROM acts WHERE kind = ?");
  collect(acts.bind(static_cast<int>(ActKind::membership)));
  Cursor fees(ledger.database(),
              "SELECT o.member_id, o.batch_id FROM order_details d JOIN orders o ON o.id = d.order_id "
              "WHERE d.fee_for IS NOT NULL AND o.member_id IS NOT NULL");
  collect(fees);
  return {found.begin(), found.end()};
}

} // namespace loyalty::store
