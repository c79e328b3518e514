// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "loyalty/day.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// The batches of the last night through a day, oldest first: all runs for the last day that was settled.
std::vector<std::int64_t> last_night(store::Ledger& ledger, Day as_of);
/// The batches since then that undid another.
std::vector<std::int64_t> undone_since_last_night(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
