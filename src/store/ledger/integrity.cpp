// SPDX-License-Identifier: MIT
#include "store/ledger/integrity.hpp"

#include <sqlite3.h>

#include <charconv>

#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

/// A page that the disk did not give, or that there was no memory for, may be a good one: the check tells it among
/// what is damaged, with the code of what happened.
void refuse_unread(std::string_view finding) {
  constexpr std::string_view mark = "error code=";
  const auto at = finding.find(mark);
  if (at == std::string_view::npos) return;
  const auto digits = finding.substr(at + mark.size());
  int code = SQLITE_OK;
  std::from_chars(digits.data(), digits.data() + digits.size(), code);
  const int kind = code & 0xff;
  if (kind == SQLITE_IOERR || kind == SQLITE_NOMEM || kind == SQLITE_FULL) fail(nullptr, code, Doing::reading);
}

} // namespace

Message check_integrity(SQLite::Database& database) {
  Cursor check(database, "PRAGMA integrity_check(1)");
  if (!check.next()) return "the check gave no answer"_en;
  if (check.text(only) == "ok") return {};
  refuse_unread(check.text(only));
  return Message::name(check.string(only));
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
