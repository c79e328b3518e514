// SPDX-License-Identifier: MIT
#include "store/forgotten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "loyalty/birthday.hpp"
#include "loyalty/identity.hpp"
#include "loyalty/plain_key.hpp"
#include "store/acts.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

/// Stands beside the key of the digests, where a digest has its member.
constexpr std::int64_t of_the_key = 0;
/// Of the shop's own keys.
constexpr std::string_view own_keys;

using NamedValue = std::pair<std::string, std::string>;

/// All that a key says, in the one spelling of each.
std::vector<NamedValue> said_by(std::string_view member_key) {
  constexpr std::size_t shortest_phone = 10; // less may be a number of the shop's own
  const auto key = plain_key(member_key);
  std::vector<NamedValue> said = {{std::string(own_keys), std::string(key)}};
  if (const auto colon = key.find(':'); colon != std::string_view::npos && colon > 0) {
    const auto name_space = key.substr(0, colon);
    if (auto value = plain_identity(name_space, key.substr(colon + 1))) said.emplace_back(name_space, *value);
  }
  if (auto phone = plain_identity(name_space::phone, key); phone && phone->size() >= shortest_phone)
    said.emplace_back(name_space::phone, *phone);
  if (auto address = plain_identity(name_space::email, key)) said.emplace_back(name_space::email, *address);
  return said;
}

Hash hash_in(std::string_view bytes) {
  Hash hash{};
  if (bytes.size() != hash.size()) damaged("forgotten.digest is no digest"_en);
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::int64_t run(Ledger& ledger, std::string_view sql, MemberId member) {
  Cursor(ledger.database(), sql).bind(member).run();
  return ledger.database().getChanges();
}

void keep_days_only(Ledger& ledger, MemberId member) {
  std::vector<std::pair<Day, Day>> notes;
  constexpr auto& columns = tables::birthdays;
  constexpr Selection note{columns.known_on, columns.birthday};
  Cursor rows(ledger.database(), note.from("birthdays WHERE member_id = ?"));
  rows.bind(member);
  while (rows.next()) notes.emplace_back(rows.day(note[columns.known_on]), rows.day(note[columns.birthday]));
  Cursor update(ledger.database(),
                "UPDATE birthdays SET birthday = ?3 WHERE member_id = ?1 AND known_on = ?2 AND birthday = ?4");
  for (const auto& [known_on, birthday] : notes) {
    update.bind(member, known_on.number, without_year(birthday).number, birthday.number).run();
  }
}

} // namespace

Forgotten::Forgotten(Ledger& ledger) : ledger_(ledger) {
  Cursor key(ledger.database(), "SELECT digest FROM forgotten WHERE member_id = ?");
  if (key.bind(of_the_key).next()) key_ = hash_in(key.text(only));
}

Hash Forgotten::digest_of(std::string_view name_space, std::string_view value) const {
  Digest digest(*key_);
  digest.add(name_space);
  digest.add(std::string_view("\0", 1));
  digest.add(value);
  return digest.finish();
}

std::optional<MemberId> Forgotten::find_digest(std::string_view name_space, std::string_view value) {
  if (none()) return std::nullopt;
  const auto digest = digest_of(name_space, value);
  Cursor row(ledger_.database(), "SELECT member_id FROM forgotten WHERE digest = CAST(? AS BLOB)");
  return row.bind(bytes_of(digest)).next() ? std::optional(row.id<MemberId>(only)) : std::nullopt;
}

std::optional<MemberId> Forgotten::find(std::string_view member_key) {
  if (none() || member_key.empty()) return std::nullopt;
  for (const auto& [name_space, value] : said_by(member_key))
    if (const auto member = find_digest(name_space, value)) return member;
  return std::nullopt;
}

std::optional<MemberId> Forgotten::find(const Identity& identity) {
  if (none()) return std::nullopt;
  const auto value = plain_identity(identity.name_space, identity.value);
  return value ? find_digest(identity.name_space, *value) : std::nullopt;
}

void Forgotten::add(const Member& member, const std::vector<Identity>& identities, const Hash& fresh) {
  Cursor insert(ledger_.database(),
                "INSERT OR REPLACE INTO forgotten (digest, member_id) VALUES (CAST(?1 AS BLOB), ?2)");
  if (none()) {
    key_ = fresh;
    insert.bind(bytes_of(fresh), of_the_key).run();
  }
  auto known_by = said_by(member.key);
  for (const auto& [name_space, value] : identities)
    known_by.emplace_back(name_space, plain_identity(name_space, value).value_or(value));
  for (const auto& [name_space, value] : known_by) {
    const auto digest = digest_of(name_space, value);
    insert.bind(bytes_of(digest), member.id).run();
  }
}

std::optional<Day> forgotten_on(std::span<const StoredAct> acts) {
  for (const auto& stored : acts)
    if (stored.act.kind == ActKind::forget) return stored.act.day;
  return std::nullopt;
}

std::unordered_set<MemberId> forgotten_members(Ledger& ledger) {
  std::unordered_set<MemberId> members;
  read_acts(ledger, ActKind::forget, [&](const StoredAct& stored) { members.insert(stored.member); });
  return members;
}

std::vector<Member> merged_members(Ledger& ledger, MemberId member) {
  constexpr Selection known_as{tables::profiles.member_key, tables::profiles.name};
  std::vector<Member> members;
  Cursor rows(ledger.database(), known_as.from("profiles WHERE member_id = ?"));
  for (const auto other : ledger.whose().merged_into(member)) {
    rows.bind(other);
    while (rows.next())
      members.push_back(
          {other, rows.string(known_as[tables::profiles.member_key]), rows.string(known_as[tables::profiles.name])});
  }
  return members;
}

PersonalRows erase_personal(Ledger& ledger, Batch& batch, const Member& member, std::string_view anonymous,
                            bool keep_days) {
  constexpr std::string_view placed_by =
      "phone IN (SELECT value FROM identities WHERE member_id = ?1) OR "
      "order_id IN (SELECT coalesce(revises, id) FROM orders WHERE member_id = ?1)";
  constexpr std::string_view brought_by =
      "referrer IN (SELECT member_key FROM profiles WHERE member_id = ?1 "
      "UNION SELECT value FROM identities WHERE member_id = ?1)";
  PersonalRows rows;
  // What orders say of their buyers is found by the identities, which go last.
  for (const auto& [which, change] : {std::pair{placed_by, "DELETE FROM order_buyers WHERE {}"},
                                      std::pair{brought_by, "UPDATE order_buyers SET referrer = NULL WHERE {}"}}) {
    Cursor orders(ledger.database(), fmt::format("SELECT order_id FROM order_buyers WHERE {}", which));
    orders.bind(member.id);
    while (orders.next()) batch.committing().note(orders.id<OrderId>(only));
    const auto changed = run(ledger, fmt::format(fmt::runtime(change), which), member.id);
    if (which == placed_by) rows.buyers = changed;
  }
  rows.identities = run(ledger, "DELETE FROM identities WHERE member_id = ?", member.id);
  if (keep_days)
    keep_days_only(ledger, member.id);
  else
    rows.birthdays = run(ledger, "DELETE FROM birthdays WHERE member_id = ?", member.id);
  Cursor profile(ledger.database(), "UPDATE profiles SET member_key = ?2, name = NULL WHERE member_id = ?1");
  profile.bind(member.id, anonymous).run();
  batch.committing().note(member.id);
  return rows;
}

namespace {

bool has_any(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const std::string& word) { return text.find(word) != text.npos; });
}

/// The texts that rows name, each with the batch of its row, if the statement reads that.
std::set<std::int64_t> texts_named(Ledger& ledger, std::string_view sql, std::optional<MemberId> member,
                                   std::set<BatchId>* batches = nullptr) {
  constexpr Selection named{"text", "batch_id"};
  std::set<std::int64_t> found;
  Cursor rows(ledger.database(), sql);
  if (member) rows.bind(*member);
  while (rows.next())
    if (const auto number = Texts::named_by(rows.text(named["text"]))) {
      found.insert(*number);
      if (batches != nullptr) batches->insert(rows.id<BatchId>(named["batch_id"]));
    }
  return found;
}

constexpr auto of_fields = static_cast<int>(ActKind::field);

/// What was typed of a member, but for what fields hold, in whatever batch.
std::set<std::int64_t> reasons_of(Ledger& ledger, MemberId member) {
  std::set<std::int64_t> found;
  std::set<BatchId> batches;
  for (const auto* sql :
       {"SELECT reason AS text, batch_id FROM acts WHERE member_id = ?",
        "SELECT e.reason AS text, e.batch_id FROM voucher_events e JOIN vouchers v ON v.id = e.voucher_id "
        "WHERE v.member_id = ?",
        "SELECT m.reason AS text, m.batch_id FROM card_moves m JOIN cards c ON c.id = m.card_id WHERE c.member_id = ?"})
    found.merge(texts_named(ledger, sql, member, &batches));
  // What the batch counted tells the reason again.
  Cursor counts(ledger.database(), "SELECT counts FROM batches WHERE id = ?");
  for (const auto batch : batches) {
    counts.bind(batch);
    while (counts.next())
      if (const auto number = Texts::named_by(counts.text(only))) found.insert(*number);
  }
  return found;
}

} // namespace

std::int64_t erase_texts(Ledger& ledger, Batch& batch, MemberId member, const std::vector<std::string>& words,
                         bool keep_fields) {
  auto going = reasons_of(ledger, member);
  const auto own = texts_named(
      ledger, fmt::format("SELECT text, batch_id FROM acts WHERE member_id = ? AND kind = {}", of_fields), member);
  const auto fields =
      texts_named(ledger, fmt::format("SELECT text, batch_id FROM acts WHERE kind = {}", of_fields), std::nullopt);
  if (!keep_fields) going.insert(own.begin(), own.end());
  constexpr Selection kept{tables::texts};
  Cursor rows(ledger.database(), kept.from("texts WHERE text IS NOT NULL"));
  while (rows.next())
    if (const auto number = rows.row_number(kept[tables::texts.id]);
        !fields.contains(number) && has_any(rows.text(kept[tables::texts.text]), words))
      going.insert(number);
  Cursor erase(ledger.database(), "UPDATE texts SET salt = NULL, text = NULL WHERE id = ? AND text IS NOT NULL");
  std::int64_t count = 0;
  for (const auto number : going) {
    erase.bind(number).run();
    if (ledger.database().getChanges() == 0) continue;
    batch.committing().note_forgotten_text(number);
    ++count;
  }
  return count;
}

std::string anonymous_key(Ledger& ledger, MemberId member) {
  auto key = fmt::format("forgotten-{}", member.value);
  Cursor holder(ledger.database(), "SELECT 1 FROM profiles WHERE member_key = ?");
  while (holder.bind(key).next()) key += "x";
  return key;
}

std::int64_t rows_with_words(Ledger& ledger, const std::vector<std::string>& words) {
  std::int64_t rows = 0;
  std::vector<const Table*> books(hashed_tables.begin(), hashed_tables.end());
  books.push_back(&tables::batches);
  books.push_back(&tables::texts);
  for (const auto* table : books) {
    std::string texts;
    for (const auto& column : table->columns())
      if (column.type == Column::Type::text)
        texts += fmt::format("{}coalesce({}, '')", texts.empty() ? "" : " || char(10) || ", column.name);
    if (texts.empty() || words.empty()) continue;
    Cursor told(ledger.database(), fmt::format("SELECT {} FROM {}", texts, table->name()));
    while (told.next()) { rows += has_any(told.text(only), words) ? 1 : 0; }
  }
  return rows;
}

} // namespace loyalty::store
