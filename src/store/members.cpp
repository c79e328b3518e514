// SPDX-License-Identifier: MIT
#include "store/members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loyalty/error.hpp"
#include "loyalty/identity.hpp"
#include "loyalty/plain_key.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr auto& profiles = tables::profiles;
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

/// What is known of a customer who was known as several members: the first name that somebody gave them, and the
/// earliest day of joining.
Member put_together(Ledger& ledger, Member member) {
  const auto others = ledger.whose().merged_into(member.id);
  if (others.empty()) return member;
  Cursor row(ledger.database(), members_where("WHERE m.id = ?"));
  for (const auto other : others) {
    if (!row.bind(other).next()) continue;
    auto told = read_member(ledger, row);
    if (member.name.empty()) member.name = std::move(told.name);
    if (told.joined_on) member.joined_on = std::min(member.joined_on.value_or(*told.joined_on), *told.joined_on);
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

/// An identity written as "namespace:value"; nullopt where it is none.
std::optional<Identity> written_identity(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos) return std::nullopt;
  const auto name_space = text.substr(0, colon);
  auto value = plain_identity(name_space, text.substr(colon + 1));
  if (!value) return std::nullopt;
  return Identity{std::string(name_space), *std::move(value)};
}

std::string with_namespace(const BuyerIdentity& identity, char between) {
  std::string text(identity.name_space);
  text += between;
  return text += identity.value;
}

/// Whether a batch that counts says something of the member.
bool has_facts(Ledger& ledger, MemberId member) {
  for (const auto* clause : {"orders WHERE member_id = ?", "acts WHERE member_id = ?", "acts WHERE other_id = ?",
                             "vouchers WHERE member_id = ?", "birthdays WHERE member_id = ?"}) {
    Cursor batches(ledger.database(), fmt::format("SELECT batch_id FROM {}", clause));
    batches.bind(member);
    while (batches.next())
      if (!ledger.undone().contains(batches.id<BatchId>(only))) return true;
  }
  return false;
}

/// Whoever keeps something by the numbers of members has as many places as there are members.
void require_known(MemberId member, MemberId last) {
  if (member > last) damaged(fmt::format("a row names member {}, but the last is number {}", member.value, last.value));
}

} // namespace

MemberDirectory::MemberDirectory(Ledger& ledger, bool read_all)
    : ledger_(ledger),
      by_key_(ledger.database(), "SELECT member_id FROM profiles WHERE member_key = ?"),
      complete_(read_all) {
  first_new_ = next_ = saved_ = last_member(ledger).next();
  if (!read_all) return;
  constexpr Selection key{profiles.member_id, profiles.member_key};
  Cursor keys(ledger.database(), key.from("profiles"));
  while (keys.next()) {
    const auto member = keys.id<MemberId>(key[profiles.member_id]);
    require(member);
    map_.add(keys.text(key[profiles.member_key]), ledger.whose().now(member));
  }
}

void MemberDirectory::require(MemberId member) const { require_known(member, MemberId(next_.value - 1)); }

std::optional<MemberId> MemberDirectory::find_key(std::string_view key) {
  if (const auto known = map_.find(key)) return known;
  if (complete_ || !by_key_.bind(key).next()) return std::nullopt;
  const auto id = by_key_.id<MemberId>(only);
  require(id);
  by_key_.bind(key);
  const auto now = ledger_.whose().now(id);
  map_.add(key, now);
  return now;
}

void MemberDirectory::read_identities() {
  if (std::exchange(identities_read_, true) || !complete_) return;
  static constexpr Selection all{tables::identities};
  constexpr auto& columns = tables::identities;
  Cursor rows(ledger_.database(), all.from("identities"));
  while (rows.next()) {
    const auto member = rows.id<MemberId>(all[columns.member_id]);
    require(member);
    identities_.add(with_namespace({rows.text(all[columns.name_space]), rows.text(all[columns.value])}, '\0'),
                    ledger_.whose().now(member));
  }
}

std::optional<MemberId> MemberDirectory::find_identity(const BuyerIdentity& identity) {
  // What the file said of members before counts like what is known.
  if (!phones_.empty()) save_phones();
  read_identities();
  const auto name = with_namespace(identity, '\0');
  if (const auto known = identities_.find(name)) return known;
  if (complete_) return std::nullopt;
  const auto found = holder(ledger_, {std::string(identity.name_space), std::string(identity.value)});
  if (!found) return std::nullopt;
  require(*found);
  identities_.add(name, *found);
  return found;
}

std::optional<MemberId> MemberDirectory::find(std::string_view key) {
  if (const auto known = find_key(key)) return known;
  const auto identity = written_identity(key);
  return identity ? find_identity({identity->name_space, identity->value}) : std::nullopt;
}

MemberId MemberDirectory::add(std::string_view key) {
  const auto member = next_;
  map_.add(key, member);
  new_keys_.append(key);
  key_ends_.push_back(new_keys_.size());
  next_ = member.next();
  return member;
}

MemberId MemberDirectory::find_or_add(std::string_view key) {
  const auto known = find(key);
  return known ? *known : add(key);
}

MemberId MemberDirectory::find_or_add(const BuyerIdentity& identity) {
  if (const auto known = find_identity(identity)) return *known;
  const auto key = with_namespace(identity, ':');
  const auto known = find_key(key);
  const auto member = known ? *known : add(key);
  identities_.add(with_namespace(identity, '\0'), member);
  new_identities_.push_back({std::string(identity.name_space), std::string(identity.value)});
  holders_.push_back(member);
  return member;
}

void MemberDirectory::note_name(MemberId member, std::string_view name) {
  if (!name.empty()) names_.push_back({member, std::string(name)});
}

void MemberDirectory::note_phone(MemberId member, std::string_view phone, std::size_t line) {
  // Most orders of a member repeat the number.
  if (auto& last = last_phones_[member]; last != phone) phones_.push_back({member, last = phone, line});
}

void MemberDirectory::save(Batch& batch) {
  for (auto id = saved_; id < next_; id = id.next()) {
    const auto joined = joined_.find(id);
    std::optional<std::int64_t> day;
    if (joined != joined_.end()) day = joined->second.number;
    constexpr auto& row = tables::members;
    batch.append(row, row.id(id), row.joined_on(day), row.batch_id(batch.id()));
  }
  joined_.clear();
  batch.flush();
  auto& staged = ledger_.staged();
  staged.begin(profiles.size());
  std::size_t begin = 0;
  for (std::size_t index = 0; index < key_ends_.size(); ++index) {
    staged.begin_row();
    staged.set(profiles.member_id(saved_.value + static_cast<std::int64_t>(index)),
               profiles.member_key(std::string_view(new_keys_).substr(begin, key_ends_[index] - begin)));
    begin = key_ends_[index];
  }
  Cursor(ledger_.database(), profiles.insert_staged()).run();
  staged.begin(0);
  saved_ = next_;
  new_keys_.clear();
  key_ends_.clear();

  Cursor name(ledger_.database(), "UPDATE profiles SET name = ?2 WHERE member_id = ?1 AND name IS NULL");
  for (const auto& noted : names_) name.bind(noted.member, noted.text).run();
  names_.clear();
  for (std::size_t index = 0; index < holders_.size(); ++index)
    add_identity(ledger_, holders_[index], new_identities_[index]);
  new_identities_.clear();
  holders_.clear();
  save_phones();
}

void MemberDirectory::save_phones() {
  Cursor insert(ledger_.database(),
                "INSERT OR IGNORE INTO identities (namespace, value, member_id) VALUES ('phone', ?2, ?1)");
  for (const auto& [member, phone, line] : phones_) {
    insert.bind(member, phone).run();
    const auto holder = store::holder(ledger_, {"phone", phone});
    const auto name = with_namespace({name_space::phone, phone}, '\0');
    if (holder && identities_read_ && !identities_.find(name)) identities_.add(name, *holder);
    if (holder && holder != member && sharing_.insert(member).second) shared_phones_.push_back({line, member, *holder});
  }
  phones_.clear();
}

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
  std::string alike;
  Cursor cursor(ledger.database(),
                "SELECT member_key FROM profiles WHERE ltrim(member_key, '0') = ltrim(?1, '0') "
                "OR lower(member_key) = lower(?1) LIMIT 3");
  cursor.bind(key_or_identity);
  while (cursor.next()) alike += fmt::format("{}{}", alike.empty() ? "" : ", ", cursor.text(only));
  throw Error(Failure::refused, fmt::format("there is no member {}", key_or_identity), {},
              alike.empty() ? "list all members with: loyalty report members" : fmt::format("did you mean {}?", alike));
}

MemberId add_member(Ledger& ledger, Batch& batch, std::string_view key, Day joined_on) {
  const auto id = last_member(ledger).next();
  constexpr auto& row = tables::members;
  batch.append(row, row.id(id), row.joined_on(joined_on.number), row.batch_id(batch.id()));
  batch.flush();
  Cursor profile(ledger.database(), "INSERT INTO profiles (member_id, member_key) VALUES (?, ?)");
  profile.bind(id, key).run();
  return id;
}

void forget_undone_members(Ledger& ledger) {
  std::vector<MemberId> left_over;
  Cursor rows(ledger.database(), "SELECT id FROM members WHERE batch_id = ? AND joined_on IS NOT NULL");
  for (const auto batch : ledger.undone()) {
    rows.bind(batch);
    while (rows.next())
      if (const auto member = rows.id<MemberId>(only); !has_facts(ledger, member)) left_over.push_back(member);
  }
  for (const auto* table : {"profiles", "identities", "birthdays"}) {
    Cursor forget(ledger.database(), fmt::format("DELETE FROM {} WHERE member_id = ?", table));
    for (const auto member : left_over) forget.bind(member).run();
  }
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
    damaged(fmt::format("there are {} members, but the last is number {}", count, last));
  return MemberId(last);
}

std::int64_t count_members(Ledger& ledger) {
  Cursor cursor(ledger.database(), "SELECT count(*) FROM members");
  cursor.next();
  return cursor.count(only);
}

} // namespace loyalty::store
