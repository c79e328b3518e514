// SPDX-License-Identifier: MIT
#include "store/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "store/schema.hpp"

namespace {

using namespace loyalty::store;

std::set<std::string> objects(SQLite::Database& database) {
  std::set<std::string> found;
  SQLite::Statement rows(database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while (rows.executeStep()) found.insert(rows.getColumn(0).getString());
  return found;
}

std::string oldest_schema() {
  std::ifstream file(std::string(LOYALTY_SOURCE_DIR) + "/tests/store/schema_1.sql");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the oldest schema with all steps equals a fresh one") {
  SQLite::Database old_ledger(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  old_ledger.exec(oldest_schema());
  old_ledger.exec("PRAGMA user_version = 1");
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  fresh.exec(std::string(schema_sql()));

  REQUIRE(objects(old_ledger) != objects(fresh));
  migrate(old_ledger);
  CHECK(objects(old_ledger) == objects(fresh));
  CHECK(old_ledger.execAndGet("PRAGMA user_version").getInt() == schema_version);

  migrate(old_ledger);
  CHECK(objects(old_ledger) == objects(fresh));
}
