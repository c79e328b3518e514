// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// How many rows of each kind a batch wrote.
struct BatchContents {
  std::int64_t orders = 0; ///< statements about orders
  std::int64_t acts = 0;
  std::int64_t entries = 0;
  std::int64_t tier_changes = 0;
  std::int64_t vouchers = 0;
  std::int64_t voucher_events = 0;
  std::int64_t vouchers_used = 0; ///< of its vouchers, those redeemed in batches that count
  std::int64_t visitors = 0;      ///< days and months of which it tells how many came
  std::int64_t drawn = 0;         ///< lots of hold-outs
  std::int64_t cards = 0;
  std::int64_t card_moves = 0;
  std::int64_t cards_used = 0; ///< of its cards, those that moved in other batches that count
};
BatchContents contents_of(Ledger& ledger, BatchId batch);

/// The facts that a batch stated: orders by their first statement, and acts by hand. Both ascend.
struct StatedFacts {
  std::vector<OrderId> orders;
  std::vector<ActId> acts;
};
StatedFacts facts_of(Ledger& ledger, BatchId batch);

/// Batches in which somebody moved points by hand.
std::unordered_set<BatchId> batches_by_hand(Ledger& ledger);

/// The last day on which each member's points were moved by hand, in batches that count.
std::unordered_map<MemberId, Day> last_acts(Ledger& ledger);

} // namespace loyalty::store
