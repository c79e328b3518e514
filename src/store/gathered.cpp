// SPDX-License-Identifier: MIT
#include "store/gathered.hpp"

#include <fmt/format.h>

#include <utility>

namespace loyalty::store {
namespace {

constexpr auto pointer_kind = "gathered";

void take_row(sqlite3_context* context, int, sqlite3_value** values) noexcept {
  const auto* take = static_cast<const Gathered::Take*>(sqlite3_value_pointer(values[0], pointer_kind));
  if (take == nullptr) return;
  try {
    (*take)(GatheredRow(values));
  } catch (...) {
    // Keeping a row can only fail for want of memory, and nothing may be thrown through SQLite.
    sqlite3_result_error_nomem(context);
  }
}

void end_group(sqlite3_context* context) noexcept { sqlite3_result_null(context); }

}  // namespace

Gathered::Gathered(Ledger& ledger, std::string_view columns, std::string_view table, Take take)
    : take_(std::move(take)),
      cursor_(ledger.database(), fmt::format("SELECT member_id, gathered(?3, {}) FROM {} WHERE member_id BETWEEN ?1 AND ?2 "
                                             "GROUP BY member_id",
                                             columns, table)) {}

void Gathered::begin(MemberId first, MemberId last) {
  cursor_.bind(first, last);
  sqlite3_bind_pointer(cursor_.handle(), 3, &take_, pointer_kind, nullptr);
}

MemberId Gathered::step() { return cursor_.next() ? cursor_.integer(0) : nobody; }

void Gathered::prepare(sqlite3* handle) {
  sqlite3_create_function_v2(handle, "gathered", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, nullptr, take_row, end_group,
                             nullptr);
}

}  // namespace loyalty::store
