// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "store/ledger/batch.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// How a shop stands today, and what waits.
struct Status {
  std::optional<Day> settled = {};              ///< the day through which points and tiers are processed
  std::int64_t members = 0;                     ///< entered, whether or not they have bought
  std::int64_t unassigned = 0;                  ///< orders that are nobody's yet, of those that count
  std::optional<store::BatchRow> latest = {};   ///< what was written last
  std::optional<store::BatchRow> imported = {}; ///< the last file of orders
};
Status report_status(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
