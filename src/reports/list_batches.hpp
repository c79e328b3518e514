// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/ledger/batch.hpp"

namespace loyalty::reports {

/// The changes of the ledger, newest last; with `last`, only so many of the newest.
std::vector<store::BatchRow> list_batches(store::Ledger& ledger, std::optional<std::int64_t> last);

} // namespace loyalty::reports
