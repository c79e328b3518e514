// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/message.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// What is wrong with the file itself: pages, indexes, constraints. Empty if nothing is.
Message check_integrity(SQLite::Database& database);
inline Message check_integrity(Ledger& ledger) { return check_integrity(ledger.database()); }

/// The members about whom lines of an account or of a tier history are stored, by number.
std::vector<MemberId> members_with_lines(Ledger& ledger);

/// The shop's own key of a member; "number 7" for one who is forgotten.
Message shown_member(Ledger& ledger, MemberId member);

} // namespace loyalty::store
