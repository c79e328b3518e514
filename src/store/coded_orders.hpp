// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/order.hpp"
#include "loyalty/price.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Where an order stands among all orders: by its moment, then by shop and number.
struct OrderPlace {
  Moment at = {};
  std::string shop;
  std::string number;
  OrderId id = {}; ///< its first statement

  auto operator<=>(const OrderPlace&) const = default;
};

/// An order with what its file says of codes, as its latest statements have it.
struct CodedOrder {
  OrderPlace place;
  std::optional<MemberId> member = {}; ///< as they are known by now; absent: nobody's
  bool stands = false;                 ///< it was paid, and something of it remains
  std::string codes;
  std::optional<Money> discount = {}; ///< as the file states it
  std::optional<Money> shipping = {};
  std::vector<PaidLine> lines = {}; ///< at least one
  bool has_lines = false;           ///< the file gives them; else one stands for the whole order
  Money paid = {};
  std::string host = {}; ///< who sold it
  std::string channel = {};

  Day day() const { return place.at.day(); }
};

/// Reads orders one by one. Rows of undone batches are not seen.
class CodedOrders {
 public:
  explicit CodedOrders(Ledger& ledger);

  /// By the number of its first statement; nullopt if no statement counts.
  std::optional<CodedOrder> find(OrderId first);
  std::optional<OrderPlace> place_of(OrderId first);
  /// All orders behind this place that name codes. Looks at every order with details.
  std::vector<OrderPlace> behind(const OrderPlace& place);

 private:
  void read_details(OrderId statement, CodedOrder& order, const std::string& category);
  std::vector<PaidLine> lines_of(OrderId statement);

  Ledger& ledger_;
  Cursor names_;
  Cursor statements_;
  Cursor details_;
  Cursor lines_;
};

} // namespace loyalty::store
