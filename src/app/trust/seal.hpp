// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/number.hpp"
#include "shop/work.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

struct SealAsked {
  std::string key_file; ///< to be made
  std::string comment;  ///< what stands before the key there: lines that each begin with "#"
  shop::Entropy entropy;
  bool again = false; ///< also where the ledger is sealed already: with another key
  bool dry_run = false;
};

struct Sealed {
  BatchId first = {};  ///< the first batch that will be sealed; all before it are under its hash
  bool beside = false; ///< the key lies where the ledger lies
};

/// Makes a key file and seals the ledger with its key: from then on every batch is authenticated by it. Refused by
/// `Error`: something has the name of the key file, or it cannot be written; the ledger is sealed already (refused);
/// the ledger does not pass the checks of its chain (damaged). Then nothing has changed.
Sealed seal(store::Ledger& ledger, const SealAsked& asked);

/// Refuses by `Error` a key file where something is already, or for which there is no place.
void require_place_for_key(const std::string& path);

} // namespace loyalty::app
