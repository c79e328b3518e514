// SPDX-License-Identifier: MIT
#pragma once

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

// Rows that are no month of a last usable day.
inline constexpr std::string_view points_without_end = "never";
inline constexpr std::string_view points_in_all = "total"; ///< of the months and those without end
inline constexpr std::string_view points_held = "held";
inline constexpr std::string_view points_in_debt = "debt";
inline constexpr std::string_view money_in_wallets = "wallets"; ///< no points, but money
inline constexpr std::string_view money_on_cards = "cards";     ///< the same
inline constexpr std::string_view points_compared = "backtest";

/// What is owed: points to members, or by them, and money that was paid in.
struct LiabilityRow {
  std::string month;                          ///< "2026-06" of the last usable day, or one of the words above
  Points points = 0;                          ///< open; 0 of money
  std::optional<Money> worth = {};            ///< nothing where points cannot be redeemed
  std::optional<Points> expected_points = {}; ///< of them, to be used
  std::optional<Money> expected = {};         ///< their worth
  std::optional<Points> used_points = {};     ///< of those of an earlier day, used since
};

/// What was expected of the points that were open at the end of an earlier month and have ended since.
struct LiabilityBacktest {
  Day on = {};
  Points open = 0;
  Points expected = 0;
  Points used = 0;
};

/// How much of the open points is expected to be used.
struct ExpectedUse {
  Points open = 0;     ///< can be spent
  Points expected = 0; ///< all of them where the past says too little
  bool known = false;  ///< the past says enough
};

struct Liability {
  /// By month, then without end, in all, held, owed by members; money in wallets and on cards; and the backtest.
  std::vector<LiabilityRow> rows;
  ExpectedUse use = {};
  std::optional<LiabilityBacktest> backtest = {};

  Message note() const;
};

/// What members, and whoever holds a gift card, can still ask for. What is pending, and what members owe, is never set
/// off against it.
Liability report_liability(store::Ledger& ledger, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<Liability> report_liability(shop::Scan& scan, Day as_of);

/// The sums of the same. The caller holds a `store::Snapshot`.
shop::AfterScan<ExpectedUse> expected_use(shop::Scan& scan, Day as_of);

} // namespace loyalty::reports
