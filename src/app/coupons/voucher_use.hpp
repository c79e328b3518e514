// SPDX-License-Identifier: MIT
#pragma once

#include "shop/work.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {

/// Writes that the voucher is used (`event`: redeemed). Bonus points are awarded with the voucher's code as their key;
/// the next walk of the member counts them.
void begin_use(shop::Work& work, const store::StoredVoucher& stored, const VoucherEvent& event);
/// Writes that its use ends (`event`: released or voided), whoever found out; bonus points go with the use.
void end_use(shop::Work& work, const store::StoredVoucher& stored, const VoucherEvent& event);

} // namespace loyalty::app
