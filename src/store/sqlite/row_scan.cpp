// SPDX-License-Identifier: MIT
#include "store/sqlite/row_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loyalty/error.hpp"
#include "store/sqlite/statement.hpp"

namespace loyalty::store {
namespace {

constexpr auto scan_pointer = "scan";

} // namespace

/// The SQL function that hands the rows over. It is true of none, so that the statement never stops for one. Nothing
/// may be thrown through SQLite, so a failure stops the statement and `run` throws it.
struct ScanFunction {
  static void take_row(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    auto* scan = static_cast<RowScan*>(sqlite3_value_pointer(values[0], scan_pointer));
    if (scan == nullptr) return;
    try {
      scan->hand_over(values + 1);
    } catch (...) {
      scan->failure_ = std::current_exception();
      sqlite3_result_error_code(context, SQLITE_ABORT);
    }
  }
};

namespace {

/// A function cannot be made again while any statement runs.
bool knows_function(sqlite3* handle) {
  sqlite3_stmt* use = nullptr;
  const int code = sqlite3_prepare_v2(handle, "SELECT scanned(NULL)", -1, &use, nullptr);
  sqlite3_finalize(use);
  return code == SQLITE_OK;
}

void make_function(sqlite3* handle) {
  const int code = sqlite3_create_function_v2(handle, "scanned", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr,
                                              ScanFunction::take_row, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle, code, Doing::reading);
}

} // namespace

void RowScan::hand_over(sqlite3_value** values) {
  const auto last = values_.size() - 1;
  for (std::size_t place = 0; place <= last; ++place) values_[place] = StoredValue::of(values[last - place]);
  for (const auto& take : takers_) take(ScannedRow(values_.data(), *this));
}

std::string ScannedRow::place(int column) const {
  return fmt::format("{}.{}", scan_.table_, scan_.expressions_[static_cast<std::size_t>(column)]);
}

std::size_t RowScan::read(std::string_view expression) {
  const auto known = std::ranges::find(expressions_, expression);
  const auto place = static_cast<std::size_t>(known - expressions_.begin());
  if (known == expressions_.end()) expressions_.emplace_back(expression);
  return place;
}

void RowScan::run(SQLite::Database& database) {
  auto* handle = database.getHandle();
  if (!knows_function(handle)) make_function(handle);
  // The last column first: SQLite reads the head of a row as far as the column that is asked for.
  const auto condition = condition_.empty() ? std::string() : fmt::format("({}) AND ", condition_);
  Statement rows(database, fmt::format("SELECT 1 FROM {} {} WHERE {}scanned(?1, {})", table_, way_, condition,
                                       fmt::join(expressions_.rbegin(), expressions_.rend(), ", ")));
  values_.resize(expressions_.size());
  sqlite3_bind_pointer(rows.handle(), 1, this, scan_pointer, nullptr);
  try {
    rows.run();
  } catch (const Error&) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
}

} // namespace loyalty::store
