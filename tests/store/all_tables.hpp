// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "store/ledger/sealing_tables.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

/// Every table of the schema: those that are hashed, and the others.
inline std::vector<const Table*> all_tables() {
  std::vector<const Table*> all(hashed_tables.begin(), hashed_tables.end());
  all.insert(all.end(),
             {&tables::batches, &tables::profiles, &tables::identities, &tables::birthdays, &tables::order_buyers,
              &tables::forgotten, &tables::texts, &tables::settlements, &tables::sealing, &tables::seals});
  return all;
}

} // namespace loyalty::store
