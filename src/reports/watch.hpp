// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/day.hpp"
#include "reports/watch_row.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

struct Watch {
  std::vector<WatchRow> rows; ///< by kind, then by amount
  shop::MemberNames names;
};

/// Everything that is worth a look at the end of the day.
Watch report_watch(store::Ledger& ledger, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<Watch> report_watch(shop::Scan& scan, Day as_of);

} // namespace loyalty::reports
