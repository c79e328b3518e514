// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/stored_value.hpp"

namespace loyalty::store {

/// A row that is handed over while its statement runs: the values of what a scan reads, in the order of their places.
class ScannedRow {
 public:
  ScannedRow(const StoredValue* values, const class RowScan& scan) : values_(values), scan_(scan) {}

  const StoredValue& operator[](std::size_t place) const { return values_[place]; }
  const StoredValue* values() const { return values_; }

  bool null(int column) const { return values_[column].null(); }
  bool number(int column) const { return null(column) || values_[column].type == SQLITE_INTEGER; }
  bool read_number(int column, std::int64_t& value) const {
    value = values_[column].number;
    return number(column);
  }
  std::string place(int column) const;

 private:
  const StoredValue* values_;
  const RowScan& scan_;
};

/// Reads a table, or one of its indexes, from one end to the other in its own order, once for all who want to see it.
/// SQLite hands the rows over inside a single step, which is half of the work of a step for each.
class RowScan {
 public:
  using Take = std::function<void(const ScannedRow&)>;

  /// The rows of the table as they lie in it.
  explicit RowScan(std::string_view table) : table_(table), way_("NOT INDEXED") {}
  /// The entries of an index, which holds the rows that `condition` is true of; all if it is empty.
  RowScan(std::string_view table, std::string_view index, std::string_view condition)
      : table_(table), way_("INDEXED BY " + std::string(index)), condition_(condition) {}

  /// Has a column, or an expression of SQL, read and returns its place in the rows.
  std::size_t read(std::string_view expression);
  void hand_to(Take take) { takers_.push_back(std::move(take)); }

  /// Whatever is thrown by who takes a row ends the scan.
  void run(SQLite::Database& database);

 private:
  friend class ScannedRow;
  friend struct ScanFunction;

  void hand_over(sqlite3_value** values);

  std::string table_;
  std::string way_;
  std::string condition_;
  std::vector<std::string> expressions_;
  std::vector<Take> takers_;
  std::vector<StoredValue> values_; ///< of the row that is handed over
  std::exception_ptr failure_;
};

} // namespace loyalty::store
