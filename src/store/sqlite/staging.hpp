// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loyalty::store {

/// Rows in memory that one SQL statement can read as the table `staged(c0, c1, …)`, with `rowid` counting from 0.
/// Writing a batch by one INSERT … SELECT costs half of binding row by row.
class Staging {
 public:
  static constexpr std::size_t max_columns = 24;

  void begin(std::size_t columns) {
    clear();
    columns_ = columns;
  }
  void clear() {
    count_ = 0;
    text_.clear();
  }

  void add(std::nullptr_t) { put({0, 0, Type::null}); }
  void add(std::integral auto value) { put({static_cast<std::int64_t>(value), 0, Type::integer}); }
  void add(std::string_view value) {
    put({static_cast<std::int64_t>(text_.size()), static_cast<std::uint32_t>(value.size()), Type::text});
    text_.append(value);
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    if (value)
      add(*value);
    else
      add(nullptr);
  }

  std::size_t rows() const { return columns_ == 0 ? 0 : count_ / columns_; }
  bool has_rows(std::size_t rows) const { return count_ >= rows * columns_; }

  enum class Type : std::uint8_t { null, integer, text };
  struct Cell {
    std::int64_t value; ///< integer, or where the text begins
    std::uint32_t length;
    Type type;
  };
  const Cell& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
  std::string_view text(const Cell& cell) const {
    return std::string_view(text_).substr(static_cast<std::size_t>(cell.value), cell.length);
  }
  std::size_t columns() const { return columns_; }

  /// Makes the rows of this object readable on the connection.
  void attach(SQLite::Database& database);

 private:
  /// Cells once made are used again: growing is rare, so this stays small enough to be done in place.
  void put(const Cell& cell) {
    if (count_ == cells_.size()) cells_.resize(cells_.size() * 2 + max_columns);
    cells_[count_++] = cell;
  }

  std::size_t columns_ = 0;
  std::size_t count_ = 0; ///< of the cells, in use
  std::vector<Cell> cells_;
  std::string text_;
};

} // namespace loyalty::store
