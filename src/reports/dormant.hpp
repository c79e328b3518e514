// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/figures.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Somebody who has not bought for long.
struct DormantRow {
  MemberId member = {};
  OrderFigures orders;
};

struct Dormant {
  Day as_of = {};
  std::vector<DormantRow> rows; ///< the largest net spend first
  shop::MemberNames names;
  WorkTexts texts = {};
};

/// Buyers whose last order is at least `days` ago.
Dormant report_dormant(store::Ledger& ledger, Day as_of, std::int32_t days);
/// The same from a scan that others share.
shop::AfterScan<Dormant> report_dormant(shop::Scan& scan, Day as_of, std::int32_t days);

} // namespace loyalty::reports
