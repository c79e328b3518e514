// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/holdout.hpp"
#include "loyalty/message.hpp"
#include "loyalty/program.hpp"
#include "store/holdouts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What a hold-out shows of one thing that members brought: "net", or "left", which is their margin without what the
/// scheme cost for them.
struct HoldoutRow {
  std::string_view measure;
  HoldoutFigures figures = {};
  std::optional<HoldoutProfit> profit = {}; ///< of `left`: in all, with what the scheme cost whoever is there

  bool too_few() const { return figures.verdict == HoldoutVerdict::too_few; }
  std::string_view verdict() const;
  /// Of `left`: what the scheme earned in all, as far as the lot says it.
  Message said_of_profit(Currency currency) const;
};

struct HoldoutReport {
  std::vector<HoldoutRow> rows;
  std::int32_t days = 0; ///< after the draw, and as many before it
  Currency currency = cny;

  Message note() const;
};

/// Compares the members of a hold-out as they were assigned, through the day, or its last one if it is over. Refused by
/// `Error`: there is no hold-out of that name, or no day after its draw is over. `left` is told where the costs of
/// `costs_from` (nullptr: of the version kept last) name a margin.
HoldoutReport report_holdout(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from,
                             const std::string& name, Day as_of);

/// The hold-out drawn last of those that can be compared: a day after their draw is over at the end of `as_of`.
std::optional<store::StoredHoldout> last_compared(store::Ledger& ledger, Day as_of);

/// A hold-out, and how many were drawn in it.
struct HoldoutListed {
  store::StoredHoldout drawn;
  std::int64_t members = 0;
  std::int64_t held = 0;
};

/// The hold-outs that were drawn by the day.
std::vector<HoldoutListed> list_holdouts(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
