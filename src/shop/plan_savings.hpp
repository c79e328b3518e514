// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/membership.hpp"
#include "loyalty/timeline.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// An early end of a term as it would be on a day.
///
/// A term has saved its member the member prices of the plan's tier on orders of its days, on whose morning that tier
/// was held, and what vouchers that came with the term took off; all as far as the orders were kept. Only what files
/// or vouchers say was taken off counts.
struct EarlyEnd {
  Money unused = {}; ///< of the fee, by days
  Money saved = {};  ///< by the end of the day; zero where the rule of the plan does not ask
  Money refund = {};
};
/// That of each of a member's terms, by its place. Nothing may be written on the ledger meanwhile.
std::vector<EarlyEnd> early_ends(store::Ledger& ledger, const Timeline& timeline, MemberId member,
                                 std::span<const PlanTerm> terms, Day day);

} // namespace loyalty::shop
