// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "files/order_columns.hpp"

namespace loyalty::files {

/// What the cells of one row say, column by column, as the file's profile has them.
class RowValues {
 public:
  explicit RowValues(const OrderColumns& columns) : columns_(columns) {}

  /// The values live as long as the row's cells, those of several cells until the next row.
  void take(const Row& row);
  /// Empty where the row says nothing.
  std::string_view operator[](OrderColumn column) const { return values_[static_cast<std::size_t>(column)]; }
  bool says(OrderColumn column) const { return !(*this)[column].empty(); }
  /// The cells that the value is made of.
  std::span<const std::size_t> cells(OrderColumn column) const;
  /// What a cell of the row says.
  std::string_view cell(std::size_t index) const;
  /// Whether no cell says anything.
  bool empty() const;

 private:
  void take_as_written();
  void take_column(OrderColumn column);

  const OrderColumns& columns_;
  const Row* row_ = nullptr;
  std::array<std::string_view, known_columns + 1> values_{};
  std::array<const OrderColumns::CellGroup*, known_columns + 1> groups_{};
  std::array<std::string, known_columns> joined_{};
};

} // namespace loyalty::files
