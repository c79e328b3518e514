// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "loyalty/number.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/salvage.hpp"

namespace loyalty::store {

/// What became of the rows that could be read.
struct Rebuilt {
  std::int64_t batches = 0;
  /// The first batch that is not as it was written: from it on the ledger has other hashes. Absent: it is the same.
  std::optional<BatchId> first_changed = {};
  std::vector<LostRows> lost = {};     ///< could not be read, or went with what they belong to
  bool lost_seal = false;              ///< the damaged ledger was sealed, and this one cannot be
  std::int64_t members_recomputed = 0; ///< whose lines had gaps, and are to be concluded anew
};

/// Writes what can be read of a damaged ledger into an empty one, batch by batch, as their commands wrote it. Where all
/// of a batch is there, its hash is that of the damaged ledger. A row that has lost what it belongs to goes with it;
/// conclusions with gaps go too, for they follow from facts: whoever rebuilds settles afterwards.
Rebuilt rebuild(Salvage& salvage, Ledger& to);

} // namespace loyalty::store
