// SPDX-License-Identifier: MIT
#include "app/last_night.hpp"

#include "store/books.hpp"

namespace loyalty::app {

std::vector<std::int64_t> last_night(store::Ledger& ledger, Day as_of) {
  std::vector<std::int64_t> night;
  Day last = {};
  for (const auto& batch : store::batches(ledger)) {
    if (batch.start.command != "run-nightly" || batch.undone_by || batch.start.as_of > as_of) continue;
    if (batch.start.as_of > last) night.clear();
    if (night.empty()) last = batch.start.as_of;
    if (batch.start.as_of == last) night.push_back(batch.id);
  }
  return night;
}

}  // namespace loyalty::app
