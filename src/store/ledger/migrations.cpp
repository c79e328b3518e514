// SPDX-License-Identifier: MIT
#include "store/ledger/migrations.hpp"

#include <fmt/format.h>

#include <optional>

#include "loyalty/currency.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/schema.hpp"

namespace loyalty::store {
namespace {

/// The last version that kept amounts of every currency with two decimals; any three capital letters were a currency.
constexpr int last_with_two_decimals = 3;

Message why(const std::optional<Currency>& currency) {
  if (!currency) return "ISO 4217 has no such currency"_en;
  if (currency->decimals == 0) return "{currency} has no decimals"_en(currency->code);
  const auto decimals = currency->decimals;
  return counted(decimals, "{currency} has {decimals} decimal"_en, "{currency} has {decimals} decimals"_en,
                 currency->code, decimals);
}

void require_two_decimals(SQLite::Database& database) {
  Cursor kept(database, "SELECT DISTINCT currency FROM programs");
  while (kept.next()) {
    const auto currency = Currency::find(kept.text(only));
    if (currency && currency->decimals == 2) continue;
    throw Error(Failure::refused,
                "an earlier version kept amounts of {currency} in this ledger with two decimals"_en(kept.text(only)),
                why(currency),
                "begin another ledger with loyalty init --ledger FILE, and import the order files again"_en);
  }
}

void run(SQLite::Database& database, const std::string& sql) {
  const int code = sqlite3_exec(database.getHandle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(database.getHandle(), code);
}

} // namespace

int version_of(SQLite::Database& database) {
  Cursor version(database, "PRAGMA user_version");
  return version.next() ? static_cast<int>(version.count(only)) : 0;
}

void check_version(SQLite::Database& database, const std::string& shown) {
  if (const auto version = version_of(database); version > schema_version)
    throw Error(Failure::damaged, "{file} was written by a newer version of loyalty"_en(shown),
                "its schema is version {version}, this loyalty knows {known}"_en(version, schema_version),
                "install the newer version"_en);
}

void migrate(SQLite::Database& database) {
  if (version_of(database) >= schema_version) return;
  run(database, "BEGIN IMMEDIATE");
  // Another command may have got here first.
  const int from = version_of(database);
  if (from <= last_with_two_decimals) require_two_decimals(database);
  for (const auto& step : migration_steps()) {
    if (step.to <= from) continue;
    run(database, std::string(step.sql));
    run(database, fmt::format("PRAGMA user_version = {}", step.to));
  }
  run(database, "COMMIT");
}

} // namespace loyalty::store
