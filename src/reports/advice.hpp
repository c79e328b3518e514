// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"
#include "loyalty/program.hpp"
#include "reports/expiring.hpp"
#include "reports/profit.hpp"
#include "reports/tiers.hpp"
#include "reports/today.hpp"
#include "reports/watch.hpp"
#include "shop/scan.hpp"
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

/// What the figures of the day call for, the most important first. `costs_from` is the program whose [costs] count;
/// nullptr: that of the version kept last.
std::vector<Advice> report_advice(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from,
                                  Currency currency, Day as_of);

/// What other reports of the day say, for whoever asks them too.
struct AdviceFrom {
  const Profit& profit; ///< since the scheme was opened
  const std::vector<TierRow>& tiers;
  const Tasks& tasks;
  const Watch& watch;
  const Expiring& ending; ///< within `ending_days`
};
inline constexpr std::int32_t ending_days = 30;

/// The same from a scan that others share.
std::function<std::vector<Advice>(const AdviceFrom&)> report_advice(shop::Scan& scan, Currency currency, Day as_of);

} // namespace loyalty::reports
