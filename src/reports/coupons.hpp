// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "loyalty/coupon.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// How a coupon did: issued = open + redeemed + expired + voided.
struct CouponFigures {
  std::string coupon;
  std::string name; ///< empty if the program no longer has the coupon
  std::int64_t issued = 0;
  std::int64_t open = 0;
  std::int64_t redeemed = 0;
  std::int64_t expired = 0;
  std::int64_t voided = 0;
  Money discount = {};     ///< given by the redemptions
  Money order_amount = {}; ///< of the orders they were used for, before the vouchers

  /// Redeemed of issued; nullopt where none was issued.
  std::optional<Ratio> redemption_rate() const;
};

/// One line per coupon at the end of the day: those of the program version kept last in its order, issued or not, then
/// those it no longer has by id.
std::vector<CouponFigures> coupon_figures(store::Ledger& ledger, Day as_of);

/// The vouchers that a member has and has not used at the end of the day, the first to end first.
std::vector<Voucher> open_vouchers(store::Ledger& ledger, MemberId member, Day as_of);

/// How many open vouchers each member has at the end of the day; members without any are not named.
std::unordered_map<MemberId, std::int64_t> open_voucher_counts(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
