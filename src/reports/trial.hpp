// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "loyalty/proposal.hpp"
#include "reports/tiers.hpp"
#include "reports/today.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What a scheme would have come to, had it ruled all along. Nobody has redeemed anything yet, so costs are the most
/// that they can be: as if every point and every voucher were used.
struct TrialFigures {
  std::int64_t members = 0;
  std::vector<TierRow> tiers;
  Points open = 0;          ///< that members would hold, pending ones included
  Money owed = {};          ///< what those pay for
  Money net_a_year = {};    ///< of members, in the year through the day
  Points points_a_year = 0; ///< earned in it, less what refunds took back
  Money points_cost = {};   ///< what those pay for
  std::int64_t vouchers_a_year = 0;
  Money vouchers_cost = {};
  std::map<TaskKind, std::int64_t> tasks; ///< today's
  std::int64_t silent = 0;                ///< without an order for as long as the proposal says

  Money cost() const { return points_cost + vouchers_cost; }
  /// The part of the members' margin that must be business which would not have come without the scheme; nullopt where
  /// nothing was sold.
  std::optional<Ratio> must_be_extra(Ratio margin) const;
  std::optional<Ratio> cost_of_sales() const;
};

/// The scheme of the proposal, which the ledger has been settled under through the day.
TrialFigures report_trial(store::Ledger& ledger, const Proposal& proposal, Day as_of);

} // namespace loyalty::reports
