// SPDX-License-Identifier: MIT
#include "store/ledger/integrity.hpp"

#include <fmt/format.h>

#include "store/ledger/ledger_check.hpp"

namespace loyalty::store {

Message check_integrity(SQLite::Database& database) {
  LedgerCheck check(database, LedgerCheck::Of::file);
  check.run_all(database);
  return check.integrity(database);
}

MembersWithLines::MembersWithLines(Ledger& ledger)
    : from_(ledger.database(),
            "SELECT min(member_id) FROM (SELECT min(member_id) AS member_id FROM entries WHERE member_id >= ?1"
            " UNION ALL SELECT min(member_id) FROM tier_changes WHERE member_id >= ?1)") {
  // Nobody is looked for below the first number: what stands there is told where it is read.
  for (const auto* table : {"entries", "tier_changes"}) {
    Cursor first(ledger.database(), fmt::format("SELECT member_id FROM {} ORDER BY member_id LIMIT 1", table));
    if (first.next()) first.id<MemberId>(only);
  }
}

std::optional<MemberId> MembersWithLines::first_from(MemberId member) {
  from_.bind(member);
  if (!from_.next() || from_.null(only)) return std::nullopt;
  return from_.id<MemberId>(only);
}

Message shown_member(Ledger& ledger, MemberId member) {
  Cursor row(ledger.database(), "SELECT member_key FROM profiles WHERE member_id = ?");
  return row.bind(member).next() ? Message::name(row.string(only)) : "number {number}"_en(member);
}

} // namespace loyalty::store
