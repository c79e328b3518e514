// SPDX-License-Identifier: MIT
#include "store/sqlite/gathered.hpp"

#include <fmt/format.h>

#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

constexpr auto pointer_kind = "gathered";

void end_group(sqlite3_context* context) noexcept { sqlite3_result_null(context); }

} // namespace

/// The SQL function that hands the rows over. Nothing may be thrown through SQLite, so a refused row stops the
/// statement and `step` says why.
struct GatheredFunction {
  static void take_row(sqlite3_context* context, int, sqlite3_value** values) noexcept {
    auto* gathered = static_cast<Gathered*>(sqlite3_value_pointer(values[0], pointer_kind));
    if (gathered == nullptr) return;
    try {
      gathered->take_(GatheredRow(values, gathered->columns_));
    } catch (...) {
      gathered->failure_ = std::current_exception();
      sqlite3_result_error(context, "a row was refused", -1);
    }
  }
};

std::string GatheredRow::place(int column) const {
  std::string_view rest = columns_.columns;
  for (int skipped = 1; skipped < column; ++skipped) rest.remove_prefix(std::min(rest.find(", ") + 2, rest.size()));
  return fmt::format("{}.{}", columns_.table, rest.substr(0, rest.find(',')));
}

Gathered::Gathered(SQLite::Database& database, std::string_view columns, std::string_view table, Take take)
    : columns_{std::string(table), std::string(columns)},
      take_(std::move(take)),
      cursor_(database, fmt::format("SELECT member_id, gathered(?3, {}) FROM {} WHERE member_id BETWEEN ?1 AND ?2 "
                                    "GROUP BY member_id",
                                    columns, table)) {}

void Gathered::begin(MemberId first, MemberId last) {
  cursor_.bind(first, last);
  sqlite3_bind_pointer(cursor_.handle(), 3, this, pointer_kind, nullptr);
}

MemberId Gathered::step() {
  try {
    return cursor_.next() ? cursor_.id(0) : nobody;
  } catch (const Error&) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    throw;
  }
}

void Gathered::prepare(sqlite3* handle) {
  sqlite3_create_function_v2(handle, "gathered", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, nullptr,
                             GatheredFunction::take_row, end_group, nullptr);
}

} // namespace loyalty::store
