// SPDX-License-Identifier: MIT
#include "store/ledger/committing.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "store/ledger/commitment.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/personal_reader.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr std::size_t salt_size = std::tuple_size_v<Salt>;
constexpr std::size_t salts_at_once = 1024;
/// What is committed to is read and written in turn.
constexpr std::size_t members_at_once = 16'384;

template <class Number>
void each_once(std::vector<Number>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
}

/// What goes into a row of the books, and, where there is a new one, the salt beside it.
class Gathered {
 public:
  void add(std::int64_t number, std::string_view hash, std::string_view new_salt = {}) {
    rows_.push_back({number, texts_.size(), hash.size(), new_salt.size()});
    texts_ += hash;
    texts_ += new_salt;
  }

  void append(CommitmentKind kind, const Committing::Books& to) const {
    for (const auto& row : rows_) to.append(kind, row.number, std::string_view(texts_).substr(row.begin, row.hash));
    to.flush();
  }
  /// `update` takes c0, the number, and c1, the salt, from what is staged.
  void write_salts(Ledger& ledger, std::string_view update) const {
    auto& staged = ledger.staged();
    staged.begin(2);
    for (const auto& row : rows_)
      if (row.salt > 0) staged.add_row(row.number, std::string_view(texts_).substr(row.begin + row.hash, row.salt));
    if (staged.rows() > 0) Cursor(ledger.database(), update).run();
    staged.begin(0);
  }
  void clear() {
    rows_.clear();
    texts_.clear();
  }

 private:
  struct Place {
    std::int64_t number;
    std::size_t begin;
    std::size_t hash;
    std::size_t salt;
  };
  std::vector<Place> rows_;
  std::string texts_;
};

} // namespace

std::string_view Committing::next_salt() {
  if (used_ == salts_.size()) {
    salts_.assign(salts_at_once * salt_size, 0);
    used_ = 0;
    if (chance_) chance_(salts_);
  }
  auto* salt = salts_.data() + used_;
  used_ += salt_size;
  ++drawn_;
  if (!chance_)
    for (std::size_t byte = 0; byte < sizeof drawn_; ++byte)
      salt[byte] = static_cast<unsigned char>(drawn_ >> 8 * byte);
  return {reinterpret_cast<const char*>(salt), salt_size};
}

std::string_view Committing::salt_of_new(MemberId member) {
  members_.push_back({member, true});
  return next_salt();
}

void Committing::note_all(Ledger& ledger) {
  for (const auto member : members_known(ledger.database())) note(member);
  read_buyers(ledger.database(), nullptr, [&](const BuyerRecord& buyer, std::string_view) { note(buyer.order); });
}

void Committing::write(Ledger& ledger, const Books& books) {
  write_members(ledger, books);
  write_buyers(ledger, books);
  write_texts(ledger, books);
}

void Committing::write_members(Ledger& ledger, const Books& books) {
  // A salt of this batch's own stays good, whatever was changed after it.
  std::ranges::sort(members_, {}, [](const Noted& each) { return std::pair(each.member, !each.salted); });
  const auto twice = std::ranges::unique(members_, {}, &Noted::member);
  members_.erase(twice.begin(), twice.end());
  std::vector<MemberId> all;
  all.reserve(members_.size());
  for (const auto& each : members_) all.push_back(each.member);
  PersonalReader reader(ledger.database(), all);
  Gathered rows;
  for (std::size_t begin = 0; begin < all.size(); begin += members_at_once) {
    const auto part = std::span(all).subspan(begin, std::min(members_at_once, all.size() - begin));
    auto noted = members_.begin() + static_cast<std::ptrdiff_t>(begin);
    reader.read(part, [&](MemberId member, PersonalRecord& record, std::string_view salt) {
      const bool salted = (noted++)->salted;
      if (record.empty()) return rows.add(member.value, {});
      if (salted) return rows.add(member.value, record.commitment(salt));
      const auto fresh = next_salt();
      rows.add(member.value, record.commitment(fresh), fresh);
    });
    rows.write_salts(ledger,
                     "UPDATE profiles SET salt = CAST(s.c1 AS BLOB) FROM staged s WHERE profiles.member_id = s.c0");
    rows.append(CommitmentKind::member, books);
    rows.clear();
  }
  members_.clear();
}

void Committing::write_buyers(Ledger& ledger, const Books& books) {
  if (buyers_.empty()) return;
  each_once(buyers_);
  Gathered rows;
  auto missing = buyers_.begin();
  const auto gone_before = [&](std::optional<OrderId> order) {
    for (; missing != buyers_.end() && (!order || *missing < *order); ++missing) rows.add(missing->value, {});
  };
  read_buyers(ledger.database(), &buyers_, [&](const BuyerRecord& buyer, std::string_view) {
    gone_before(buyer.order);
    ++missing;
    const auto fresh = next_salt();
    const auto hash = commitment_of(buyer, fresh);
    rows.add(buyer.order.value, bytes_of(hash), fresh);
  });
  gone_before(std::nullopt);
  rows.write_salts(
      ledger, "UPDATE order_buyers SET salt = CAST(s.c1 AS BLOB) FROM staged s WHERE order_buyers.order_id = s.c0");
  rows.append(CommitmentKind::buyer, books);
  buyers_.clear();
}

void Committing::write_texts(Ledger& ledger, const Books& books) {
  constexpr auto& columns = tables::texts;
  auto& texts = ledger.texts();
  Gathered rows;
  auto number = texts.first_kept();
  auto& staged = ledger.staged();
  staged.begin(columns.size());
  for (const auto& text : texts.kept()) {
    const auto salt = next_salt();
    const auto hash = commitment_of_text(number, text, salt);
    staged.begin_row();
    staged.set(columns.id(number), columns.salt(salt), columns.text(text));
    rows.add(number++, bytes_of(hash));
  }
  if (staged.rows() > 0) Cursor(ledger.database(), staged.insertion_into(columns)).run();
  staged.begin(0);
  texts.begin();
  each_once(forgotten_texts_);
  for (const auto forgotten : forgotten_texts_) rows.add(forgotten, {});
  rows.append(CommitmentKind::text, books);
  forgotten_texts_.clear();
}

} // namespace loyalty::store
