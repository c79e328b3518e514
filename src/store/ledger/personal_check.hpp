// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "loyalty/message.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// What lies beside the books and is not what they commit to.
struct PersonalFindings {
  Message first;          ///< of the lowest member, order or text; empty: all of it is
  std::int64_t count = 0; ///< how many members, orders and texts it is
  bool committed = true;  ///< false: an earlier version wrote it, and the next batch commits to it
  std::vector<MemberId> members = {};
  std::vector<OrderId> buyers = {};
  std::vector<std::int64_t> texts = {};
};

/// Holds what is known of members in person, what files say of buyers, and what was typed against what the books commit
/// to.
PersonalFindings check_personal(Ledger& ledger);

/// Lets a batch commit to what is left of what was found, which is for whoever rebuilds a ledger: it says so in the
/// open. A text that is no longer what it was is none.
void commit_to_what_is_left(Ledger& ledger, Batch& batch, const PersonalFindings& found);

} // namespace loyalty::store
