// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// What a file said of an order of a member, as it was said.
struct OrderStatementRow {
  std::string order_id;
  std::string shop;
  Moment placed_at = {};
  OrderStatus status = OrderStatus::paid;
  Money amount = {}; ///< negative for refunds
  Money refunded = {};
  std::optional<Points> points_redeemed = {};
  std::string category;
  std::string refund_of;             ///< the order that a refund row names
  std::optional<Day> stated_on = {}; ///< of a later statement: the day on which it became known
  std::string host = {};
  std::string channel = {};
};

/// Every statement about a member's orders by moment, as they were made. Rows of undone batches are not seen.
std::vector<OrderStatementRow> statements_of(Ledger& ledger, MemberId member);

} // namespace loyalty::store
