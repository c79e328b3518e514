// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/order.hpp"

namespace loyalty {

using MemberId = std::int64_t; ///< the ledger's own number of a member
using FactId = std::int64_t;   ///< the ledger's own number of an order row or of an act by hand; 0: none

/// One stored row about an order: its first statement or a later one (a revision).
struct OrderRecord {
  FactId id = 0;
  FactId revises = 0;   ///< the first statement of the same order; 0: this is it
  FactId refund_of = 0; ///< first statement of the order that a refund row gives money back for; 0: not said
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};
  OrderStatus status = OrderStatus::paid;
  Day stated_on = {}; ///< the as-of day on which a revision became known; unused for first statements
  Points points_redeemed = 0;
};

/// An order that was paid.
struct OrderFact {
  FactId id = 0;
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};       ///< given back before the ledger first heard of the order
  bool void_from_start = false; ///< wholly refunded then: no order, no spend
  Points points_redeemed = 0;

  Day day() const { return placed_at.day(); }
};

/// Money given back later. Never dated before its order.
struct RefundFact {
  FactId id = 0; ///< the order row that says so
  Moment at = {};
  std::int32_t order = -1; ///< index into `History::orders`; -1: names no order
  Money amount = {};       ///< positive
  bool whole = false;      ///< nothing of the order remains

  Day day() const { return at.day(); }
};

enum class ActKind : std::uint8_t {
  award = 1,  ///< points given by hand, with a reason
  adjust = 2, ///< a correction up or down, with a reason
  redeem = 3, ///< points spent by hand
};

/// What somebody did with a member's points by hand.
struct PointAct {
  FactId id = 0;
  Day day = {};
  ActKind kind = ActKind::award;
  Points points = 0; ///< negative only for an adjustment downwards
  FactId order = 0;  ///< first statement of the order that redeemed points paid for; 0: none
};

/// Everything that happened to one member, each list in the order in which it happened.
struct History {
  MemberId member = 0;
  Day joined_on = {}; ///< the day of the first fact, if the shop never said; `never`: not a member yet
  std::vector<OrderFact> orders;
  std::vector<RefundFact> refunds;
  std::vector<PointAct> acts;
};

/// Makes orders and refunds of a member's stored rows, which come sorted by (placed_at, id). A status that became
/// `refunded` or `cancelled` later, or a `refunded` amount that grew, is a refund on the day it became known; an
/// order that was paid later counts from the day it was placed. Fills `history.orders` and `history.refunds`.
void assemble(std::span<const OrderRecord> records, History& history);

}  // namespace loyalty
