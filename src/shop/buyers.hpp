// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "loyalty/engine.hpp"
#include "loyalty/history.hpp"
#include "loyalty/price.hpp"
#include "store/coded_orders.hpp"
#include "store/histories.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// The member walked last as the buyer of a cart on the day, with the tier, points and conditions of its end. Lives as
/// long as the engine is not walked again.
Buyer buyer_of(const Program& program, const History& history, Engine& engine, Day day);

/// Says as what buyers of orders came to them: with all that happened before, and nothing of the order itself.
class OrderBuyers {
 public:
  OrderBuyers(store::Ledger& ledger, const Timeline& timeline);

  /// Lives until the next one is asked for.
  Buyer before(const store::CodedOrder& order, const Program& program);
  /// The same without a look at the history, unless a condition is asked about: good where only conditions matter.
  Buyer by_conditions(const store::CodedOrder& order);

 private:
  void walk_to(const store::CodedOrder& order);
  History history_before(const store::CodedOrder& order);
  bool is_earlier(const OrderFact& order, const store::OrderPlace& place);

  store::Ledger& ledger_;
  Engine engine_;
  std::optional<store::HistoryReader> histories_;
  std::optional<store::CodedOrders> orders_;
  History history_ = {};
  std::optional<OrderId> walked_to_ = {};
};

} // namespace loyalty::shop
