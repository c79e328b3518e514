// SPDX-License-Identifier: MIT
#include "store/ledger/migrations.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "loyalty/error.hpp"
#include "store/ledger/schema.hpp"
#include "store/sqlite/cursor.hpp"

namespace loyalty::store {
namespace {

void run(SQLite::Database& database, const std::string& sql) { Cursor(database, sql).run(); }

/// The statement of schema.sql that begins with these words, without its semicolon; empty if there is none.
std::string statement(std::string_view words) {
  const auto schema = schema_sql();
  const auto at = schema.find(fmt::format("\n{}", words));
  if (at == std::string_view::npos) return {};
  return std::string(schema.substr(at + 1, schema.find(";\n", at) - at - 1));
}

/// The statements of schema.sql that make the indexes and triggers of a table.
std::vector<std::string> belongings(std::string_view table) {
  std::vector<std::string> found;
  const auto schema = schema_sql();
  const auto on_table = fmt::format(" ON {} ", table);
  for (auto at = schema.find("\nCREATE "); at != std::string_view::npos; at = schema.find("\nCREATE ", at + 1)) {
    auto text = std::string(schema.substr(at + 1, schema.find(";\n", at) - at - 1));
    if (!text.starts_with("CREATE TABLE ") && text.find(on_table) != std::string::npos)
      found.push_back(std::move(text));
  }
  return found;
}

std::string columns_of(SQLite::Database& database, const std::string& table) {
  std::string columns;
  Cursor names(database, fmt::format("PRAGMA table_info({})", table));
  while (names.next()) columns += fmt::format("{}{}", columns.empty() ? "" : ", ", names.text(1));
  return columns;
}

/// A column that needs a value in the rows that are already there.
struct Filled {
  std::string_view column;
  std::int64_t value;
};

/// Makes a table anew as schema.sql has it, with all its rows, indexes and triggers. Columns that were not there before
/// hold nothing.
void rebuild(SQLite::Database& database, const std::string& table, std::initializer_list<Filled> filled = {}) {
  auto columns = columns_of(database, table);
  auto values = columns;
  for (const auto& each : filled) {
    columns += fmt::format(", {}", each.column);
    values += fmt::format(", {}", each.value);
  }
  run(database, fmt::format("ALTER TABLE {0} RENAME TO {0}_before", table));
  run(database, statement(fmt::format("CREATE TABLE {} (", table)));
  run(database, fmt::format("INSERT INTO {0} ({1}) SELECT {2} FROM {0}_before", table, columns, values));
  run(database, fmt::format("DROP TABLE {}_before", table));
  for (const auto& each : belongings(table)) run(database, each);
}

void find_vouchers_by_order(SQLite::Database& database) { run(database, index_statement("voucher_events_by_order")); }

/// More kinds of acts, of tier changes, of coupons; what is paid from the wallet; birthdays; occasions.
void whole_program(SQLite::Database& database) {
  for (const auto* table : {"order_details", "acts", "tier_changes", "vouchers", "voucher_events"})
    rebuild(database, table);
  // Occasions were never looked for.
  rebuild(database, "settlements", {{"issues_through", before_all.number}, {"issues_due_on", before_all.number}});
  run(database, statement("CREATE TABLE birthdays ("));
}

/// Amounts of every currency had two decimals, and any three capital letters were a currency.
void currencies_with_decimals(SQLite::Database& database) {
  Cursor kept(database, "SELECT DISTINCT currency FROM programs");
  while (kept.next()) {
    const auto currency = Currency::find(kept.text(0));
    if (currency && currency->decimals == cny.decimals) continue;
    const auto decimals = [&] { return currency->decimals == 0 ? "no" : std::to_string(currency->decimals); };
    throw Error(
        Failure::refused,
        fmt::format("an earlier version kept amounts of {} in this ledger with two decimals", kept.text(0)),
        currency ? fmt::format("{} has {} decimals", currency->code, decimals()) : "ISO 4217 has no such currency",
        "begin another ledger with loyalty init --ledger FILE, and import the order files again");
  }
}

/// Orders whose member is masked in the file; which order's code a redemption was, and what was taken off each line of
/// an order; currencies with decimals of their own; and rules of the engine by which every member's days are walked
/// again.
void edges(SQLite::Database& database) {
  currencies_with_decimals(database);
  for (const auto* table : {"order_details", "order_lines", "voucher_events"}) rebuild(database, table);
  run(database, fmt::format("UPDATE settlements SET points_due_on = {0}, tiers_due_on = {0}, issues_due_on = {0}",
                            rules_changed.number));
}

struct Step {
  int to; ///< schema version
  void (*run)(SQLite::Database&);
};

/// What is added is taken from schema.sql, so that an old and a fresh ledger hold the same text.
constexpr std::array steps = {
    Step{2, find_vouchers_by_order},
    Step{3, whole_program},
    Step{4, edges},
};
static_assert(steps.back().to == schema_version);

int version_of(SQLite::Database& database) {
  Cursor version(database, "PRAGMA user_version");
  return version.next() ? static_cast<int>(version.count(0)) : 0;
}

} // namespace

std::string index_statement(std::string_view name) {
  auto found = statement(fmt::format("CREATE INDEX {} ", name));
  return found.empty() ? statement(fmt::format("CREATE UNIQUE INDEX {} ", name)) : found;
}

void migrate(SQLite::Database& database) {
  if (version_of(database) >= schema_version) return;
  run(database, "BEGIN IMMEDIATE");
  for (const auto& step : steps) {
    // Another command may have got here first.
    if (version_of(database) >= step.to) continue;
    step.run(database);
    run(database, fmt::format("PRAGMA user_version = {}", step.to));
  }
  run(database, "COMMIT");
}

} // namespace loyalty::store
