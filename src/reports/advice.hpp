// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"
#include "loyalty/program.hpp"
#include "reports/profit.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// One sentence of a good adviser, with the figure in it.
struct Advice {
  std::string_view topic; ///< "tier_unreached": the name in every output
  Message said;
  std::string command; ///< to look closer or to do it
};

/// With fewer members nothing is advised: one more or less would change it.
inline constexpr std::int64_t fewest_to_advise = 50;
/// More at once is not done.
inline constexpr std::size_t most_advice = 7;

/// What other reports of the day say, for whoever has asked them already.
struct AdviceFrom {
  Profit profit;                ///< since the scheme was opened
  std::int64_t older_tasks = 0; ///< `Tasks::older`
  std::int64_t to_watch = 0;    ///< rows of `watch`
};
AdviceFrom ask_for_advice(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, Currency currency,
                          Day as_of);

/// What the figures of the day call for, the most important first.
std::vector<Advice> report_advice(store::Ledger& ledger, const AdviceFrom& from, Currency currency, Day as_of);

} // namespace loyalty::reports
