// SPDX-License-Identifier: MIT
#pragma once

#include "app/night/settle.hpp"
#include "loyalty/message.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

/// What the accounts of all members say when they are recomputed.
struct MemberFindings {
  Message conclusions;      ///< the first line that does not follow from facts and program; empty: all do
  Message conservation;     ///< the first account whose points do not add up; empty: all do
  std::int64_t members = 0; ///< whose days were walked again
  std::int64_t waiting = 0; ///< with facts that the next night has to see first
};

/// Walks every member's days again through those that are settled, and adds up every account lot by lot. `second`,
/// where there is one, is another connection to the same state, on which another thread takes part.
MemberFindings check_members(store::Ledger& ledger, store::Ledger* second, const Progress& progress);

} // namespace loyalty::app
