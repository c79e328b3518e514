// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// A limit by spend that so large a share of the buyers would reach.
struct ThresholdRow {
  Ratio share = {};
  Money exact = {};     ///< spend of the last of them
  Money threshold = {}; ///< a round amount that is not above it
  std::int64_t holders = 0;
  std::optional<Ratio> share_of_buyers = {};
  std::optional<Ratio> share_of_sales = {};
  std::int64_t reachable = 0; ///< others who have spent four fifths of it
  std::string tier = {};      ///< of the program, in the same place from the top; empty: it has none there
  std::optional<Money> discount_a_year = {}; ///< of that tier, if the holders buy the same once more
};

/// By the spend in the window in which the tiers of the program are measured, else by that of the last 365 days. No
/// rows where fewer than 50 members bought: then the limits are better set by hand.
std::vector<ThresholdRow> report_thresholds(store::Ledger& ledger, const std::vector<Ratio>& shares, Currency currency,
                                            Day as_of);
/// The same from a scan that others share.
shop::AfterScan<std::vector<ThresholdRow>> report_thresholds(shop::Scan& scan, const std::vector<Ratio>& shares,
                                                             Currency currency, Day as_of);

} // namespace loyalty::reports
