// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/number.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// The batches of the last night through a day, oldest first: all runs for the last day that was settled.
std::vector<BatchId> last_night(store::Ledger& ledger, Day as_of);
/// The batches since then that undid another.
std::vector<BatchId> undone_since_last_night(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
