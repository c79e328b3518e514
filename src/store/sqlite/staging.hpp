// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/number.hpp"
#include "store/sqlite/table.hpp"

namespace loyalty::store {

/// Rows in memory that one SQL statement can read as the table `staged(c0, c1, …)`, with `rowid` counting from 0.
/// Writing a batch by one INSERT … SELECT costs half of binding row by row.
class Staging {
 public:
  static constexpr std::size_t max_columns = Table::max_columns;

  void begin(std::size_t columns) {
    clear();
    columns_ = columns;
  }
  void clear() {
    count_ = 0;
    noted_ = 0;
    varies_ = {};
    text_.clear();
  }

  /// Another row; every column of it holds nothing until it is set.
  void begin_row() {
    note_row();
    if (count_ + columns_ > cells_.size()) cells_.resize(cells_.size() * 3 / 2 + max_columns);
    row_ = count_;
    std::fill_n(cells_.begin() + static_cast<std::ptrdiff_t>(row_), columns_, Slot{0, 0, Type::null});
    count_ += columns_;
  }
  void set(std::size_t column, std::integral auto value) {
    cells_[row_ + column] = {static_cast<std::int64_t>(value), 0, Type::integer};
  }
  void set(std::size_t column, std::string_view value) {
    cells_[row_ + column] = {static_cast<std::int64_t>(text_.size()), static_cast<std::uint32_t>(value.size()),
                             Type::text};
    text_.append(value);
  }
  template <class Of>
  void set(std::size_t column, Number<Of> number) {
    set(column, number.value);
  }
  template <class Value>
  void set(std::size_t column, const std::optional<Value>& value) {
    if (value) set(column, *value);
  }
  /// Sets cells of the last row.
  template <class... Values>
  void set(const Cell<Values>&... cells) {
    (set(cells.column, cells.value), ...);
  }
  /// Another row with these values from the first column on.
  template <class... Values>
  void add_row(const Values&... values) {
    begin_row();
    std::size_t column = 0;
    (set(column++, values), ...);
  }

  std::size_t rows() const { return columns_ == 0 ? 0 : count_ / columns_; }
  bool has_rows(std::size_t rows) const { return count_ >= rows * columns_; }

  /// Whether the first cells of the rows are the numbers from `first` on.
  bool counts_from(std::int64_t first) const {
    for (std::size_t row = 0; row < rows(); ++row)
      if (cell(row, 0).type != Type::integer || cell(row, 0).value != first + static_cast<std::int64_t>(row))
        return false;
    return true;
  }

  enum class Type : std::uint8_t { null, integer, text };
  struct Slot {
    std::int64_t value; ///< integer, or where the text begins
    std::uint32_t length;
    Type type;
  };
  const Slot& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  std::string_view text(const Slot& cell) const {
    return std::string_view(text_).substr(static_cast<std::size_t>(cell.value), cell.length);
  }
  std::size_t columns() const { return columns_; }

  /// Makes the rows of this object readable on the connection.
  void attach(SQLite::Database& database);

  /// Whether rows bring the number in their first column, or are given the next ones.
  enum class Keys : std::uint8_t { staged, follow };
  /// The statement that writes the rows. What is the same in all of them, or nothing, is not read from each.
  std::string insertion_into(const Table& table, Keys keys = Keys::staged, std::string_view verb = "INSERT");

 private:
  /// Compares the last row with the first, as long as both are at hand.
  void note_row() {
    if (noted_ == count_) return;
    noted_ = count_;
    for (std::size_t column = 0; column < columns_; ++column) {
      const auto& first = cells_[column];
      const auto& last = cells_[row_ + column];
      varies_[column] |= last.type == Type::text || last.type != first.type || last.value != first.value;
    }
  }

  std::size_t columns_ = 0;
  std::size_t count_ = 0; ///< of the cells, in use
  std::size_t row_ = 0;   ///< where the last row begins
  std::size_t noted_ = 0; ///< so many of the cells are compared
  std::array<bool, max_columns> varies_ = {};
  std::vector<Slot> cells_; ///< once made, used again
  std::string text_;
};

} // namespace loyalty::store
