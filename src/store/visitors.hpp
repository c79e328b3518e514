// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "loyalty/day.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// How many people came to a shop on a day, or in a month.
struct Visitors {
  Day first = {};
  Day last = {}; ///< the same day, or the last one of the month
  std::string shop = {};
  std::int64_t visitors = 0;
};

/// What is known by now of days and shops: of each the last number that was told. Rows of undone batches are not seen.
class KnownVisitors {
 public:
  explicit KnownVisitors(Ledger& ledger);

  /// Takes a number; false where it is the known one. A new one is to be written.
  bool note(const Visitors& told);
  /// By day, months before the days that they begin with.
  std::vector<Visitors> all() const;

 private:
  using Place = std::tuple<Day, Day, std::string>; ///< first day, last day, shop

  std::map<Place, std::int64_t> known_;
};

/// Appends what was told to the books, in the order in which it is given.
void add_visitors(Ledger& ledger, Batch& batch, const std::vector<Visitors>& told);

} // namespace loyalty::store
