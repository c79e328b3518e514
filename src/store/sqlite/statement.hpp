// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "loyalty/error.hpp"
#include "loyalty/number.hpp"

namespace loyalty::store {

/// Thrown where a key that has to be unique stands twice; the transaction must be given up. Where nobody expects it,
/// the ledger is damaged.
struct Duplicate : Error {
  explicit Duplicate(std::string reason)
      : Error(Failure::damaged, "the ledger is damaged"_en, Message::name(std::move(reason)), put_backup_back()) {}
};

/// Turns what SQLite reports into the error that the command ends with: busy, damaged, disk full, read-only. Whoever
/// was only reading says nothing of what was changed: that may have been before.
enum class Doing { reading, writing };
[[noreturn]] void fail(sqlite3* handle, int code, Doing doing = Doing::writing);

/// Stops the run: the file holds something that no command writes. `finding` says what and where.
[[noreturn]] void damaged(Message finding);

/// A prepared statement, read column by column. Scans of whole tables pay half of what `SQLite::Statement` costs.
class Statement {
 public:
  Statement(SQLite::Database& database, std::string_view sql);
  /// `otherwise` where `sql` names an index that is not there.
  Statement(SQLite::Database& database, std::string_view sql, std::string_view otherwise);
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Binds the parameters from the first on and starts anew. Texts must live until the last row is read.
  template <class... Values>
  Statement& bind(const Values&... values) {
    sqlite3_reset(statement_);
    [[maybe_unused]] int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }

  /// Steps to the next row; false after the last.
  bool next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail_at(code);
    sqlite3_reset(statement_);
    return false;
  }
  /// Lets go of the rows that are left.
  void reset() { sqlite3_reset(statement_); }
  /// Runs a statement that returns nothing.
  void run() {
    while (next()) {}
  }

  bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  bool number(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    return type == SQLITE_INTEGER || type == SQLITE_NULL;
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  /// Both: whether it is a number, or nothing, and which. To ask once costs half of asking twice.
  bool read_number(int column, std::int64_t& value) const {
    auto* cell = sqlite3_column_value(statement_, column);
    const int type = sqlite3_value_type(cell);
    value = sqlite3_value_int64(cell);
    return type == SQLITE_INTEGER || type == SQLITE_NULL;
  }
  /// Valid until the next step.
  std::string_view text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string string(int column) const { return std::string(text(column)); }
  /// What the column is, for whoever has to repair it: "entries.day".
  std::string place(int column) const;
  sqlite3_stmt* handle() const { return statement_; }

 private:
  void bind_one(int index, std::integral auto value) { sqlite3_bind_int64(statement_, index, value); }
  void bind_one(int index, std::string_view value) {
    sqlite3_bind_text64(statement_, index, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
  }
  template <class Of>
  void bind_one(int index, Number<Of> number) {
    bind_one(index, number.value);
  }
  template <class Value>
  void bind_one(int index, const std::optional<Value>& value) {
    if (value)
      bind_one(index, *value);
    else
      sqlite3_bind_null(statement_, index);
  }

  int prepare(SQLite::Database& database, std::string_view sql);
  [[noreturn]] void fail_at(int code) const;

  sqlite3_stmt* statement_ = nullptr;
};

} // namespace loyalty::store
