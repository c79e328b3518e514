// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "loyalty/history.hpp"
#include "store/sqlite/cursor.hpp"

namespace loyalty::store {

/// What a `Gathered` reads: a table and its columns, separated by ", ".
struct GatheredColumns {
  std::string table;
  std::string columns;
};

/// One row that is handed over while a statement runs; read like a `Cursor`, column 0 is the member.
class GatheredRow : public Values<GatheredRow> {
 public:
  GatheredRow(sqlite3_value** values, const GatheredColumns& columns) : values_(values), columns_(columns) {}

  bool null(int column) const { return sqlite3_value_type(values_[column]) == SQLITE_NULL; }
  bool number(int column) const {
    const int type = sqlite3_value_type(values_[column]);
    return type == SQLITE_INTEGER || type == SQLITE_NULL;
  }
  std::int64_t integer(int column) const { return sqlite3_value_int64(values_[column]); }
  std::string string(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values_[column]));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_value_bytes(values_[column])));
  }

  std::string place(int column) const;

 private:
  sqlite3_value** values_;
  const GatheredColumns& columns_;
};

/// Reads a table member by member: SQLite hands over all rows of one member in one step, which is a quarter less work
/// than a step for each. The rows of a member come in the order of the index that leads to them.
class Gathered {
 public:
  using Take = std::function<void(const GatheredRow&)>;
  static constexpr MemberId nobody = std::numeric_limits<MemberId>::max();

  /// Columns 1, 2, … of a row are `columns`. Whoever is told of the rows must not move meanwhile.
  Gathered(SQLite::Database& database, std::string_view columns, std::string_view table, Take take);
  Gathered(const Gathered&) = delete;
  Gathered& operator=(const Gathered&) = delete;

  void begin(MemberId first, MemberId last);
  /// Takes the rows of the next member and returns their number; `nobody` after the last.
  MemberId step();

  /// Makes the function known that the statements use.
  static void prepare(sqlite3* handle);

 private:
  friend struct GatheredFunction;

  GatheredColumns columns_;
  Take take_;
  std::exception_ptr failure_; ///< that a row was refused with
  Cursor cursor_;
};

} // namespace loyalty::store
