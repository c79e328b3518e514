// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/order_batch.hpp"
#include "files/order_columns.hpp"
#include "files/order_row.hpp"
#include "files/platform_lines.hpp"
#include "files/rejects_file.hpp"
#include "loyalty/message.hpp"
#include "loyalty/order.hpp"

namespace loyalty::files {

/// The message of a row that is set aside for a reason about one of its columns.
RejectedRow rejected_row(const RowSource& source, const OrderColumns& columns, const RowOrigin& row,
                         const RowProblem& problem);

/// Puts the lines of orders together that a file gives in rows of their own, wherever they stand. Holds the whole file.
///
/// Rows of one order are its lines where a line_id, a sku, a quantity, a reduced price, or different categories or
/// amounts tell them apart. Without line_id they are told by their position, so that equal ones are different lines;
/// what every line says alike of the order then counts once. The same lines in another status are another statement
/// about the order. Rows that nothing tells apart are each a statement about all of it. Where the profile says that
/// rows are lines, all rows of an order are lines of it, as `unite_lines` has them.
class OrderLines {
 public:
  /// The first two must outlive the lines.
  OrderLines(const RowSource& source, const OrderColumns& columns, Currency currency)
      : source_(source), columns_(columns), currency_(currency) {}

  /// Takes the rows of one window of the file. Their texts stay where they are.
  void add(FileBatch&& window);
  /// Notes a row that was set aside, because its order cannot be told without it.
  void add_rejected(std::string_view shop, std::string_view order_id, std::size_t line);
  /// Ends the file: settles which orders are whole. `rejected` gets the rows of those that are not.
  void settle(std::vector<RejectedRow>& rejected);

  /// Fills a batch with the next whole orders, at most `most`, and gives the rows of each; false after the last one.
  bool next(OrderBatch& batch, std::size_t most, std::vector<std::vector<RowOrigin>>& origins);

  /// What to tell the user once about rows that are equal in everything.
  std::vector<Message> notes() const;

 private:
  using Line = LineRow;
  struct Order {
    std::vector<Line> lines;
    std::vector<std::size_t> ends; // of each statement among the lines; none: all lines are one
    std::size_t rejected_line = 0; // of the file; 0: none
  };
  struct Fault {
    std::size_t line; // among those of the order
    RowProblem problem;
  };

  Order& order_of(std::string_view shop, std::string_view order_id);
  bool settle(Order& order, std::vector<RejectedRow>& rejected);
  std::optional<Fault> find_fault(Order& order);
  std::optional<Fault> unite(Order& order);
  std::optional<Fault> disagreement(const Order& order) const;
  std::optional<Fault> split(Order& order);
  std::optional<Fault> split_by_status(Order& order);
  std::optional<Fault> split_by_row(Order& order);
  std::optional<Fault> beyond_limits(const Order& order) const;
  template <class Value>
  RowProblem differ(OrderColumn column, const Value& here, const Value& there, const Line& first) const;
  void give(std::span<const Line> lines, OrderBatch& batch) const;

  const RowSource& source_;
  const OrderColumns& columns_;
  Currency currency_;
  std::deque<FileBatch> windows_;
  std::deque<std::string> keys_;
  std::unordered_map<std::string_view, std::size_t> index_; // by shop, a NUL, order id
  std::deque<Order> orders_;
  std::size_t given_ = 0;
  std::size_t next_statement_ = 0; // of the order that is given next
  std::size_t equal_lines_ = 0;    // orders of which equal rows are lines
  std::size_t told_again_ = 0;     // rows that repeat one before
  std::size_t doubtful_ = 0;       // orders whose amount fits none of its sums
};

} // namespace loyalty::files
