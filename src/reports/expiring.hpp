// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Points of a member that end on one day.
struct ExpiringRow {
  MemberId member = {};
  Points points = 0;
  Day last_day = never; ///< on which they can still be spent
};

struct Expiring {
  std::vector<ExpiringRow> rows; ///< by day, then by member
  shop::MemberNames names;
  WorkTexts texts = {};
};

/// What ends on the day itself or in the `days` after it, if nobody spends it.
Expiring report_expiring(store::Ledger& ledger, Day as_of, std::int32_t days);
/// The same from a scan that others share.
shop::AfterScan<Expiring> report_expiring(shop::Scan& scan, Day as_of, std::int32_t days);

} // namespace loyalty::reports
