// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Members of one cohort, who bought for the first time in the same month, in one month of theirs; or a sum of money
/// that is no cohort's, of which only the net is known.
struct CohortRow {
  std::string cohort; ///< "2026-01", else `outside_of_cohorts`, `bought_by_guests` or `bought_by_unknown`
  std::optional<std::int64_t> month = {};  ///< 0: that of the first purchase
  std::optional<std::int64_t> size = {};   ///< members of the cohort
  std::optional<std::int64_t> buyers = {}; ///< of them, with a purchase in the month
  std::optional<Ratio> retention = {};     ///< buyers of members
  std::optional<std::int64_t> orders = {}; ///< purchases
  Money net = {};
  std::optional<Money> cumulative = {}; ///< net from the first month on
  std::optional<Money> cumulative_per_buyer = {};
  std::optional<bool> complete = {}; ///< the month is over
};

/// Net of members who never bought, and of others before their first month.
inline constexpr std::string_view outside_of_cohorts = "outside_cohorts";
inline constexpr std::string_view bought_by_guests = "guests";
/// Net of orders whose buyer is masked.
inline constexpr std::string_view bought_by_unknown = "unassigned";

/// In a smaller cohort one buyer more or less looks like a trend.
inline constexpr std::int64_t fewest_of_cohort = 10;

struct Cohorts {
  std::vector<CohortRow> rows;

  bool any_too_small() const;
  Message note() const;
};

/// Every cohort with each of its months through that of the day, then the three sums of nobody's cohort. The net of all
/// rows is that of the shop.
Cohorts report_cohorts(store::Ledger& ledger, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<Cohorts> report_cohorts(shop::Scan& scan, Day as_of);

} // namespace loyalty::reports
