// SPDX-License-Identifier: MIT
#include "store/rosters.hpp"

#include "store/sqlite/cursor.hpp"

namespace loyalty::store {

void read_rosters(Ledger& ledger, MemberId first, MemberId last,
                  const std::function<void(MemberId, const RosterChange&)>& use) {
  constexpr auto enters = static_cast<int>(ActKind::enter_group);
  constexpr auto leaves = static_cast<int>(ActKind::leave_group);
  Cursor rows(ledger.database(),
              "SELECT member_id, batch_id, day, kind, subject FROM acts "
              "WHERE member_id BETWEEN ?1 AND ?2 AND kind IN (?3, ?4) ORDER BY member_id, id");
  rows.bind(first, last, enters, leaves);
  while (rows.next())
    if (!ledger.undone().contains(rows.id(1)))
      use(rows.id(0), {rows.day(2), rows.string(4), rows.kind<ActKind>(3) == ActKind::enter_group});
}

} // namespace loyalty::store
