// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loyalty/identity.hpp"
#include "store/ledger/cursor.hpp"
#include "store/members.hpp"

namespace loyalty::store {
namespace {

using tables::profiles;

std::string with_namespace(const BuyerIdentity& identity, char between) {
  std::string text(identity.name_space);
  text += between;
  return text += identity.value;
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
    const MemberId member(saved_.value + static_cast<std::int64_t>(index));
    staged.set(profiles.member_id(member),
               profiles.member_key(std::string_view(new_keys_).substr(begin, key_ends_[index] - begin)),
               profiles.salt(batch.committing().salt_of_new(member)));
    begin = key_ends_[index];
  }
  Cursor(ledger_.database(), staged.insertion_into(profiles)).run();
  staged.begin(0);
  saved_ = next_;
  new_keys_.clear();
  key_ends_.clear();

  Cursor name(ledger_.database(), "UPDATE profiles SET name = ?2 WHERE member_id = ?1 AND name IS NULL");
  for (const auto& noted : names_) {
    name.bind(noted.member, noted.text).run();
    if (ledger_.database().getChanges() > 0) batch.committing().note(noted.member);
  }
  names_.clear();
  for (std::size_t index = 0; index < holders_.size(); ++index)
    add_identity(ledger_, batch, holders_[index], new_identities_[index]);
  new_identities_.clear();
  holders_.clear();
  save_phones();
  for (const auto member : changed_) batch.committing().note(member);
  changed_.clear();
}

void MemberDirectory::save_phones() {
  Cursor insert(ledger_.database(),
                "INSERT OR IGNORE INTO identities (namespace, value, member_id) VALUES ('phone', ?2, ?1)");
  for (const auto& [member, phone, line] : phones_) {
    insert.bind(member, phone).run();
    if (ledger_.database().getChanges() > 0) changed_.push_back(member);
    const auto holder = store::holder(ledger_, {"phone", phone});
    const auto name = with_namespace({name_space::phone, phone}, '\0');
    if (holder && identities_read_ && !identities_.find(name)) identities_.add(name, *holder);
    if (holder && holder != member && sharing_.insert(member).second) shared_phones_.push_back({line, member, *holder});
  }
  phones_.clear();
}

} // namespace loyalty::store
