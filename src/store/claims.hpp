// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "store/vouchers.hpp"

namespace loyalty::store {

/// The key under which a voucher is issued that the code on an order claimed.
std::string claim_key(OrderId order);
/// That order, if the voucher was claimed so.
std::optional<OrderId> claimed_by(const StoredVoucher& stored);
/// Whether such a claim was taken back when its order was judged again: nobody was given it, and it stands in no count.
bool taken_back(const StoredVoucher& stored);
/// All such vouchers of a coupon.
std::unordered_set<VoucherId> claims_taken_back(Ledger& ledger, std::string_view coupon);

} // namespace loyalty::store
