// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/entry.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What moved the points of all members in one month.
struct MonthOfPoints {
  Day first = {};         ///< the first of the month
  Balance moved = {};     ///< `earned`, `redeemed`, `expired`, `clawed_back`, `adjusted` of the month
  Points balance = 0;     ///< that could be spent at its end, or at the end of the report's day
  Points transferred = 0; ///< handed on from member to member; `adjusted` has what went and what came
};

/// From the month of the first entry to that of the day, without gaps. Held points count from the day they can be
/// spent.
std::vector<MonthOfPoints> report_points(store::Ledger& ledger, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<std::vector<MonthOfPoints>> report_points(shop::Scan& scan, Day as_of);

} // namespace loyalty::reports
