// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// How many people came to the shop in a calendar month, and how many became members in it.
struct ConversionRow {
  Day month = {};                            ///< its first day
  std::optional<std::int64_t> visitors = {}; ///< absent: nobody has told
  std::int64_t joined = 0;
  std::int64_t days = 0; ///< of the month of which visitors are told

  /// Members who joined by visitors.
  std::optional<Ratio> conversion() const;
};

/// Every month from the first with visitors through that of `as_of`. Of days that are not over nothing is counted, and
/// where a whole month is told of a shop, its days are not.
std::vector<ConversionRow> report_conversion(store::Ledger& ledger, Day as_of);

/// All months with visitors together; nothing where there are none.
std::optional<Ratio> conversion_on(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
