// SPDX-License-Identifier: MIT
#include "store/rosters.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

void read_rosters(Ledger& ledger, MemberId first, MemberId last,
                  const std::function<void(MemberId, const RosterChange&)>& use) {
  constexpr auto enters = static_cast<int>(ActKind::enter_group);
  constexpr auto leaves = static_cast<int>(ActKind::leave_group);
  constexpr auto& acts = tables::acts;
  constexpr Selection change{acts.member_id, acts.batch_id, acts.day, acts.kind, acts.subject};
  Cursor rows(ledger.database(),
              change.from("acts WHERE member_id BETWEEN ?1 AND ?2 AND kind IN (?3, ?4) ORDER BY member_id, id"));
  rows.bind(first, last, enters, leaves);
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(change[acts.batch_id])))
      use(rows.id<MemberId>(change[acts.member_id]), {rows.day(change[acts.day]), rows.string(change[acts.subject]),
                                                      rows.kind<ActKind>(change[acts.kind]) == ActKind::enter_group});
}

} // namespace loyalty::store
