// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "files/order_batch.hpp"
#include "files/order_columns.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// A row of a file that is a line of an order, or all of it.
struct LineRow {
  OrderRow* row = nullptr;
  OrderDetails* details = nullptr;
  RowOrigin origin;
  RowMarks marks = {};

  const OrderLine& line() const { return details->lines.front(); }
};

/// Why lines cannot be of one order: the one that does not fit the ones before it.
struct LineFault {
  std::size_t line = 0;
  OrderColumn column = OrderColumn::ignored;
  Message reason = {};
};

/// What became of the lines of an order.
struct LinesUnited {
  std::optional<LineFault> fault = {};
  /// The amount of the order fits neither the sum of its goods nor that of its rows.
  bool doubtful = false;
};

/// A line that stands twice, by its line_id, counts once, in the state that is further.
///
/// Makes the rows of one order, as a platform gives them, lines that say the same of it: one status, one time, one
/// buyer, amounts and refunds that add up.
///
/// An amount said of the order (`AmountScope::order`) counts once, and is spread over the lines by what their goods
/// cost; where every row says it and only the sum of the rows is what the goods cost, each is the row's own. Lines that
/// were called off before they were paid are nothing of an order that was; lines that came back are what was given back
/// of it; refunds under the order's own number the same.
LinesUnited unite_lines(std::vector<LineRow>& lines, const OrderColumns& columns, Currency currency);

} // namespace loyalty::files
