// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/order_columns.hpp"
#include "formats/order_file.hpp"
#include "formats/order_row.hpp"
#include "formats/rejects_file.hpp"
#include "loyalty/order.hpp"

namespace loyalty::formats {

/// The message of a row that is set aside for a reason about one of its columns.
RejectedRow rejected_row(const OrderColumns& columns, const RowOrigin& origin, const RowProblem& problem);

/// Puts the lines of orders together that a file gives in rows of their own, wherever they stand. Holds the whole file.
class OrderLines {
 public:
  OrderLines(const OrderColumns& columns, Currency currency) : columns_(columns), currency_(currency) {}

  /// Takes the rows of one window of the file and their origins. The texts of both stay where they are.
  void add(OrderBatch&& window, const std::vector<RowOrigin>& origins);
  /// Notes a row that was set aside, because its order cannot be told without it.
  void add_rejected(std::string_view shop, std::string_view order_id, std::size_t line);
  /// Ends the file: settles which orders are whole. `rejected` gets the rows of those that are not.
  void settle(std::vector<RejectedRow>& rejected);

  /// Fills a batch with the next whole orders, at most `most`, and gives the rows of each; false after the last one.
  bool next(OrderBatch& batch, std::size_t most, std::vector<std::vector<RowOrigin>>& origins);

 private:
  struct Line {
    OrderRow* row = nullptr;
    OrderDetails* details = nullptr;
    RowOrigin origin;
  };
  struct Order {
    std::vector<Line> lines;
    std::size_t rejected_line = 0;  // of the file; 0: none
  };

  Order& order_of(std::string_view shop, std::string_view order_id);
  bool settle(Order& order, std::vector<RejectedRow>& rejected) const;
  RowProblem disagreement(const Line& first, const Line& line) const;
  std::size_t find_fault(const Order& order, RowProblem& problem) const;

  const OrderColumns& columns_;
  Currency currency_;
  std::deque<OrderBatch> windows_;
  std::deque<std::string> keys_;
  std::unordered_map<std::string_view, std::size_t> index_;  // by shop, a NUL, order id
  std::deque<Order> orders_;
  std::size_t given_ = 0;
};

}  // namespace loyalty::formats
