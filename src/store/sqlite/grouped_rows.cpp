// SPDX-License-Identifier: MIT
#include "store/sqlite/grouped_rows.hpp"

#include <fmt/format.h>

#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

constexpr auto pointer_kind = "grouped";

void end_group(sqlite3_context* context) noexcept { sqlite3_result_null(context); }

} // namespace

/// The SQL function that hands the rows over. Nothing may be thrown through SQLite, so a refused row stops the
/// statement and `step` says why.
struct GroupedFunction {
  static void take_row(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    auto* rows = static_cast<GroupedRows*>(sqlite3_value_pointer(values[0], pointer_kind));
    if (rows == nullptr) return;
    try {
      rows->take_(GroupedRow(values, rows->table_, rows->selection_));
    } catch (...) {
      rows->failure_ = std::current_exception();
      sqlite3_result_error(context, "a row was refused", -1);
    }
  }
};

std::string GroupedRow::place(int column) const {
  return fmt::format("{}.{}", table_, selection_.expressions()[static_cast<std::size_t>(column)]);
}

namespace {

/// The key stands before the rows and, as the object that takes them, among what they are handed over with.
std::string grouping(const std::string& table, const Selection& selection) {
  const auto columns = selection.expressions();
  return fmt::format("SELECT {0}, grouped(?3, {1}) FROM {2} WHERE {0} BETWEEN ?1 AND ?2 GROUP BY {0}", columns.front(),
                     fmt::join(columns.subspan(1), ", "), table);
}

} // namespace

GroupedRows::GroupedRows(SQLite::Database& database, std::string table, const Selection& selection, Take take)
    : table_(std::move(table)),
      selection_(selection),
      take_(std::move(take)),
      statement_(database, grouping(table_, selection)) {}

void GroupedRows::begin(std::int64_t first, std::int64_t last) {
  statement_.bind(first, last);
  sqlite3_bind_pointer(statement_.handle(), 3, this, pointer_kind, nullptr);
}

std::int64_t GroupedRows::step() {
  try {
    return statement_.next() ? statement_.integer(0) : none;
  } catch (const Error&) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
}

void GroupedRows::prepare(sqlite3* handle) {
  sqlite3_create_function_v2(handle, "grouped", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, nullptr,
                             GroupedFunction::take_row, end_group, nullptr);
}

} // namespace loyalty::store
