// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "loyalty/message.hpp"
#include "loyalty/number.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/ledger.hpp"

// A sealed ledger authenticates every batch with a key that is used for this one and then replaced by what follows
// from it, which cannot be turned back: a forward-secure chain. The first key lies elsewhere, and gives all others.
namespace loyalty::store {

/// A batch as it once was: no later chain may have another one under its number.
struct BatchMark {
  BatchId batch;
  Hash hash;

  friend bool operator==(const BatchMark&, const BatchMark&) = default;
};

/// What lies elsewhere.
struct SealKey {
  Hash first = {};                    ///< key of the first batch that is sealed
  std::optional<BatchMark> from = {}; ///< the last batch before it; none: the ledger was empty
  std::optional<BatchMark> seen = {}; ///< the last batch when the ledger was last found sound; none: never yet

  /// 16 digits by which the key is known, and which do not tell it.
  std::string name() const;
};

/// The name of the key that the ledger is sealed with; nullopt: it is not sealed.
std::optional<std::string> sealed_with(Ledger& ledger);

/// The last batch as it is now; nullopt: there is none.
std::optional<BatchMark> last_batch_mark(Ledger& ledger);

/// Seals every batch from the next one on, with a key that no other ledger may have. What sealed it before no longer
/// does. Belongs into a transaction.
SealKey begin_sealing(Ledger& ledger, const Hash& first);

/// Seals a batch that was just written, if the ledger is sealed. Stops the run where the seal goes on with another
/// batch, for then the last ones are gone.
void seal_batch(Ledger& ledger, BatchId batch, const Hash& hash);

/// What is wrong with the seal as far as anybody can see, with no key: the sentence about the first thing; empty:
/// nothing, or the ledger is not sealed.
Message check_sealing(Ledger& ledger);
/// The same with the key of the ledger: the first batch that was not written, or not last, by who had the key of its
/// turn.
Message check_seals(Ledger& ledger, const SealKey& key);

} // namespace loyalty::store
