// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loyalty/message.hpp"
#include "store/ledger/batch_rows.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// The hash of the last batch in hexadecimal digits; empty for an empty ledger.
std::string head(Ledger& ledger);

/// Recomputes the hash of every batch from the stored rows, and looks at what can be seen of its seal without the key.
/// Returns a sentence about the first batch that differs; empty if all agree.
Message check_chain(Ledger& ledger);

/// The rows of `hashed_tables`, in their order.
using ChainRows = std::vector<std::unique_ptr<BatchRows>>;
ChainRows rows_of_chain();
/// The same, where the rows are already read.
Message check_chain(Ledger& ledger, const ChainRows& rows);

} // namespace loyalty::store
