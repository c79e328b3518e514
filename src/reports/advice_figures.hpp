// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "loyalty/program.hpp"
#include "shop/scan.hpp"

namespace loyalty::reports {

/// How often a coupon was used by members, and by how many of them shortly after another order.
struct CouponUses {
  std::int64_t uses = 0;
  std::int64_t by_regulars = 0; ///< who had ordered in the `regular_days` before
};

/// Who has ordered in so many days before would likely have come again anyway.
inline constexpr std::int32_t regular_days = 30;

/// What only advice asks of all members.
struct AdviceFigures {
  std::int64_t members = 0;
  std::int64_t with_points = 0;
  std::int64_t below_minimum = 0; ///< of them: with fewer points than one redemption takes
  std::map<std::string, CouponUses> coupons;
};

shop::AfterScan<AdviceFigures> advice_figures(shop::Scan& scan, const Program& program, Day as_of);

} // namespace loyalty::reports
