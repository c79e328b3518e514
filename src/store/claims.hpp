// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "store/vouchers.hpp"

namespace loyalty::store {

/// The key under which a voucher is issued that the code on an order claimed.
std::string claim_key(FactId order);
/// That order; 0 if the voucher was not claimed so.
FactId claimed_by(const StoredVoucher& stored);
/// Whether such a claim was taken back when its order was judged again: nobody was given it, and it stands in no count.
bool taken_back(const StoredVoucher& stored);
/// All such vouchers of a coupon.
std::unordered_set<std::int64_t> claims_taken_back(Ledger& ledger, std::string_view coupon);

} // namespace loyalty::store
