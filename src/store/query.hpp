// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// Ends a query that lasts longer than whoever runs it allows, by `Error` (refused).
[[noreturn]] void refuse_late_query();

/// Tables in memory that people may ask in SQL of their own. The ledger is not among them, and nothing that is typed
/// can change anything, reach a file or last longer than whoever runs it allows.
class QueryTables {
 public:
  enum class Type : std::uint8_t { text, whole, decimal };
  struct Column {
    std::string_view name;
    Type type = Type::text;
  };

  QueryTables();
  ~QueryTables();
  QueryTables(const QueryTables&) = delete;
  QueryTables& operator=(const QueryTables&) = delete;

  /// Makes an empty table.
  void make(std::string_view name, std::span<const Column> columns);
  /// The tables that a statement reads. Refused by `Error` (usage): what is not one SELECT, or not understood.
  std::set<std::string> read_by(std::string_view sql);

  /// Fills one of the tables, cell by cell; `end` ends it.
  void fill(std::string_view name);
  void empty() { ++cell_; }
  void number(std::int64_t value);
  /// Also of a decimal number.
  void text(std::string_view value);
  void end_row();
  void end();

  /// A row of an answer. Texts live until the next one.
  class Row {
   public:
    explicit Row(const Statement& row) : row_(row) {}
    bool null(int column) const { return row_.null(column); }
    /// Whether it is a number, whole or not.
    bool is_number(int column) const;
    bool is_whole(int column) const;
    /// Numbers are written out.
    std::string_view text(int column) const { return row_.text(column); }

   private:
    const Statement& row_;
  };
  using Names = std::function<void(const std::vector<std::string>&)>;
  /// Runs the statement: tells the names of its columns, then each row. `is_late` is asked from time to time, and ends
  /// it as `refuse_late_query` does.
  void run(std::string_view sql, const std::function<bool()>& is_late, const Names& columns,
           const std::function<void(const Row&)>& use);

 private:
  struct Filling;

  std::set<std::string> names_;
  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<Filling> filling_;
  int cell_ = 0;
};

} // namespace loyalty::store
