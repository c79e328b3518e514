// SPDX-License-Identifier: MIT
#include "store/ledger/personal_check.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "store/ledger/commitment.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/personal_reader.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr Selection of_commitment{tables::commitments};
constexpr Selection of_kept_text{tables::texts};

Message part_that_differs(MemberId member, PersonalPart part) {
  switch (part) {
    case PersonalPart::key: return "the key of member {member} is not the one that the books commit to"_en(member);
    case PersonalPart::name: return "the name of member {member} is not the one that the books commit to"_en(member);
    case PersonalPart::identities:
      return "the identities of member {member} are not those that the books commit to"_en(member);
    case PersonalPart::birthdays:
      return "the birthday of member {member} is not the one that the books commit to"_en(member);
    case PersonalPart::digests: return "by what member {member} was known is not what the books commit to"_en(member);
  }
  return {};
}

/// The last hashes that the books have, by the number of what they are of; an empty one: nothing is left.
class LastHashes {
 public:
  void set(std::int64_t number, std::string_view hash) {
    auto& place = places_[number];
    place = {bytes_.size(), hash.size()};
    bytes_ += hash;
  }
  bool has(std::int64_t number) const { return places_.contains(number); }
  /// nullopt: the books say nothing of it. Whatever is asked for is struck off.
  std::optional<std::string_view> take(std::int64_t number) {
    const auto found = places_.find(number);
    if (found == places_.end()) return std::nullopt;
    const auto hash = std::string_view(bytes_).substr(found->second.begin, found->second.size);
    places_.erase(found);
    return hash;
  }
  /// Those that nobody asked for, although something should be left of them.
  std::vector<std::int64_t> left_over() const {
    std::vector<std::int64_t> numbers;
    for (const auto& [number, place] : places_)
      if (place.size > 0) numbers.push_back(number);
    std::ranges::sort(numbers);
    return numbers;
  }

 private:
  struct Place {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  std::unordered_map<std::int64_t, Place> places_;
  std::string bytes_;
};

class PersonalCheck {
 public:
  explicit PersonalCheck(Ledger& ledger) : ledger_(ledger) {}

  PersonalFindings run() {
    read_hashes();
    check_members();
    check_buyers();
    check_texts();
    if (any_row_) return std::move(found_);
    // What an older version left is not yet in the books; nothing else can be beside them without a row.
    PersonalFindings none;
    none.committed = found_.count == 0;
    return none;
  }

 private:
  void read_hashes() {
    constexpr auto& columns = tables::commitments;
    Cursor rows(ledger_.database(), of_commitment.from("commitments ORDER BY id"));
    while (rows.next()) {
      any_row_ = true;
      const auto kind = rows.kind<CommitmentKind>(of_commitment[columns.kind]);
      const auto number = rows.row_number(of_commitment[columns.number]);
      const auto hash = rows.text(of_commitment[columns.hash]);
      // Its number is never given again, whatever is done to the last texts.
      if (kind == CommitmentKind::text && !hash.empty() && hashes_of(kind).has(number))
        find("text {number} was written twice"_en(number));
      hashes_of(kind).set(number, hash);
    }
  }
  LastHashes& hashes_of(CommitmentKind kind) { return hashes_[static_cast<std::size_t>(kind) - 1]; }

  void find(Message message) {
    if (found_.count++ == 0) found_.first = std::move(message);
  }

  void check_members() {
    auto& hashes = hashes_of(CommitmentKind::member);
    const auto wrong = [&](MemberId member, Message message) {
      found_.members.push_back(member);
      find(std::move(message));
    };
    const auto known = members_known(ledger_.database());
    PersonalReader reader(ledger_.database(), known);
    reader.read(known, [&](MemberId member, PersonalRecord& record, std::string_view salt) {
      const auto hash = hashes.take(member.value);
      if (!hash) return wrong(member, "the books do not commit to what is known of member {member}"_en(member));
      if (hash->empty())
        return wrong(member, "something is known of member {member}, who is nobody any more"_en(member));
      if (const auto part = record.differs(*hash, salt)) wrong(member, part_that_differs(member, *part));
    });
    for (const auto number : hashes.left_over())
      wrong(MemberId(number), "what was known of member {member} is gone"_en(MemberId(number)));
  }

  void check_buyers() {
    auto& hashes = hashes_of(CommitmentKind::buyer);
    const auto wrong = [&](OrderId order, Message message) {
      found_.buyers.push_back(order);
      find(std::move(message));
    };
    read_buyers(ledger_.database(), nullptr, [&](const BuyerRecord& buyer, std::string_view salt) {
      const auto hash = hashes.take(buyer.order.value);
      if (!hash || *hash != bytes_of(commitment_of(buyer, salt)))
        wrong(buyer.order,
              "what is kept of the buyer in order row {row} is not what the books commit to"_en(buyer.order));
    });
    for (const auto number : hashes.left_over())
      wrong(OrderId(number), "what was kept of the buyer in order row {row} is gone"_en(OrderId(number)));
  }

  void check_texts() {
    constexpr auto& columns = tables::texts;
    auto& hashes = hashes_of(CommitmentKind::text);
    const auto wrong = [&](std::int64_t number, Message message) {
      found_.texts.push_back(number);
      find(std::move(message));
    };
    Cursor rows(ledger_.database(), of_kept_text.from("texts ORDER BY id"));
    while (rows.next()) {
      const auto number = rows.row_number(of_kept_text[columns.id]);
      const auto hash = hashes.take(number);
      const bool forgotten = rows.null(of_kept_text[columns.text]);
      if (hash && hash->empty() && forgotten) continue;
      if (forgotten && hash)
        wrong(number, "text {number} is gone"_en(number));
      else if (!hash || *hash != bytes_of(commitment_of_text(number, rows.text(of_kept_text[columns.text]),
                                                             rows.text(of_kept_text[columns.salt]))))
        wrong(number, "text {number} is not the one that the books commit to"_en(number));
    }
    for (const auto number : hashes.left_over()) wrong(number, "text {number} is gone"_en(number));
  }

  Ledger& ledger_;
  LastHashes hashes_[3];
  PersonalFindings found_;
  bool any_row_ = false;
};

} // namespace

PersonalFindings check_personal(Ledger& ledger) { return PersonalCheck(ledger).run(); }

void commit_to_what_is_left(Ledger& ledger, Batch& batch, const PersonalFindings& found) {
  for (const auto member : found.members) batch.committing().note(member);
  for (const auto order : found.buyers) batch.committing().note(order);
  Cursor erase(ledger.database(), "INSERT OR REPLACE INTO texts (id) VALUES (?)");
  for (const auto text : found.texts) {
    erase.bind(text).run();
    batch.committing().note_forgotten_text(text);
  }
}

} // namespace loyalty::store
