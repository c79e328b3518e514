// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "loyalty/history.hpp"
#include "loyalty/message.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// What is wrong with the file itself: pages, indexes, constraints. Empty if nothing is.
Message check_integrity(SQLite::Database& database);
inline Message check_integrity(Ledger& ledger) { return check_integrity(ledger.database()); }

/// Looks for members about whom lines of an account or of a tier history are stored.
class MembersWithLines {
 public:
  explicit MembersWithLines(Ledger& ledger);

  /// The first with this number or a greater one; nullopt if there is none.
  std::optional<MemberId> first_from(MemberId member);
  bool has(MemberId member) { return first_from(member) == member; }

 private:
  Cursor from_;
};

/// The shop's own key of a member; "number 7" for one who is forgotten.
Message shown_member(Ledger& ledger, MemberId member);

} // namespace loyalty::store
