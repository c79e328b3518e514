// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <unordered_set>

#include "store/ledger/ledger.hpp"
#include "store/stored_voucher.hpp"

namespace loyalty::store {

/// Whether a voucher that the code on an order claimed was taken back when its order was judged again: nobody was given
/// it, and it stands in no count.
bool taken_back(const StoredVoucher& stored);
/// All such vouchers of a coupon.
std::unordered_set<VoucherId> claims_taken_back(Ledger& ledger, std::string_view coupon);

} // namespace loyalty::store
