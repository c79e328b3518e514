// SPDX-License-Identifier: MIT
#include "store/migrations.hpp"

#include <fmt/format.h>

#include <array>

#include "store/cursor.hpp"
#include "store/schema.hpp"

namespace loyalty::store {
namespace {

struct Step {
  int to; ///< schema version
  std::string (*sql)();
};

/// What is added is taken from schema.sql, so that an old and a fresh ledger hold the same text.
constexpr std::array steps = {
    Step{2, [] { return index_statement("voucher_events_by_order"); }},
};
static_assert(steps.back().to == schema_version);

int version_of(SQLite::Database& database) {
  Cursor version(database, "PRAGMA user_version");
  return version.next() ? static_cast<int>(version.integer(0)) : 0;
}

}  // namespace

std::string index_statement(std::string_view name) {
  const auto schema = schema_sql();
  for (const std::string_view start : {"CREATE INDEX ", "CREATE UNIQUE INDEX "}) {
    const auto at = schema.find(fmt::format("{}{} ", start, name));
    if (at != std::string_view::npos) return std::string(schema.substr(at, schema.find(';', at) - at));
  }
  return {};
}

void migrate(SQLite::Database& database) {
  if (version_of(database) >= schema_version) return;
  Cursor(database, "BEGIN IMMEDIATE").run();
  for (const auto& step : steps) {
    // Another command may have got here first.
    if (version_of(database) >= step.to) continue;
    Cursor(database, step.sql()).run();
    Cursor(database, fmt::format("PRAGMA user_version = {}", step.to)).run();
  }
  Cursor(database, "COMMIT").run();
}

}  // namespace loyalty::store
