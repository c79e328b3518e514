// SPDX-License-Identifier: MIT
#include "store/ledger/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"
#include "store/all_tables.hpp"
#include "store/ledger/migrations.hpp"
#include "store/ledger/schema.hpp"
#include "store/sqlite/selection.hpp"

namespace tables_test {

namespace {

using namespace loyalty::store;
using Lines = std::vector<std::string>;

std::string type_of(const Column& column) {
  return column.type == Column::Type::integer ? "INTEGER" : column.type == Column::Type::text ? "TEXT" : "BLOB";
}

/// A table as its value has it: each column, then the key.
Lines as_written(const Table& table) {
  Lines lines;
  for (const auto& column : table.columns()) {
    CHECK(column.place == lines.size());
    lines.push_back(fmt::format("{} {}{}", column.name, type_of(column), column.required ? " NOT NULL" : ""));
  }
  lines.push_back(std::string(table.key()));
  return lines;
}

/// The same as SQLite has it.
Lines as_made(SQLite::Database& database, const Table& table) {
  Lines lines;
  std::vector<std::string> key(table.size() + 1);
  SQLite::Statement rows(database, fmt::format("PRAGMA table_info({})", table.name()));
  while (rows.executeStep()) {
    const auto name = rows.getColumn("name").getString();
    const bool required = rows.getColumn("notnull").getInt() == 1;
    lines.push_back(fmt::format("{} {}{}", name, rows.getColumn("type").getString(), required ? " NOT NULL" : ""));
    key[static_cast<std::size_t>(rows.getColumn("pk").getInt())] = name;
  }
  std::string joined;
  for (std::size_t place = 1; place < key.size() && !key[place].empty(); ++place)
    joined += fmt::format("{}{}", joined.empty() ? "" : ", ", key[place]);
  lines.push_back(joined);
  return lines;
}

void check_tables(SQLite::Database& database) {
  std::size_t made = 0;
  SQLite::Statement names(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  while (names.executeStep()) ++made;
  CHECK(made == all_tables().size());
  for (const auto* table : all_tables()) {
    CAPTURE(table->name());
    CHECK(as_made(database, *table) == as_written(*table));
  }
}

std::string schema_of(int version) {
  std::ifstream file(fmt::format("{}/tests/store/schema_{}.sql", LOYALTY_SOURCE_DIR, version));
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("the columns that are written and read are those of the schema") {
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  fresh.exec(std::string(schema_sql()));
  check_tables(fresh);
}

TEST_CASE("the columns that are written and read are those of a migrated ledger") {
  const auto version = GENERATE(1, 2, 3, 4, 5, 6, 7);
  CAPTURE(version);
  SQLite::Database old_ledger(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  old_ledger.exec(schema_of(version));
  old_ledger.exec(fmt::format("PRAGMA user_version = {}", version));
  migrate(old_ledger);
  check_tables(old_ledger);
}

TEST_CASE("what came later stands at the end and may hold nothing") {
  for (const auto* table : all_tables())
    for (const auto& column : table->columns().subspan(table->first_later())) {
      CAPTURE(table->name(), column.name);
      CHECK_FALSE(column.required);
    }
  CHECK(tables::acts.first_later() == tables::acts.subject.place);
  CHECK(tables::vouchers.first_later() == tables::vouchers.free_shipping.place);
  CHECK(tables::orders.first_later() == tables::orders.size());
}

TEST_CASE("a selection is its text and its positions") {
  constexpr auto& acts = tables::acts;
  constexpr Selection few{acts.day, acts.id, "coalesce(a, b) AS either", "o.id"};
  static_assert(few[acts.day] == 0 && few[acts.id] == 1 && few["either"] == 2 && few["o.id"] == 3);
  static_assert(few.with({"more"})["more"] == 4);
  CHECK(few.from("acts WHERE id = ?") == "SELECT day, id, coalesce(a, b) AS either, o.id FROM acts WHERE id = ?");
  static constexpr Selection whole{tables::profiles};
  CHECK(whole.list() == tables::profiles.list());
}

} // namespace tables_test
