// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "store/histories.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {

/// What members have bought, for a run that asks of many. An order of which nothing remains and the fee of a membership
/// are no purchases (`counts_as_purchase`).
class Purchases {
 public:
  /// `batch` is the one that is being written, if one is.
  explicit Purchases(Ledger& ledger, std::optional<BatchId> batch = {});

  struct Bought {
    Day first = never;        ///< day of the first purchase
    bool before = false;      ///< some purchase is in another batch
    Day member_since = never; ///< `never`: no member so far
  };
  Bought of(MemberId member);

 private:
  bool in_another_batch(OrderId order);

  Ledger& ledger_;
  std::optional<BatchId> batch_;
  HistoryReader histories_;
  Cursor statements_;
};

/// How many purchases some members made before a day of each, and how many of the members made any.
struct BoughtBefore {
  std::int64_t orders = 0;
  std::int64_t members = 0;
};
BoughtBefore bought_before(Ledger& ledger, const std::unordered_map<MemberId, Day>& days);

} // namespace loyalty::store
