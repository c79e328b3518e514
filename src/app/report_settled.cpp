// SPDX-License-Identifier: MIT
#include "app/report_settled.hpp"

#include "store/books.hpp"

namespace loyalty::app {

std::optional<Day> settled_through(store::Ledger& ledger) { return store::settled_through(ledger); }

}  // namespace loyalty::app
