// SPDX-License-Identifier: MIT
#include "reports/last_night.hpp"

#include "store/ledger/batch.hpp"

namespace loyalty::reports {

std::vector<BatchId> last_night(store::Ledger& ledger, Day as_of) {
  std::vector<BatchId> night;
  Day last = {};
  for (const auto& batch : store::batches(ledger)) {
    if (batch.start.kind != store::BatchKind::night || batch.undone_by || batch.start.as_of > as_of) continue;
    if (batch.start.as_of > last) night.clear();
    if (night.empty()) last = batch.start.as_of;
    if (batch.start.as_of == last) night.push_back(batch.id);
  }
  return night;
}

std::vector<BatchId> undone_since_last_night(store::Ledger& ledger, Day as_of) {
  const auto night = last_night(ledger, as_of);
  std::vector<BatchId> undoing;
  for (const auto& batch : store::batches(ledger))
    if (batch.end.undoes && batch.start.as_of <= as_of && (night.empty() || batch.id > night.front()))
      undoing.push_back(batch.id);
  return undoing;
}

} // namespace loyalty::reports
