// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/tiering.hpp"
#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::reports {

/// One comparison of a tier's rule with what the member has.
struct TierCheck {
  std::string tier;
  std::string rule; ///< "when", "retain" or, on its days, "free"
  Condition comparison = {};
  Day from = {};                          ///< first day that counts
  std::optional<std::int64_t> value = {}; ///< absent: unknown
  bool holds = false;
};

struct TierExplanation {
  store::Member member;
  std::string tier; ///< held at the end of the day
  Day since = {};
  Day until = never;
  TierReason reason = TierReason::promoted;
  std::vector<TierCheck> checks; ///< from the lowest tier to the highest
};

/// Why a member holds the tier they hold at the end of the day: every comparison of every tier. Writes nothing.
TierExplanation explain_tier(store::Ledger& ledger, const shop::ProgramText& program, std::string_view member,
                             Day as_of);

} // namespace loyalty::reports
