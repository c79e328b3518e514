// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/figures.hpp"
#include "loyalty/tiering.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Who holds one tier at the end of a day.
struct TierRow {
  std::string tier; ///< id; empty: those without a tier
  std::string name; ///< empty if the program no longer has the tier
  std::int64_t members = 0;
  std::optional<Ratio> share = {}; ///< of all members
  OrderFigures orders = {};
  std::optional<Money> average_net = {}; ///< per member
};

/// Members without a tier, then the tiers of the program from the lowest on, then those it no longer has.
std::vector<TierRow> report_tiers(store::Ledger& ledger, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<std::vector<TierRow>> report_tiers(shop::Scan& scan, Day as_of);

/// The versions of the program whose qualifying metric is money.
std::map<ProgramId, bool> counting_money(store::Ledger& ledger);

} // namespace loyalty::reports
