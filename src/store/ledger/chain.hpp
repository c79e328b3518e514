// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "loyalty/message.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// The hash of the last batch in hexadecimal digits; empty for an empty ledger.
std::string head(Ledger& ledger);

/// Recomputes the hash of every batch from the stored rows, and looks at what can be seen of its seal without the key.
/// Returns a sentence about the first batch that differs; empty if all agree.
Message check_chain(Ledger& ledger);

} // namespace loyalty::store
