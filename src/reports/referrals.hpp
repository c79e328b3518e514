// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "loyalty/program.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What came of the people whom one member brought.
struct ReferralRow {
  MemberId inviter = {};
  std::int64_t invited = 0;
  std::int64_t counted = 0;       ///< of them: their first order has left the hold
  std::int64_t lost = 0;          ///< of them: what they ordered was given back
  Points points = 0;              ///< given to the inviter for them, less what was taken back
  Money first_orders_amount = {}; ///< what remains of the orders for which they count
};

struct Referrals {
  std::vector<ReferralRow> rows; ///< most counted first, then most invited, then by member
  shop::MemberNames names;
};

/// Everybody who has brought somebody by the end of the day.
Referrals report_referrals(store::Ledger& ledger, const std::shared_ptr<const Program>& program, Day as_of);

} // namespace loyalty::reports
