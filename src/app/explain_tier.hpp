// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/work.hpp"
#include "loyalty/condition.hpp"
#include "loyalty/tiering.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// One comparison of a tier's rule with what the member has.
struct TierCheck {
  std::string tier;
  std::string rule; ///< "when" or "retain"
  Metric metric = Metric::spend;
  Window window = {};
  Day from = {}; ///< first day that counts
  Comparison comparison = Comparison::at_least;
  std::int64_t needed = 0;
  std::int64_t value = 0;
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

/// Why a member holds the tier he holds at the end of the day: every comparison of every tier. Writes nothing.
TierExplanation explain_tier(store::Ledger& ledger, const ProgramText& program, std::string_view member, Day as_of);

}  // namespace loyalty::app
