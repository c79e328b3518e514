// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "shop/scan.hpp"

namespace loyalty::reports {

/// What a shop sold in some days, and who joined in them.
struct Trade {
  Money by_members = {}; ///< net: what remains of orders for goods, less refunds that name none
  Money by_others = {};  ///< guests, and buyers whom nobody knows yet
  std::int64_t orders = 0;
  std::int64_t new_members = 0;

  Money net() const { return by_members + by_others; }
  Trade& operator+=(const Trade& other);
  bool operator==(const Trade&) const = default;
};

/// By day, as known at the end of `as_of`; days without anything are left out. The sum of all net is that of the shop.
shop::AfterScan<std::map<Day, Trade>> trade_by_day(shop::Scan& scan, Day as_of);

/// From one day through another.
Trade trade_between(const std::map<Day, Trade>& days, Day first, Day last);

} // namespace loyalty::reports
