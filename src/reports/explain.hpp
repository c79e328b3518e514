// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/difference.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/tiering.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"
#include "store/programs.hpp"

namespace loyalty::reports {

/// A line of a member's points account with what it was made from.
struct ExplainedLine {
  std::int32_t number = 0;
  Entry entry;
  std::optional<Terms> terms = {};            ///< the pinned rule; of a line without one, that of its lot
  std::optional<store::OrderText> order = {}; ///< it follows from
  std::optional<store::StoredAct> act = {};   ///< it follows from
  std::string partner = {};                   ///< of a transfer: the key of the other member
  BatchId batch = {};
  std::int32_t reversed_by = 0; ///< line that cancels this one; 0: it stands
};

struct ExplainedTier {
  TierChange change;
  BatchId batch = {};
  bool money = false; ///< `change.qualifying` is money
};

struct Explanation {
  store::Member member;
  std::vector<ExplainedLine> lines;
  std::vector<ExplainedTier> tiers;
  Balance balance;
};

/// A member's points account and tier history as they stood at the end of the day, oldest first. Lines that were
/// cancelled, and those that cancel them, only with `all`.
Explanation explain(store::Ledger& ledger, std::string_view member, Day as_of, bool all);

/// Everything known of one line.
struct ExplainedEntry {
  store::Member member;
  ExplainedLine line;
  std::optional<store::KeptProgram> program = {};
  std::optional<store::BatchRow> batch = {};
  std::vector<ExplainedLine> drawn = {}; ///< of a line that opens a lot: what drew on it or moved it
  Points left = 0;                       ///< in that lot at the end of the day
};

/// Refused by `Error` if the account has no such line on that day.
ExplainedEntry explain_entry(store::Ledger& ledger, std::string_view member, std::int64_t number, Day as_of);

} // namespace loyalty::reports
