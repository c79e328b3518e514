// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

/// Patterns that are worth a look. None of them proves anything, and nothing is refused because of them.
namespace loyalty {

/// Orders of some days.
struct Seen {
  std::int64_t orders = 0;
  Money amount = {};
  Day from = {};
  Day to = {};
};

/// At least three orders placed within 90 days and wholly given back, which come to at least half of what was ordered
/// in these days. The days with most of them, the latest of several; nullopt where there are none.
std::optional<Seen> refund_cycle(const History& history, Day as_of);

/// Days with at least three orders that count, in order.
std::vector<Seen> days_of_many_orders(const History& history, Day as_of);

/// Whether splitting an order can bring more: something is given for each order, for the number of orders or once an
/// order, or is capped for each of them.
bool rewards_many_orders(const Program& program);

/// The first order of somebody.
struct FirstOrder {
  MemberId member = {};
  Moment at = {};
  Money amount = {};
  bool repeated = false; ///< another order followed
};

/// At least ten first orders of one amount within an hour, none of which was followed by another. `first` in any order;
/// each run of them is told once, in the order of time.
std::vector<Seen> bursts(std::span<const FirstOrder> first);

} // namespace loyalty
