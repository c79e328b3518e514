// SPDX-License-Identifier: MIT
#include "store/ledger/integrity.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger_check.hpp"

namespace loyalty::store {

Message check_integrity(SQLite::Database& database) {
  LedgerCheck check(database, LedgerCheck::Of::file);
  check.run_all(database);
  return check.integrity(database);
}

std::vector<MemberId> members_with_lines(Ledger& ledger) {
  std::vector<MemberId> members;
  Cursor rows(ledger.database(), "SELECT member_id FROM entries UNION SELECT member_id FROM tier_changes ORDER BY 1");
  while (rows.next()) members.push_back(rows.id<MemberId>(only));
  return members;
}

Message shown_member(Ledger& ledger, MemberId member) {
  Cursor row(ledger.database(), "SELECT member_key FROM profiles WHERE member_id = ?");
  return row.bind(member).next() ? Message::name(row.string(only)) : "number {number}"_en(member);
}

} // namespace loyalty::store
