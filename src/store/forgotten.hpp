// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "loyalty/history.hpp"
#include "store/acts.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/ledger.hpp"
#include "store/members.hpp"

namespace loyalty::store {

/// Members who were forgotten. What they were known by is kept as keyed digests only, so that no file brings them back
/// unasked. The key lies in the ledger too, for the ledger is one file: whoever has it can try all phone numbers. So a
/// digest is no word for anonymous, only for not readable; whoever must be sure forgets the file.
class Forgotten {
 public:
  explicit Forgotten(Ledger& ledger);

  /// Nobody was forgotten so far, and nothing need be looked up.
  bool none() const { return !key_; }
  /// Whoever was known by that key of the shop's own, or by what the key says: a phone, an address, (namespace, value).
  std::optional<MemberId> find(std::string_view member_key);
  std::optional<MemberId> find(const Identity& identity);

  /// Keeps the digests of what a member is known by. `fresh` becomes the key of the digests if there is none yet.
  void add(const Member& member, const std::vector<Identity>& identities, const Hash& fresh);

 private:
  std::optional<MemberId> find_digest(std::string_view name_space, std::string_view value);
  Hash digest_of(std::string_view name_space, std::string_view value) const;

  Ledger& ledger_;
  std::optional<Hash> key_;
};

/// The day on which the member was forgotten who has these acts.
std::optional<Day> forgotten_on(std::span<const StoredAct> acts);
std::unordered_set<MemberId> forgotten_members(Ledger& ledger);

/// How much of what is personal was known of a member.
struct PersonalRows {
  std::int64_t identities = 0;
  std::int64_t birthdays = 0;
  std::int64_t buyers = 0; ///< what files say of who placed orders of theirs, or with a phone of theirs
  std::int64_t texts = 0;  ///< that somebody typed of them, or with one of their names
};

/// Takes key, name, identities and birthdays of a member away, and what files say of the buyers of their orders. The
/// key becomes `anonymous`. With `keep_days` day and month of a birthday stay.
PersonalRows erase_personal(Ledger& ledger, Batch& batch, const Member& member, std::string_view anonymous,
                            bool keep_days);

/// Takes away what somebody typed of a member, and whatever holds one of the words but fields of others. With
/// `keep_fields` what their own fields hold stays. How many texts it was.
std::int64_t erase_texts(Ledger& ledger, Batch& batch, MemberId member, const std::vector<std::string>& words,
                         bool keep_fields);

/// Those who were merged into a member, with the keys and names that they had themselves.
std::vector<Member> merged_members(Ledger& ledger, MemberId member);

/// A key that says nothing of a member and is nobody's: "forgotten-12".
std::string anonymous_key(Ledger& ledger, MemberId member);

/// In how many rows of the books, which nothing can be taken out of, and of fields one of the words stands.
std::int64_t rows_with_words(Ledger& ledger, const std::vector<std::string>& words);

} // namespace loyalty::store
