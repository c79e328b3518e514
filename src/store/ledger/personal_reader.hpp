// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/number.hpp"
#include "store/ledger/commitment.hpp"

namespace loyalty::store {

/// Reads all that is known of members in person, each with the salt beside it. What lies in no order of members is read
/// once for all of them.
class PersonalReader {
 public:
  /// Of these, ascending and each once.
  PersonalReader(SQLite::Database& database, std::span<const MemberId> members);

  /// Of whom nothing is known the record is empty; `salt` is empty where there is none.
  using Use = std::function<void(MemberId member, PersonalRecord& record, std::string_view salt)>;
  /// A part of the members, in the same order. Nothing may be written on the ledger meanwhile.
  void read(std::span<const MemberId> members, const Use& use);

 private:
  /// Rows of a part that lie in another order than that of members.
  struct Scattered {
    MemberId member;
    PersonalPart part;
    std::size_t begin;
    std::size_t end;
  };

  bool wanted(MemberId member) const;
  void keep(MemberId member, PersonalPart part, std::size_t begin);
  void read_identities();
  void read_digests();
  void add_scattered(MemberId member);
  void read_run(MemberId first, MemberId last, const Use& use);

  SQLite::Database& database_;
  std::span<const MemberId> members_;
  std::string bytes_;
  std::vector<Scattered> scattered_; ///< by member
  std::vector<Scattered>::const_iterator next_;
  PersonalRecord record_;
};

/// Everybody of whom anything is kept beside the books, ascending.
std::vector<MemberId> members_known(SQLite::Database& database);

/// What files say of who placed orders that are nobody's, by order, each with its salt. `orders`: only these.
void read_buyers(SQLite::Database& database, const std::vector<OrderId>* orders,
                 const std::function<void(const BuyerRecord& buyer, std::string_view salt)>& use);

} // namespace loyalty::store
