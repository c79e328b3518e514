// SPDX-License-Identifier: MIT
#include "store/personal_data.hpp"

#include <algorithm>
#include <tuple>

#include "loyalty/identity.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

std::optional<Identity> written_identity(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos) return std::nullopt;
  const auto name_space = text.substr(0, colon);
  auto value = plain_identity(name_space, text.substr(colon + 1));
  if (!value) return std::nullopt;
  return Identity{std::string(name_space), *std::move(value)};
}

std::vector<Identity> identities(Ledger& ledger, MemberId member) {
  std::vector<Identity> all;
  constexpr auto& columns = tables::identities;
  constexpr Selection known{columns.name_space, columns.value};
  if (ledger.is_empty(columns)) return all;
  Cursor cursor(ledger.database(), known.from("identities WHERE member_id = ? ORDER BY namespace, value"));
  const auto numbers = ledger.whose().numbers_of(member);
  for (const auto number : numbers) {
    cursor.bind(number);
    while (cursor.next())
      all.push_back({cursor.string(known[columns.name_space]), cursor.string(known[columns.value])});
  }
  if (numbers.size() > 1)
    std::ranges::sort(all, {}, [](const Identity& each) { return std::tie(each.name_space, each.value); });
  return all;
}

void read_identities(Ledger& ledger, const std::function<void(MemberId, std::string_view, std::string_view)>& use) {
  constexpr auto& columns = tables::identities;
  constexpr Selection known{columns.name_space, columns.value, columns.member_id};
  Cursor rows(ledger.database(), known.from("identities"));
  while (rows.next())
    use(ledger.whose().now(rows.id<MemberId>(known[columns.member_id])), rows.text(known[columns.name_space]),
        rows.text(known[columns.value]));
}

std::optional<MemberId> holder(Ledger& ledger, const Identity& identity) {
  Cursor row(ledger.database(), "SELECT member_id FROM identities WHERE namespace = ? AND value = ?");
  if (!row.bind(identity.name_space, identity.value).next()) return std::nullopt;
  return ledger.whose().now(row.id<MemberId>(only));
}

void add_identity(Ledger& ledger, Batch& batch, MemberId member, const Identity& identity) {
  Cursor insert(ledger.database(), "INSERT OR IGNORE INTO identities (namespace, value, member_id) VALUES (?, ?, ?)");
  insert.bind(identity.name_space, identity.value, member).run();
  if (ledger.database().getChanges() > 0) batch.committing().note(member);
}

void drop_identities(Ledger& ledger, Batch& batch, MemberId member, std::string_view name_space) {
  Cursor drop(ledger.database(), "DELETE FROM identities WHERE member_id = ? AND namespace = ?");
  for (const auto number : ledger.whose().numbers_of(member)) {
    drop.bind(number, name_space).run();
    if (ledger.database().getChanges() > 0) batch.committing().note(number);
  }
}

void set_name(Ledger& ledger, Batch& batch, MemberId member, std::string_view name) {
  Cursor update(ledger.database(), "UPDATE profiles SET name = nullif(?2, '') WHERE member_id = ?1");
  update.bind(member, name).run();
  batch.committing().note(member);
}

std::vector<BirthdayNote> birthdays(Ledger& ledger, MemberId member) {
  std::vector<BirthdayNote> notes;
  constexpr auto& columns = tables::birthdays;
  constexpr Selection note{columns.known_on, columns.birthday, columns.batch_id};
  if (ledger.is_empty(columns)) return notes;
  Cursor rows(ledger.database(), note.from("birthdays WHERE member_id = ? ORDER BY known_on, batch_id"));
  const auto numbers = ledger.whose().numbers_of(member);
  for (const auto number : numbers) {
    rows.bind(number);
    while (rows.next())
      if (!ledger.undone().contains(rows.id<BatchId>(note[columns.batch_id])))
        notes.push_back({rows.day(note[columns.known_on]), rows.day(note[columns.birthday])});
  }
  if (numbers.size() > 1) std::ranges::stable_sort(notes, {}, &BirthdayNote::known_on);
  return notes;
}

void add_birthday(Ledger& ledger, Batch& batch, MemberId member, const BirthdayNote& note) {
  Cursor insert(ledger.database(),
                "INSERT OR REPLACE INTO birthdays (member_id, known_on, birthday, batch_id) VALUES (?, ?, ?, ?)");
  insert.bind(member, note.known_on.number, note.birthday.number, batch.id()).run();
  batch.committing().note(member);
}

} // namespace loyalty::store
