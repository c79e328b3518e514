// SPDX-License-Identifier: MIT
#include "store/ledger/personal_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/ledger/bytes.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr Selection of_known_profile{tables::profiles};
constexpr Selection of_known_identity{tables::identities};
constexpr Selection of_known_birthday{tables::birthdays};
constexpr Selection of_known_digest{tables::forgotten};
constexpr Selection of_known_buyer{tables::order_buyers};

/// Stands beside the key of the digests, which is nobody's and belongs to them all.
constexpr std::int64_t key_of_digests = 0;

} // namespace

PersonalReader::PersonalReader(SQLite::Database& database, std::span<const MemberId> members)
    : database_(database), members_(members) {
  if (members.empty()) return;
  read_identities();
  read_digests();
  std::ranges::stable_sort(scattered_, {}, [](const Scattered& each) { return std::pair(each.member, each.part); });
  next_ = scattered_.begin();
}

bool PersonalReader::wanted(MemberId member) const {
  // Members are numbered without gaps, and most often all of a range are asked for.
  if (member < members_.front() || members_.back() < member) return false;
  const auto place = static_cast<std::size_t>(member.value - members_.front().value);
  if (place < members_.size() && members_[place] == member) return true;
  return std::ranges::binary_search(members_, member);
}

void PersonalReader::keep(MemberId member, PersonalPart part, std::size_t begin) {
  scattered_.push_back({member, part, begin, bytes_.size()});
}

void PersonalReader::read_identities() {
  constexpr auto& columns = tables::identities;
  Cursor rows(database_, of_known_identity.from("identities ORDER BY namespace, value"));
  while (rows.next()) {
    const auto member = rows.id<MemberId>(of_known_identity[columns.member_id]);
    if (!wanted(member)) continue;
    const auto begin = bytes_.size();
    put_text(bytes_, rows.text(of_known_identity[columns.name_space]));
    put_text(bytes_, rows.text(of_known_identity[columns.value]));
    keep(member, PersonalPart::identities, begin);
  }
}

void PersonalReader::read_digests() {
  constexpr auto& columns = tables::forgotten;
  Cursor rows(database_, of_known_digest.from("forgotten ORDER BY member_id, digest"));
  std::string key;
  while (rows.next()) {
    const auto number = rows.maybe_id<MemberId>(of_known_digest[columns.member_id]);
    const auto digest = rows.text(of_known_digest[columns.digest]);
    static_assert(key_of_digests == 0);
    if (!number) put_text(key, digest);
    if (!number || !wanted(*number)) continue;
    const auto begin = bytes_.size();
    // A digest is worth nothing under another key.
    bytes_ += key;
    put_text(bytes_, digest);
    keep(*number, PersonalPart::digests, begin);
  }
}

void PersonalReader::add_scattered(MemberId member) {
  while (next_ != scattered_.end() && next_->member < member) ++next_;
  for (; next_ != scattered_.end() && next_->member == member; ++next_)
    record_.add(next_->part, std::string_view(bytes_).substr(next_->begin, next_->end - next_->begin), 1);
}

void PersonalReader::read(std::span<const MemberId> members, const Use& use) {
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end] == members[end - 1].next()) ++end;
    read_run(members[begin], members[end - 1], use);
    begin = end;
  }
}

void PersonalReader::read_run(MemberId first, MemberId last, const Use& use) {
  constexpr auto& profile = tables::profiles;
  constexpr auto& birthday = tables::birthdays;
  Cursor profiles(database_, of_known_profile.from("profiles WHERE member_id BETWEEN ? AND ? ORDER BY member_id"));
  Cursor birthdays(database_, of_known_birthday.from("birthdays WHERE member_id BETWEEN ? AND ? "
                                                     "ORDER BY member_id, known_on, batch_id"));
  bool more = profiles.bind(first, last).next();
  bool more_days = birthdays.bind(first, last).next();
  std::string rows;
  for (auto member = first; member <= last; member = member.next()) {
    record_.begin(member);
    std::string_view salt;
    const bool has_profile = more && profiles.id<MemberId>(of_known_profile[profile.member_id]) == member;
    if (has_profile) {
      record_.set_key(profiles.text(of_known_profile[profile.member_key]));
      record_.set_name(profiles.text(of_known_profile[profile.name]));
      salt = profiles.text(of_known_profile[profile.salt]);
    }
    for (; more_days && birthdays.id<MemberId>(of_known_birthday[birthday.member_id]) == member;
         more_days = birthdays.next()) {
      rows.clear();
      put_integer(rows, birthdays.day(of_known_birthday[birthday.known_on]).number);
      put_integer(rows, birthdays.id<BatchId>(of_known_birthday[birthday.batch_id]).value);
      put_integer(rows, birthdays.day(of_known_birthday[birthday.birthday]).number);
      record_.add(PersonalPart::birthdays, rows, 1);
    }
    add_scattered(member);
    use(member, record_, salt);
    if (has_profile) more = profiles.next();
  }
}

std::vector<MemberId> members_known(SQLite::Database& database) {
  std::vector<MemberId> found;
  Cursor profiles(database, "SELECT member_id FROM profiles ORDER BY member_id");
  while (profiles.next()) found.push_back(profiles.id<MemberId>(only));
  const auto with_profile = static_cast<std::ptrdiff_t>(found.size());
  for (const auto* table : {"identities", "birthdays", "forgotten"}) {
    Cursor rows(database,
                fmt::format("SELECT DISTINCT member_id FROM {} WHERE member_id <> {}", table, key_of_digests));
    while (rows.next())
      if (const auto member = rows.id<MemberId>(only);
          !std::binary_search(found.begin(), found.begin() + with_profile, member))
        found.push_back(member);
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

void read_buyers(SQLite::Database& database, const std::vector<OrderId>* orders,
                 const std::function<void(const BuyerRecord& buyer, std::string_view salt)>& use) {
  constexpr auto& columns = tables::order_buyers;
  const auto tell = [&](Cursor& rows) {
    while (rows.next())
      use({rows.id<OrderId>(of_known_buyer[columns.order_id]), rows.string(of_known_buyer[columns.name]),
           rows.string(of_known_buyer[columns.phone]), rows.string(of_known_buyer[columns.referrer])},
          rows.text(of_known_buyer[columns.salt]));
  };
  if (orders == nullptr) {
    Cursor rows(database, of_known_buyer.from("order_buyers ORDER BY order_id"));
    return tell(rows);
  }
  Cursor rows(database, of_known_buyer.from("order_buyers WHERE order_id = ?"));
  for (const auto order : *orders) tell(rows.bind(order));
}

} // namespace loyalty::store
