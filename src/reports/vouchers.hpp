// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/coupon.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Which vouchers are asked for; what is absent leaves none out.
struct VoucherQuery {
  std::optional<std::string> coupon = {};
  std::optional<std::string> member = {}; ///< by key or identity
  std::optional<BatchId> batch = {};      ///< that issued, used, released or cancelled them
  std::optional<std::string> state = {};  ///< one of `voucher_states`
  std::optional<std::string> code = {};   ///< as somebody typed it
  Currency currency;                      ///< in which is said what they give
};

/// What `VoucherQuery::state` can be: the states by name, and "open" for those that can be used.
std::string_view voucher_states();

/// A voucher with all that a shop must know to hand it out again.
struct VoucherRow {
  const Voucher& voucher;
  std::string_view coupon_name; ///< as the program called it last
  std::string_view member;      ///< the shop's own key; empty: whoever shows it, or a forgotten member
  VoucherState state;
  BatchId batch;            ///< that issued it
  std::string_view key;     ///< the occasion of its issue
  const VoucherEvent* used; ///< the redemption that holds; nullptr: none
  Currency currency;
};

/// Reads the vouchers issued through the end of `day`, in the order of their issue and as they stood on that day.
/// Refused by `Error`: a coupon, member, batch, state or code that there is not.
void report_vouchers(store::Ledger& ledger, Day day, const VoucherQuery& query,
                     const std::function<void(const VoucherRow&)>& use);

} // namespace loyalty::reports
