// SPDX-License-Identifier: MIT
#include "store/profiles.hpp"

#include "store/sqlite/cursor.hpp"

namespace loyalty::store {

std::vector<Identity> identities(Ledger& ledger, MemberId member) {
  std::vector<Identity> all;
  Cursor cursor(ledger.database(), "SELECT namespace, value FROM identities WHERE member_id = ? ORDER BY 1, 2");
  cursor.bind(member);
  while (cursor.next()) all.push_back({cursor.string(0), cursor.string(1)});
  return all;
}

MemberId holder(Ledger& ledger, const Identity& identity) {
  Cursor row(ledger.database(), "SELECT member_id FROM identities WHERE namespace = ? AND value = ?");
  return row.bind(identity.name_space, identity.value).next() ? row.id(0) : 0;
}

void add_identity(Ledger& ledger, MemberId member, const Identity& identity) {
  Cursor insert(ledger.database(), "INSERT OR IGNORE INTO identities VALUES (?, ?, ?)");
  insert.bind(identity.name_space, identity.value, member).run();
}

void drop_identities(Ledger& ledger, MemberId member, std::string_view name_space) {
  Cursor drop(ledger.database(), "DELETE FROM identities WHERE member_id = ? AND namespace = ?");
  drop.bind(member, name_space).run();
}

void set_name(Ledger& ledger, MemberId member, std::string_view name) {
  Cursor update(ledger.database(), "UPDATE profiles SET name = nullif(?2, '') WHERE member_id = ?1");
  update.bind(member, name).run();
}

std::vector<BirthdayNote> birthdays(Ledger& ledger, MemberId member) {
  std::vector<BirthdayNote> notes;
  Cursor rows(ledger.database(),
              "SELECT known_on, birthday, batch_id FROM birthdays WHERE member_id = ? ORDER BY known_on, batch_id");
  rows.bind(member);
  while (rows.next())
    if (!ledger.undone().contains(rows.id(2))) notes.push_back({rows.day(0), rows.day(1)});
  return notes;
}

void add_birthday(Ledger& ledger, const Batch& batch, MemberId member, const BirthdayNote& note) {
  Cursor insert(ledger.database(),
                "INSERT OR REPLACE INTO birthdays (member_id, known_on, birthday, batch_id) VALUES (?, ?, ?, ?)");
  insert.bind(member, note.known_on.number, note.birthday.number, batch.id()).run();
}

} // namespace loyalty::store
