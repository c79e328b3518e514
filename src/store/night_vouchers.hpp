// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "loyalty/coupon.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// The vouchers that a batch issued and that do not end before a day, by number.
std::vector<VoucherId> vouchers_issued_in(Ledger& ledger, BatchId batch, Day not_ended_by);
/// What a batch made of the discounts of vouchers in use, because their orders came back or their reasons went.
struct NotedDemand {
  VoucherId voucher = {};
  VoucherEventKind kind = VoucherEventKind::demanded; ///< or released
  Day day = {};
  Money demanded = {}; ///< as `VoucherEvent` has it
};
/// In the order in which it did.
std::vector<NotedDemand> demands_noted_in(Ledger& ledger, BatchId batch);

} // namespace loyalty::store
