// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "loyalty/history.hpp"
#include "store/cursor.hpp"
#include "store/ledger.hpp"

namespace loyalty::store {

/// One row that is handed over while a statement runs; read like a `Cursor`, column 0 is the member.
class GatheredRow {
 public:
  explicit GatheredRow(sqlite3_value** values) : values_(values) {}

  bool null(int column) const { return sqlite3_value_type(values_[column]) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_value_int64(values_[column]); }
  std::string string(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values_[column]));
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(sqlite3_value_bytes(values_[column])));
  }

 private:
  sqlite3_value** values_;
};

/// Reads a table member by member: SQLite hands over all rows of one member in one step, which is a quarter less work than
/// a step for each. The rows of a member come in the order of the index that leads to them.
class Gathered {
 public:
  using Take = std::function<void(const GatheredRow&)>;
  static constexpr MemberId nobody = std::numeric_limits<MemberId>::max();

  /// Columns 1, 2, … of a row are `columns`. Whoever is told of the rows must not move meanwhile.
  Gathered(Ledger& ledger, std::string_view columns, std::string_view table, Take take);
  Gathered(const Gathered&) = delete;
  Gathered& operator=(const Gathered&) = delete;

  void begin(MemberId first, MemberId last);
  /// Takes the rows of the next member and returns his number; `nobody` after the last.
  MemberId step();

  /// Makes the function known that the statements use.
  static void prepare(sqlite3* handle);

 private:
  Take take_;
  Cursor cursor_;
};

}  // namespace loyalty::store
