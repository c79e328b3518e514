// SPDX-License-Identifier: MIT
#include "store/ledger/migrations.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "loyalty/currency.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/file_checks.hpp"
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

/// A disk can fail after the last moment at which the steps can still be given up.
void commit_steps(SQLite::Database& database) {
  try {
    run(database, "COMMIT");
  } catch (const Error& error) {
    if (error.failure == Failure::busy) throw;
    throw Error(Failure::unconfirmed, "the disk failed; it is not known whether the change is in the ledger"_en,
                error.why, "check the disk, then look with: loyalty list-batches"_en);
  }
}

void run_steps(SQLite::Database& database, int from) {
  for (const auto& step : migration_steps()) {
    if (step.to <= from) continue;
    run(database, std::string(step.sql));
    run(database, fmt::format("PRAGMA user_version = {}", step.to));
  }
}

/// What made the tables of a file, one statement each.
std::vector<std::string> statements_of(SQLite::Database& database) {
  std::vector<std::string> statements;
  constexpr Selection object{"sql"};
  Cursor objects(database,
                 object.from("sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"));
  while (objects.next()) statements.push_back(objects.string(object["sql"]));
  return statements;
}

/// Whether the steps make today's tables of those in the file: then they are those of the version that it says it has.
/// Tried on empty ones in memory.
bool steps_fit(SQLite::Database& database) {
  const auto statements = statements_of(database);
  SQLite::Database empty(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  try {
    // Of a text that holds several statements only the first is run, as SQLite itself does.
    for (const auto& statement : statements) Cursor(empty, statement).run();
    run_steps(empty, version_of(database));
  } catch (const Error&) {
    if (sqlite3_errcode(empty.getHandle()) == SQLITE_ERROR) return false;
    throw;
  }
  std::size_t near = 0;
  return std::ranges::all_of(statements_of(empty), [&](const auto& sql) { return is_of_schema(sql, near); });
}

} // namespace

int version_of(SQLite::Database& database) {
  Cursor version(database, "PRAGMA user_version");
  return version.next() ? version.version(only) : 0;
}

int check_version(SQLite::Database& database, const std::string& shown) {
  const auto version = version_of(database);
  if (version < 1) not_a_ledger(shown, "its schema is version {version}, which no loyalty has written"_en(version));
  if (version > schema_version)
    throw Error(Failure::damaged, "{file} was written by a newer version of loyalty"_en(shown),
                "its schema is version {version}, this loyalty knows {known}"_en(version, schema_version),
                "install the newer version"_en);
  return version;
}

void check_older_tables(SQLite::Database& database, const std::string& shown) {
  const auto version = version_of(database);
  if (version < schema_version && !steps_fit(database))
    throw Error(Failure::damaged, "{file} has been altered"_en(shown),
                "its tables are not those of version {version}, which it says it has"_en(version), put_backup_back());
}

void migrate(SQLite::Database& database) {
  if (version_of(database) >= schema_version) return;
  run(database, "BEGIN IMMEDIATE");
  // Another command may have got here first.
  const int from = version_of(database);
  if (from <= last_with_two_decimals) require_two_decimals(database);
  run_steps(database, from);
  commit_steps(database);
}

} // namespace loyalty::store
