// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Puts a member's rows in the order in which they count. The index gives them by moment; shop and order number, which
/// it does not hold, are looked up where several orders have one moment.
class OrderSequence {
 public:
  explicit OrderSequence(Ledger& ledger) : ledger_(ledger) {}

  void sort(std::vector<OrderRecord>& records);

 private:
  void sort_moment(std::span<OrderRecord> records);

  Ledger& ledger_;
  std::optional<Cursor> names_; ///< once several orders have one moment
};

} // namespace loyalty::store
