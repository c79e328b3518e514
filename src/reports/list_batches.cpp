// SPDX-License-Identifier: MIT
#include "reports/list_batches.hpp"

namespace loyalty::reports {

std::vector<store::BatchRow> list_batches(store::Ledger& ledger, std::optional<std::int64_t> last) {
  auto rows = store::batches(ledger);
  if (last && *last < static_cast<std::int64_t>(rows.size())) rows.erase(rows.begin(), rows.end() - *last);
  return rows;
}

} // namespace loyalty::reports
