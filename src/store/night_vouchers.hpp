// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// The vouchers that a batch issued, by number.
std::vector<std::int64_t> vouchers_issued_in(Ledger& ledger, std::int64_t batch);
/// The vouchers whose discounts a batch demanded to be kept back, in the order in which it did.
std::vector<std::int64_t> vouchers_demanded_in(Ledger& ledger, std::int64_t batch);

} // namespace loyalty::store
