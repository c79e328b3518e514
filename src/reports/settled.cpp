// SPDX-License-Identifier: MIT
#include "reports/settled.hpp"

#include "store/ledger/batch.hpp"

namespace loyalty::reports {

std::optional<Day> settled_through(store::Ledger& ledger) { return store::settled_through(ledger); }

} // namespace loyalty::reports
