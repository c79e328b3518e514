// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/order.hpp"
#include "store/key_map.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/cursor.hpp"
#include "store/personal_data.hpp"

namespace loyalty::store {

/// The shop's own keys and the ledger's numbers of its members, for a run that meets many of them.
class MemberDirectory {
 public:
  /// Small inputs look each member up on first sight; large ones read all members at once.
  MemberDirectory(Ledger& ledger, bool read_all);

  /// The number of the member who is known by the key now; a new one, to be written by `save`, for a key never seen.
  MemberId find_or_add(std::string_view key);
  /// The same for a buyer whom a platform knows: a new member has "taobao:anna" for a key, and is known by the
  /// identity.
  MemberId find_or_add(const BuyerIdentity& identity);
  bool is_new(MemberId member) const { return member >= first_new_; }
  /// Stops the run if a stored row names a member whom the books do not know.
  void require(MemberId member) const;
  /// The number of a member who is known or was added, by their key or by "namespace:value" of an identity.
  std::optional<MemberId> find(std::string_view key);

  /// For whoever looks up one key after the other, `key_at(0)` … `key_at(count - 1)`: says where they are, so that
  /// memory fetches the next ones meanwhile.
  template <class KeyAt>
  void expect(std::size_t at, std::size_t count, const KeyAt& key_at) const {
    constexpr std::size_t near = 8;
    constexpr std::size_t far = 16;
    if (at + far < count) map_.fetch_slot(key_at(at + far));
    if (at + near < count) map_.fetch_record(key_at(at + near));
  }

  /// Notes what a file says of a member: kept where nothing is known yet; the day of joining only of a new one.
  void note_joined(MemberId member, Day day) { joined_[member] = day; }
  void note_name(MemberId member, std::string_view name);
  /// `line` of the file says so.
  void note_phone(MemberId member, std::string_view phone, std::size_t line);

  /// Writes the new members into the books and what was noted beside them.
  void save(Batch& batch);

  /// A phone that was noted for one member and is another's: it stays the other's.
  struct SharedPhone {
    std::size_t line = 0; ///< the first that says so
    MemberId member = {};
    MemberId holder = {};
  };
  /// Each member once, in the order of the file.
  const std::vector<SharedPhone>& shared_phones() const { return shared_phones_; }
  std::int64_t added() const { return next_.value - first_new_.value; }

 private:
  struct Noted {
    MemberId member;
    std::string text;
    std::size_t line = 0;
  };

  std::optional<MemberId> find_key(std::string_view key);
  std::optional<MemberId> find_identity(const BuyerIdentity& identity);
  MemberId add(std::string_view key);
  void read_identities();
  void save_phones();

  Ledger& ledger_;
  Cursor by_key_;
  KeyMap map_;
  KeyMap identities_; ///< by namespace, a NUL and value
  bool identities_read_ = false;
  std::vector<Identity> new_identities_;
  std::vector<MemberId> holders_; ///< of those
  std::vector<MemberId> changed_; ///< whose identities were written before there was a batch to say so
  bool complete_;
  MemberId first_new_;
  MemberId next_;
  MemberId saved_;
  std::string new_keys_;
  std::vector<std::size_t> key_ends_;
  std::unordered_map<MemberId, Day> joined_;
  std::vector<Noted> names_;
  std::vector<Noted> phones_;
  std::unordered_map<MemberId, std::string> last_phones_; ///< noted for each member
  std::vector<SharedPhone> shared_phones_;
  std::unordered_set<MemberId> sharing_; ///< who stands there
};

/// A member as people know them.
struct Member {
  MemberId id = {};
  std::string key;
  std::string name;
  std::optional<Day> joined_on = {}; ///< only where the shop said so
};

/// By the shop's own key or by an identity such as a phone number, as typed or made plain; nullopt if nobody is known
/// by it.
std::optional<Member> find_member(Ledger& ledger, std::string_view key_or_identity);
/// Like `find_member`, but refuses an unknown member by `Error` with keys that look alike.
Member require_member(Ledger& ledger, std::string_view key_or_identity);

/// Whoever somebody of that key was merged into; nullopt where nobody of that key was.
std::optional<Member> merged_into(Ledger& ledger, std::string_view key);
/// Stops the run if a row names a member behind the last: whoever keeps something by the numbers of members has as many
/// places as there are members.
void require_known(MemberId member, MemberId last);

/// Appends a member with the shop's own key.
MemberId add_member(Ledger& ledger, Batch& batch, std::string_view key, Day joined_on);
/// Frees the keys of members whom only undone batches knew, so that they can be entered again.
void forget_undone_members(Ledger& ledger, Batch& batch);
/// The shop's own key of a member.
std::string key_of(Ledger& ledger, MemberId member);

/// All members by number.
std::vector<Member> members(Ledger& ledger);
/// Reads the keys and names of all members by number; the texts live until the next one is read.
void read_names(Ledger& ledger, const std::function<void(MemberId, std::string_view key, std::string_view name)>& use);
MemberId last_member(Ledger& ledger); ///< the highest number given so far; before the first if there is none
std::int64_t count_members(Ledger& ledger);

} // namespace loyalty::store
