// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What orders earned by the rule of one campaign. Orders that were wholly given back are left out.
struct CampaignEarnings {
  std::int64_t orders = 0;
  std::int64_t members = 0;
  Points points = 0; ///< of the lines that the campaign added or multiplied, before partial refunds
  Money amount = {}; ///< on which they were given

  CampaignEarnings& operator+=(const CampaignEarnings& other);
};

struct CampaignRow {
  std::string campaign; ///< id
  std::string name;     ///< empty if no version of the program has the campaign
  std::optional<Day> from = {};
  std::optional<Day> until = {};
  std::optional<CampaignEarnings> earnings = {}; ///< absent: a discount, which orders come with already
};

/// The campaigns of the program version kept last in its order, then older ones by id.
std::vector<CampaignRow> report_campaigns(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
