// SPDX-License-Identifier: MIT
#include "reports/status.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"
#include "reports/list_batches.hpp"
#include "store/histories.hpp"
#include "store/members.hpp"

namespace loyalty::reports {

Status report_status(store::Ledger& ledger, Day as_of) {
  Status status{.settled = store::settled_through(ledger),
                .members = store::count_members(ledger),
                .unassigned = order_figures(store::read_unassigned(ledger), as_of).orders};
  const auto all = list_batches(ledger, std::nullopt);
  if (!all.empty()) status.latest = all.back();
  const auto import = std::find_if(all.rbegin(), all.rend(), [](const store::BatchRow& row) {
    return row.start.kind == store::BatchKind::orders_imported && !row.undone_by;
  });
  if (import != all.rend()) status.imported = *import;
  return status;
}

} // namespace loyalty::reports
