// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <string>

#include "store/sqlite/selection.hpp"
#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// One row that is handed over while a statement runs; read like a `Statement`, but for the key of its group.
class GroupedRow {
 public:
  GroupedRow(sqlite3_value** values, const std::string& table, const Selection& selection)
      : values_(values), table_(table), selection_(selection) {}

  bool null(int column) const { return sqlite3_value_type(values_[column]) == SQLITE_NULL; }
  bool number(int column) const {
    const int type = sqlite3_value_type(values_[column]);
    return type == SQLITE_INTEGER || type == SQLITE_NULL;
  }
  std::int64_t integer(int column) const { return sqlite3_value_int64(values_[column]); }
  bool read_number(int column, std::int64_t& value) const {
    value = integer(column);
    return number(column);
  }
  std::string string(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values_[column]));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_value_bytes(values_[column])));
  }

  std::string place(int column) const;

 private:
  sqlite3_value** values_;
  const std::string& table_;
  const Selection& selection_;
};

/// Reads a table group by group: SQLite hands over all rows with one key in one step, which is a quarter less work than
/// a step for each. The rows of a group come in the order of the index that leads to them.
class GroupedRows {
 public:
  using Take = std::function<void(const GroupedRow&)>;
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

  /// The first column of the selection is the key, a positive number. Whoever is told of the rows must not move
  /// meanwhile.
  GroupedRows(SQLite::Database& database, std::string table, const Selection& selection, Take take);
  GroupedRows(const GroupedRows&) = delete;
  GroupedRows& operator=(const GroupedRows&) = delete;

  void begin(std::int64_t first, std::int64_t last);
  /// Takes the rows of the next group and returns its key; `none` after the last.
  std::int64_t step();

  /// Makes the function known that the statements use.
  static void prepare(sqlite3* handle);

 private:
  friend struct GroupedFunction;

  std::string table_;
  Selection selection_;
  Take take_;
  std::exception_ptr failure_; ///< that a row was refused with
  Statement statement_;
};

} // namespace loyalty::store
