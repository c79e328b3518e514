// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "files/order_batch.hpp"
#include "files/order_columns.hpp"
#include "loyalty/order.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {

/// Why a row is set aside; with `OrderColumn::ignored` the row as a whole is meant.
struct RowProblem {
  OrderColumn column = OrderColumn::ignored;
  std::string reason;
  std::string hint;
};

/// Why what was given back of an order, or paid from the wallet, is not possible; no reason where it is.
RowProblem beyond_amount(const OrderRow& row, const OrderDetails* details, Currency currency);

/// Turns rows of cells into orders.
class OrderRowReader {
 public:
  /// Both must outlive the reader. Where orders may have several rows, every row has a line of its order, and what the
  /// whole order has to hold is left to whoever puts the lines together.
  OrderRowReader(const OrderColumns& columns, const OrderFileOptions& options);

  /// Adds the order of one row to the batch, or returns false and leaves the batch as it was; `problem` then says why.
  bool read(const Row& from, OrderBatch& batch);
  const RowProblem& problem() const { return problem_; }

  /// What the latest row says in a column, empty where the file does not have it.
  std::string_view value(OrderColumn column) const { return values_[static_cast<std::size_t>(column)]; }
  /// The order that the latest row is about, also where the row could not be read.
  std::string_view order_id() const { return plain_key(value(OrderColumn::order_id)); }
  std::string_view shop() const;

 private:
  bool take_cells(const Row& from);
  bool read_ids(OrderRow& row);
  bool read_id(OrderColumn column, std::string_view& id);
  bool read_member(OrderRow& row);
  bool read_status(OrderRow& row);
  bool read_amounts(OrderRow& row);
  bool read_refunded(OrderRow& row);
  bool read_money(OrderColumn column, Money& money);
  bool read_moment(OrderColumn column, Moment& moment);
  bool read_other_moment(OrderColumn column, Moment& moment);
  bool read_details(OrderRow& row, OrderBatch& batch);
  bool fill_details(const OrderRow& row, OrderDetails& details);
  bool read_wallet(const OrderRow& row, OrderDetails& details);
  bool read_count(OrderColumn column, std::int64_t& count);
  std::string told(Money money) const;
  std::string told_status() const;
  bool says_details() const;
  bool gathers_lines() const { return options_.several_rows || columns_.has(OrderColumn::line_id); }
  bool fail(OrderColumn column, std::string reason, std::string hint);

  const OrderColumns& columns_;
  const OrderFileOptions& options_;
  const Profile& profile_;
  bool reads_iso_; // moments are written as they mostly are
  RowProblem problem_;
  std::array<std::string_view, known_columns + 1> values_{};
  std::array<char, 10> last_day_text_{}; // rows of one day mostly follow one another
  Moment last_day_;
};

} // namespace loyalty::files
