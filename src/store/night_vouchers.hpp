// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// The vouchers that a batch issued and that do not end before a day, by number.
std::vector<VoucherId> vouchers_issued_in(Ledger& ledger, BatchId batch, Day not_ended_by);
/// The vouchers whose discounts a batch demanded to be kept back, in the order in which it did.
std::vector<VoucherId> vouchers_demanded_in(Ledger& ledger, BatchId batch);

} // namespace loyalty::store
