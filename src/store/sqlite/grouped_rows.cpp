// SPDX-License-Identifier: MIT
#include "store/sqlite/grouped_rows.hpp"

#include <fmt/format.h>

#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

constexpr auto pointer_kind = "grouped";

} // namespace

/// The SQL functions that hand the rows over: true for the first row of another group, so that SQLite lets go of the
/// one before. Nothing may be thrown through SQLite, so a refused row stops the statement and `step` says why.
struct GroupedFunction {
  static void take_row(sqlite3_context* context, int count, sqlite3_value** values) noexcept {
    auto* rows = static_cast<GroupedRows*>(sqlite3_value_pointer(values[0], pointer_kind));
    if (rows == nullptr) return;
    try {
      if (rows->take(values + count - 1)) sqlite3_result_int(context, 1);
    } catch (...) {
      rows->failure_ = std::current_exception();
      sqlite3_result_error_code(context, SQLITE_ABORT);
    }
  }
  static void end_group(sqlite3_context* context) noexcept { sqlite3_result_null(context); }
};

std::string GroupedRow::place(int column) const {
  return fmt::format("{}.{}", table_, selection_.expressions()[static_cast<std::size_t>(column)]);
}

namespace {

/// The columns from the last to the first: SQLite reads the head of a row as far as the column that is asked for, and
/// goes over it once instead of bit by bit.
std::string backwards(const Selection& selection) {
  const auto columns = selection.expressions();
  return fmt::format("{}", fmt::join(columns.rbegin(), columns.rend(), ", "));
}

std::string grouping(const std::string& table, std::string_view index, const Selection& selection) {
  return fmt::format("SELECT 1 FROM {}{}{} WHERE {} >= ?1 AND grouped(?2, {})", table,
                     index.empty() ? "" : " INDEXED BY ", index, selection.expressions().front(), backwards(selection));
}

/// Rows that are to be sorted cannot be looked at before: here SQLite makes the groups.
std::string sorting(const std::string& table, const Selection& selection) {
  return fmt::format("SELECT {0}, sorted_group(?2, {1}) FROM {2} WHERE {0} BETWEEN ?1 AND ?3 GROUP BY {0}",
                     selection.expressions().front(), backwards(selection), table);
}

} // namespace

GroupedRows::GroupedRows(SQLite::Database& database, const std::string& table, std::string_view index,
                         const Selection& selection, Take take, Close close)
    : table_(table),
      selection_(selection),
      take_(std::move(take)),
      close_(std::move(close)),
      statement_(database, grouping(table, index, selection), sorting(table, selection)),
      sorts_(sqlite3_column_count(statement_.handle()) > 1) {}

void GroupedRows::begin(std::int64_t first, std::int64_t last) {
  statement_.bind(first);
  sqlite3_bind_pointer(statement_.handle(), 2, this, pointer_kind, nullptr);
  // Whoever reads in the order of an index sees where the last group ends.
  sqlite3_bind_int64(statement_.handle(), 3, last);
  last_ = last;
  group_ = before_all;
  over_ = false;
}

std::int64_t GroupedRows::step() {
  closed_ = none;
  if (over_) return none;
  try {
    over_ = !statement_.next();
  } catch (const Error&) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
  if (over_ || sorts_) close_group();
  if (sorts_) group_ = before_all;
  if (group_ > last_) end();
  return closed_;
}

/// Whether another group has begun.
bool GroupedRows::take(sqlite3_value** key) {
  const auto number = sqlite3_value_int64(*key);
  if (number != group_) {
    close_group();
    group_ = number;
    if (number > last_) return true;
  }
  take_(GroupedRow(key, table_, selection_));
  return closed_ != none;
}

void GroupedRows::close_group() {
  if (group_ == before_all) return;
  close_();
  closed_ = group_;
}

void GroupedRows::end() {
  statement_.reset();
  over_ = true;
}

void GroupedRows::prepare(sqlite3* handle) {
  constexpr int manner = SQLITE_UTF8 | SQLITE_DIRECTONLY;
  sqlite3_create_function_v2(handle, "grouped", -1, manner, nullptr, GroupedFunction::take_row, nullptr, nullptr,
                             nullptr);
  sqlite3_create_function_v2(handle, "sorted_group", -1, manner, nullptr, nullptr, GroupedFunction::take_row,
                             GroupedFunction::end_group, nullptr);
}

} // namespace loyalty::store
