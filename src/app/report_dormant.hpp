// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "app/report_names.hpp"
#include "loyalty/figures.hpp"
#include "store/ledger.hpp"

namespace loyalty::app {

/// Somebody who has not bought for long.
struct DormantRow {
  MemberId member = 0;
  OrderFigures orders;
};

struct Dormant {
  std::vector<DormantRow> rows; ///< the largest net spend first
  MemberNames names;
};

/// Buyers whose last order is at least `days` ago.
Dormant report_dormant(store::Ledger& ledger, Day as_of, std::int32_t days);

}  // namespace loyalty::app
