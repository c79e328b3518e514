// SPDX-License-Identifier: MIT
//
// Indexes that do not hold what their table does are found whatever is wrong with them, and in the words of SQLite's
// own check. Damage is done as a hand in the file could: the schema is made to say something else, rows are changed
// under it, and the schema is put back.
#include "store/ledger/ledger_check.hpp"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/integrity.hpp"

namespace ledger_check_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;
namespace fs = std::filesystem;

constexpr auto tables =
    "CREATE TABLE goods (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, shelf INTEGER, price INTEGER, label) ;"
    "CREATE INDEX by_shelf ON goods (shelf, price);"
    "CREATE UNIQUE INDEX by_price ON goods (price, shelf);"
    "CREATE INDEX by_label ON goods (label);"
    "CREATE INDEX shelved ON goods (shelf, price) WHERE shelf IS NOT NULL;"
    "CREATE INDEX unlabelled ON goods (id) WHERE label IS NULL;"
    "CREATE TABLE lines (id INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT, PRIMARY KEY (id, line)) STRICT,"
    " WITHOUT ROWID;"
    "INSERT INTO goods VALUES (1, 'a', 3, 10, NULL), (2, 'b', 2, 20, 'x'), (3, 'c', NULL, 30, x'0041'),"
    " (4, 'd', NULL, 30, 'a' || char(0) || 'b'), (5, 'e', -1, 90, 'a'), (6, '', 9223372036854775807, 99, ''),"
    " (7, 'g', -9223372036854775807, 100, 'ä'), (8, 'h', 0, NULL, -7), (9, 'i', 0, NULL, 7);"
    "INSERT INTO lines VALUES (1, 1, 'one'), (1, 2, NULL), (2, 1, 'x'), (3, 1, 'y');";

class File {
 public:
  File() : path_(fs::temp_directory_path() / ("ledger_check_" + std::to_string(getpid()) + ".db")) {
    fs::remove(path_);
    run(tables);
  }
  ~File() { fs::remove(path_); }

  SQLite::Database open() const {
    return SQLite::Database(path_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  }
  void run(const std::string& sql) const {
    auto database = open();
    database.exec("PRAGMA writable_schema = ON");
    database.exec(sql);
  }

  /// Changes rows while the schema says something else.
  void change(const std::string& schema, const std::string& rows) const {
    using Object = std::tuple<std::string, std::string, std::string, std::int64_t, std::string, bool>;
    std::vector<Object> objects;
    {
      auto database = open();
      SQLite::Statement each(database,
                             "SELECT type, name, tbl_name, rootpage, ifnull(sql, ''), sql IS NULL FROM sqlite_schema");
      while (each.executeStep())
        objects.emplace_back(each.getColumn(0).getString(), each.getColumn(1).getString(),
                             each.getColumn(2).getString(), each.getColumn(3).getInt64(), each.getColumn(4).getString(),
                             each.getColumn(5).getInt() != 0);
    }
    run(schema);
    run(rows);
    auto database = open();
    database.exec("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema");
    for (const auto& [type, name, table, root, sql, automatic] : objects) {
      SQLite::Statement put(database, "INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)");
      put.bind(1, type);
      put.bind(2, name);
      put.bind(3, table);
      put.bind(4, root);
      if (!automatic) put.bind(5, sql);
      put.exec();
    }
  }

 private:
  fs::path path_;
};

std::string says(SQLite::Database& database, const char* check) {
  return SQLite::Statement(database, check).executeStep() ? database.execAndGet(check).getString() : "";
}

/// What the pieces of the check find, without SQLite's own.
bool pieces_find_nothing(SQLite::Database& database) {
  const auto parts = sorted_tables(database);
  REQUIRE(parts);
  const EntryHash hash;
  for (const auto& each : *parts) {
    SortedCheck check(each, hash);
    RowScan rows(each.name);
    check.take_rows(rows);
    rows.run(database);
    for (std::size_t index = 0; index < check.indexes(); ++index) check.read_index(index, database);
    if (!check.finding().empty()) return false;
  }
  return true;
}

std::string without(const std::string& index) { return "DELETE FROM sqlite_schema WHERE name = '" + index + "'"; }
std::string as(const std::string& object, const std::string& sql) {
  return "UPDATE sqlite_schema SET sql = '" + sql + "' WHERE name = '" + object + "'";
}

struct Damage {
  const char* what;
  std::string schema;
  std::string rows;
  std::string found; ///< by SQLite; empty: it finds nothing
};

const std::vector<Damage>& damages() {
  static const std::string no_unique_code =
      as("goods",
         "CREATE TABLE goods (id INTEGER PRIMARY KEY, code TEXT NOT NULL, shelf INTEGER, price INTEGER, label)") +
      "; UPDATE sqlite_schema SET name = 'goods_code', sql = 'CREATE INDEX goods_code ON goods (code)'"
      " WHERE name = 'sqlite_autoindex_goods_1'";
  static const std::string lines =
      "CREATE TABLE lines (id INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT,"
      " PRIMARY KEY ";
  static const std::vector<Damage> all{
      {"an entry is missing", without("by_shelf"), "INSERT INTO goods VALUES (10, 'j', 5, 55, NULL)",
       "row 10 missing from index by_shelf"},
      {"an entry is missing from the last place", without("by_shelf"),
       "INSERT INTO goods VALUES (10, 'j', 9223372036854775807, 9999, NULL)", "row 10 missing from index by_shelf"},
      {"an entry too many", without("by_shelf"), "DELETE FROM goods WHERE id = 2",
       "wrong # of entries in index by_shelf"},
      {"another value", without("by_shelf"), "UPDATE goods SET price = 21 WHERE id = 2",
       "row 2 missing from index by_shelf"},
      {"two rows have exchanged their values", without("by_shelf"),
       "UPDATE goods SET id = 0 WHERE id = 1; UPDATE goods SET id = 1 WHERE id = 2; UPDATE goods SET id = 2 WHERE id = "
       "0",
       "row 1 missing from index by_shelf"},
      {"another row number", without("by_label"), "UPDATE goods SET id = 12 WHERE id = 2",
       "row 9 missing from index by_label"},
      {"text for a number", without("by_label"), "UPDATE goods SET label = '7' WHERE id = 9",
       "row 9 missing from index by_label"},
      {"a blob for a text", without("by_label"), "UPDATE goods SET label = x'61' WHERE id = 5",
       "row 5 missing from index by_label"},
      {"nothing for an empty text", without("by_label"), "UPDATE goods SET label = NULL WHERE id = 6",
       "row 6 missing from index by_label"},
      {"a text with a zero is cut short", without("by_label"), "UPDATE goods SET label = 'a' WHERE id = 4",
       "row 4 missing from index by_label"},
      {"the order is turned round", as("by_shelf", "CREATE INDEX by_shelf ON goods (shelf DESC, price)"),
       "REINDEX by_shelf", "row 1 missing from index by_shelf"},
      {"texts are sorted by other rules", as("by_label", "CREATE INDEX by_label ON goods (label COLLATE NOCASE)"),
       "INSERT INTO goods VALUES (20, 't', 8, 81, 'B'), (21, 'u', 8, 82, 'Y'); REINDEX by_label",
       "row 2 missing from index by_label"},
      {"the columns are exchanged", as("by_price", "CREATE UNIQUE INDEX by_price ON goods (shelf, price)"),
       "REINDEX by_price", "row 1 missing from index by_price"},
      {"something unique stands twice", as("by_price", "CREATE INDEX by_price ON goods (price, shelf)"),
       "INSERT INTO goods VALUES (10, 'j', 3, 10, NULL)", "non-unique entry in index by_price"},
      {"a key that is unique by the table stands twice", no_unique_code,
       "INSERT INTO goods VALUES (10, 'b', 5, 55, NULL)", "non-unique entry in index sqlite_autoindex_goods_1"},
      {"a key of the table is another", no_unique_code + "; " + without("goods_code"),
       "UPDATE goods SET code = 'z' WHERE id = 2", "row 2 missing from index sqlite_autoindex_goods_1"},
      {"rows that the condition excludes", as("shelved", "CREATE INDEX shelved ON goods (shelf, price)"),
       "REINDEX shelved", "wrong # of entries in index shelved"},
      {"rows that the condition includes are missing",
       as("shelved", "CREATE INDEX shelved ON goods (shelf, price) WHERE shelf > 0"), "REINDEX shelved",
       "row 5 missing from index shelved"},
      {"the condition is not about what is sorted", as("unlabelled", "CREATE INDEX unlabelled ON goods (id)"),
       "REINDEX unlabelled", "wrong # of entries in index unlabelled"},
      {"a table is sorted the other way round", as("lines", lines + "(id DESC, line)) STRICT, WITHOUT ROWID"),
       "CREATE TEMP TABLE kept AS SELECT * FROM lines; DELETE FROM lines; INSERT INTO lines SELECT * FROM kept",
       "row not in PRIMARY KEY order for lines"},
      {"a key of a table stands twice", as("lines", lines + "(id, line, text)) STRICT, WITHOUT ROWID"),
       "UPDATE lines SET text = '' WHERE text IS NULL; INSERT INTO lines VALUES (2, 1, 'z')",
       "row not in PRIMARY KEY order for lines"},
  };
  return all;
}

TEST_CASE("whatever is wrong with an index or the order of a table is found") {
  for (const auto& damage : damages()) {
    CAPTURE(damage.what);
    const File file;
    file.change(damage.schema, damage.rows);
    auto database = file.open();
    CHECK(says(database, "PRAGMA quick_check") == "ok");
    CHECK_FALSE(pieces_find_nothing(database));
    const auto said = says(database, "PRAGMA integrity_check(1)");
    CHECK(said == damage.found);
    CHECK(check_integrity(database).english() == said);
  }
}

TEST_CASE("a sound file is sound, whatever its indexes hold") {
  const File file;
  auto database = file.open();
  CHECK(pieces_find_nothing(database));
  CHECK(check_integrity(database).empty());
}

TEST_CASE("what the check does not know is left to the database") {
  const File file;
  for (const std::string index :
       {"other ON goods (label COLLATE NOCASE)", "other ON goods (price + shelf)", "other ON goods (price DESC)",
        "other ON goods (price) WHERE price > 50", "\"Other one\" ON goods (price)"}) {
    CAPTURE(index);
    file.run("CREATE INDEX " + index);
    auto database = file.open();
    CHECK_FALSE(sorted_tables(database));
    CHECK(check_integrity(database).empty());
    database.exec(index.front() == '"' ? "DROP INDEX \"Other one\"" : "DROP INDEX other");
  }
  file.run("UPDATE goods SET label = 1.5 WHERE id = 1");
  auto database = file.open();
  CHECK(sorted_tables(database));
  CHECK(check_integrity(database).empty());
}

} // namespace

} // namespace ledger_check_test
