// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"
#include "loyalty/order.hpp"

namespace loyalty {

/// What is said of an order at a time: by the last statement that counts, or by a row of a file.
struct OrderStatement {
  std::optional<MemberId> member = {}; ///< absent: nobody's
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {}; ///< of a paid order, 0 … amount
  OrderStatus status = OrderStatus::paid;
  std::string_view category = {};
};

/// All that was given back of the order so far. Of an order that is not paid, nothing remains.
Money given_back(const OrderStatement& statement);

/// Whether rows of this status stand for themselves and never become an order: refunds under an own number,
/// adjustments.
constexpr bool is_own_kind(OrderStatus status) {
  return status == OrderStatus::refund || status == OrderStatus::adjustment;
}

/// How a statement follows upon what is known of the order.
enum class Follows : std::uint8_t {
  unchanged,     ///< says what is known
  later,         ///< the order went on: was paid, given back, cancelled, or more of it was
  older,         ///< the order is further by now; taken only where that is wanted
  contradiction, ///< cannot be about the same order
};

/// What makes it another order, in the order in which it is looked at.
enum class Contradiction : std::uint8_t { amount, member, placed_at, status, category };

/// A statement held against what is known. One order has one amount, buyer, moment and category, and stays an order;
/// until it is paid, its amount can still be bargained down, and its moment is not yet that of the payment.
struct StatementCheck {
  Follows follows = Follows::unchanged;
  std::optional<Contradiction> contradiction = {}; ///< the first one
};

StatementCheck compare(const OrderStatement& known, const OrderStatement& stated);

} // namespace loyalty
