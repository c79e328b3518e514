// SPDX-License-Identifier: MIT
#include "store/members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

using tables::profiles;
constexpr Selection of_member{"m.id", "p.member_key", "p.name", "m.joined_on", "m.batch_id"};

std::string members_where(std::string_view rest) {
  return of_member.from(fmt::format("members m JOIN profiles p ON p.member_id = m.id {}", rest));
}

Member read_member(Ledger& ledger, const Cursor& cursor) {
  Member member{.id = cursor.id<MemberId>(of_member["m.id"]),
                .key = cursor.string(of_member["p.member_key"]),
                .name = cursor.string(of_member["p.name"])};
  if (!cursor.null(of_member["m.joined_on"]) && !ledger.undone().contains(cursor.id<BatchId>(of_member["m.batch_id"])))
    member.joined_on = cursor.day(of_member["m.joined_on"]);
  return member;
}

/// What was only said of a member who was merged into this one is theirs.
Member put_together(Ledger& ledger, Member member) {
  const auto others = ledger.whose().merged_into(member.id);
  if (others.empty()) return member;
  Cursor row(ledger.database(), members_where("WHERE m.id = ?"));
  for (const auto other : others) {
    if (!row.bind(other).next()) continue;
    auto told = read_member(ledger, row);
    if (member.name.empty()) member.name = std::move(told.name);
    if (!member.joined_on) member.joined_on = told.joined_on;
  }
  return member;
}

std::optional<Member> first_of(Ledger& ledger, Cursor& cursor) {
  if (!cursor.next()) return std::nullopt;
  auto member = read_member(ledger, cursor);
  const auto now = ledger.whose().now(member.id);
  if (now == member.id) return put_together(ledger, std::move(member));
  Cursor kept(ledger.database(), members_where("WHERE m.id = ?"));
  return first_of(ledger, kept.bind(now));
}

/// Whether a batch that counts says something of the member.
bool has_facts(Ledger& ledger, MemberId member) {
  // A lot that was drawn for somebody says nothing of them.
  static_assert(static_cast<int>(ActKind::holdout) == 25);
  for (const auto* clause :
       {"orders WHERE member_id = ?", "acts WHERE member_id = ? AND kind <> 25", "acts WHERE other_id = ?",
        "vouchers WHERE member_id = ?", "cards WHERE member_id = ?", "birthdays WHERE member_id = ?"}) {
    Cursor batches(ledger.database(), fmt::format("SELECT batch_id FROM {}", clause));
    batches.bind(member);
    while (batches.next())
      if (!ledger.undone().contains(batches.id<BatchId>(only))) return true;
  }
  return false;
}

} // namespace

namespace {

std::optional<Member> find_as_typed(Ledger& ledger, std::string_view key_or_identity) {
  Cursor by_key(ledger.database(), members_where("WHERE p.member_key = ?"));
  if (auto member = first_of(ledger, by_key.bind(key_or_identity))) return member;
  Cursor by_identity(ledger.database(), members_where("JOIN identities i ON i.member_id = m.id WHERE i.value = ?"));
  by_identity.bind(key_or_identity);
  auto member = first_of(ledger, by_identity);
  while (member && by_identity.next())
    if (ledger.whose().now(by_identity.id<MemberId>(of_member["m.id"])) != member->id) return std::nullopt;
  if (member) return member;
  const auto identity = written_identity(key_or_identity);
  const auto held_by = identity ? holder(ledger, *identity) : std::nullopt;
  if (!held_by) return std::nullopt;
  Cursor by_number(ledger.database(), members_where("WHERE m.id = ?"));
  return first_of(ledger, by_number.bind(*held_by));
}

} // namespace

std::optional<Member> find_member(Ledger& ledger, std::string_view key_or_identity) {
  auto member = find_as_typed(ledger, key_or_identity);
  const auto key = plain_key(key_or_identity);
  if (!member && key != key_or_identity) member = find_as_typed(ledger, key);
  const auto phone = plain_phone(key);
  if (!member && phone != key) member = find_as_typed(ledger, phone);
  return member;
}

Member require_member(Ledger& ledger, std::string_view key_or_identity) {
  if (auto member = find_member(ledger, key_or_identity)) return *member;
  if (is_masked(key_or_identity))
    throw Error(Failure::refused, "{value} is masked and identifies no member"_en(key_or_identity), {},
                "see keys in full with: loyalty report members --show-personal"_en);
  std::vector<Message> alike;
  Cursor cursor(ledger.database(),
                "SELECT member_key FROM profiles WHERE ltrim(member_key, '0') = ltrim(?1, '0') "
                "OR lower(member_key) = lower(?1) LIMIT 3");
  cursor.bind(key_or_identity);
  while (cursor.next()) alike.push_back(Message::name(cursor.string(only)));
  throw Error(Failure::refused, "there is no member {member}"_en(key_or_identity), {},
              alike.empty() ? "list members with: loyalty report members"_en()
                            : "did you mean {word}?"_en(MessageList{std::move(alike), Between::words}));
}

MemberId add_member(Ledger& ledger, Batch& batch, std::string_view key, Day joined_on) {
  const auto id = last_member(ledger).next();
  constexpr auto& row = tables::members;
  batch.append(row, row.id(id), row.joined_on(joined_on.number), row.batch_id(batch.id()));
  batch.flush();
  Cursor profile(ledger.database(),
                 "INSERT INTO profiles (member_id, member_key, salt) VALUES (?, ?, CAST(? AS BLOB))");
  profile.bind(id, key, batch.committing().salt_of_new(id)).run();
  return id;
}

void forget_undone_members(Ledger& ledger, Batch& batch) {
  std::vector<MemberId> left_over;
  Cursor rows(ledger.database(), "SELECT id FROM members WHERE batch_id = ? AND joined_on IS NOT NULL");
  for (const auto undone : ledger.undone()) {
    rows.bind(undone);
    while (rows.next())
      if (const auto member = rows.id<MemberId>(only); !has_facts(ledger, member)) left_over.push_back(member);
  }
  for (const auto* table : {"profiles", "identities", "birthdays"}) {
    Cursor forget(ledger.database(), fmt::format("DELETE FROM {} WHERE member_id = ?", table));
    for (const auto member : left_over) {
      forget.bind(member).run();
      if (ledger.database().getChanges() > 0) batch.committing().note(member);
    }
  }
}

void require_known(MemberId member, MemberId last) {
  if (member > last) damaged("a row names member {member}, but the last is number {last}"_en(member, last));
}

std::optional<Member> merged_into(Ledger& ledger, std::string_view key) {
  if (!ledger.whose().any_merged()) return std::nullopt;
  Cursor row(ledger.database(), "SELECT member_id FROM profiles WHERE member_key = ?");
  if (!row.bind(key).next() || !ledger.whose().is_merged(row.id<MemberId>(only))) return std::nullopt;
  return find_member(ledger, key);
}

std::string key_of(Ledger& ledger, MemberId member) {
  Cursor row(ledger.database(), "SELECT member_key FROM profiles WHERE member_id = ?");
  return row.bind(member).next() ? row.string(only) : std::string{};
}

std::vector<Member> members(Ledger& ledger) {
  std::vector<Member> all;
  Cursor cursor(ledger.database(), members_where("ORDER BY m.id"));
  while (cursor.next()) {
    auto member = read_member(ledger, cursor);
    if (!ledger.whose().is_merged(member.id)) all.push_back(put_together(ledger, std::move(member)));
  }
  return all;
}

void read_names(Ledger& ledger, const std::function<void(MemberId, std::string_view key, std::string_view name)>& use) {
  const auto last = last_member(ledger);
  static constexpr Selection named{tables::profiles};
  Cursor rows(ledger.database(), named.from("profiles ORDER BY member_id"));
  while (rows.next()) {
    const auto member = rows.id<MemberId>(named[profiles.member_id]);
    require_known(member, last);
    auto name = rows.text(named[profiles.name]);
    Member merged{.id = member, .key = {}, .name = {}};
    if (name.empty() && !ledger.whose().merged_into(member).empty())
      name = (merged = put_together(ledger, std::move(merged))).name;
    use(member, rows.text(named[profiles.member_key]), name);
  }
}

MemberId last_member(Ledger& ledger) {
  const auto last = next_number(ledger, tables::members) - 1;
  // Members are numbered without gaps, and whoever keeps something of each of them may count on that.
  if (const auto count = count_members(ledger); count != last)
    damaged(counted(count, "there is {count} member, but the last is number {last}"_en,
                    "there are {count} members, but the last is number {last}"_en, count, last));
  return MemberId(last);
}

std::int64_t count_members(Ledger& ledger) {
  Cursor cursor(ledger.database(), "SELECT count(*) FROM members");
  cursor.next();
  return cursor.count(only);
}

} // namespace loyalty::store
