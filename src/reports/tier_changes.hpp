// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/tiering.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// One change of a member's tier, or of the day until which it is held.
struct TierChangeRow {
  MemberId member = {};
  std::string from_tier; ///< before the change; empty: none
  TierChange change;
  bool money = false; ///< `change.qualifying` is money
};

struct TierChanges {
  std::vector<TierChangeRow> rows; ///< by day, then by member
  shop::MemberNames names;
};

/// What happened on the days `from` … `to`; what was decided and later taken back is left out.
TierChanges report_tier_changes(store::Ledger& ledger, Day from, Day to);
/// The same from a scan that others share.
shop::AfterScan<TierChanges> report_tier_changes(shop::Scan& scan, Day from, Day to);

} // namespace loyalty::reports
