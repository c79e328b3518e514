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
  /// The values of the columns lie before that of the key, from the last to the first.
  GroupedRow(sqlite3_value** key, const std::string& table, const Selection& selection)
      : key_(key), table_(table), selection_(selection) {}

  bool null(int column) const { return sqlite3_value_type(value(column)) == SQLITE_NULL; }
  bool number(int column) const {
    const int type = sqlite3_value_type(value(column));
    return type == SQLITE_INTEGER || type == SQLITE_NULL;
  }
  std::int64_t integer(int column) const { return sqlite3_value_int64(value(column)); }
  bool read_number(int column, std::int64_t& value) const {
    value = integer(column);
    return number(column);
  }
  std::string string(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value(column)));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value(column))));
  }

  std::string place(int column) const;

 private:
  sqlite3_value* value(int column) const { return key_[-column]; }

  sqlite3_value** key_;
  const std::string& table_;
  const Selection& selection_;
};

/// Reads a table group by group: rows are handed over while one statement runs, which leaves SQLite only where a group
/// ends. That is half the work of a step for each row. The rows of a group come in the order of the index that leads to
/// them.
class GroupedRows {
 public:
  using Take = std::function<void(const GroupedRow&)>;
  using Close = std::function<void()>;
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

  /// The first column of the selection is the key, a positive number: the first of the table's primary key, or of
  /// `index`. While that index is not built the rows are sorted. `close` is told that a group is whole; the first row
  /// of the next one may be taken before `step` returns. Whoever is told must not move meanwhile.
  GroupedRows(SQLite::Database& database, const std::string& table, std::string_view index, const Selection& selection,
              Take take, Close close);
  GroupedRows(const GroupedRows&) = delete;
  GroupedRows& operator=(const GroupedRows&) = delete;

  void begin(std::int64_t first, std::int64_t last);
  /// Goes on to the end of the next group and returns its key; `none` after the last.
  std::int64_t step();

  /// Makes the function known that the statements use.
  static void prepare(sqlite3* handle);

 private:
  friend struct GroupedFunction;
  static constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();

  bool take(sqlite3_value** key);
  void close_group();
  void end();

  std::string table_;
  Selection selection_;
  Take take_;
  Close close_;
  std::exception_ptr failure_; ///< that a row was refused with
  Statement statement_;
  bool sorts_; ///< there is no index
  std::int64_t last_ = none;
  std::int64_t group_ = before_all; ///< whose rows are taken
  std::int64_t closed_ = none;      ///< the group that this step has ended
  bool over_ = true;
};

} // namespace loyalty::store
