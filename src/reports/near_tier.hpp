// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/near_tier.hpp"
#include "reports/work_texts.hpp"
#include "shop/member_names.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Somebody who lacks little of the next tier.
struct NearTierRow {
  MemberId member = {};
  std::string tier = {}; ///< held; empty: none
  std::string next_tier = {};
  Metric metric = Metric::spend; ///< what the next tier asks for
  TierDistance distance = {};
  std::optional<Money> average_order = {};      ///< net of all purchases, each; nothing without any
  std::optional<std::int64_t> orders_away = {}; ///< as many orders more bring what is missing; unknown for points
  Day last_order_on = never;
};

/// A tier of which nobody can be said to be near.
struct TierLeftOut {
  std::string name;
  FarTier because = FarTier::several;
};

struct NearTiers {
  std::vector<NearTierRow> rows; ///< those first of whom the least share is missing, then by key
  std::vector<TierLeftOut> left_out;
  shop::MemberNames names;
  WorkTexts texts = {};

  Message note() const;
};

/// The members who lack at most `within` of what the tier above theirs asks for, by the program kept last.
NearTiers report_near_tier(store::Ledger& ledger, Ratio within, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<NearTiers> report_near_tier(shop::Scan& scan, Ratio within, Day as_of);

} // namespace loyalty::reports
