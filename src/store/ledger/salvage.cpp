// SPDX-License-Identifier: MIT
#include "store/ledger/salvage.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/file_checks.hpp"
#include "store/ledger/migrations.hpp"
#include "store/ledger/schema.hpp"
#include "store/ledger/sealing_tables.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

/// So many numbers in a row that no row has are the end of a table.
constexpr std::int64_t end_of_table = 20'000;

/// Whether a cell holds what its column is for.
bool fits(const Column& column, int type) {
  if (type == SQLITE_NULL) return !column.required;
  switch (column.type) {
    case Column::Type::integer: return type == SQLITE_INTEGER;
    case Column::Type::text: return type == SQLITE_TEXT;
    case Column::Type::blob: return type == SQLITE_BLOB;
  }
  return false;
}

bool fits(const Table& table, const Cursor& row) {
  for (const auto& column : table.columns()) {
    const auto place = static_cast<int>(column.place);
    if (!fits(column, sqlite3_column_type(row.handle(), place))) return false;
    // What is beyond all bounds is refused wherever it is read.
    if (column.type == Column::Type::integer) static_cast<void>(row.sum(place));
  }
  return true;
}

/// Reads a table of the damaged file in several ways and writes what comes.
class TableSalvage {
 public:
  TableSalvage(SQLite::Database& from, SQLite::Database& to, const Table& table)
      : from_(from), table_(table), insert_(to, insertion(table)) {}

  /// From the first row on, from the last one back, and between them one number after the other. Whether anything could
  /// not be read.
  bool take_all() {
    if (read(" ORDER BY " + std::string(table_.key()))) return broken_;
    const auto forward = std::exchange(furthest_, std::nullopt);
    read(" ORDER BY " + backwards());
    take_between(forward.value_or(0), furthest_);
    return true;
  }

 private:
  static std::string insertion(const Table& table) {
    std::string places;
    for (std::size_t column = 0; column < table.size(); ++column) places += column == 0 ? "?" : ", ?";
    return fmt::format("INSERT OR IGNORE INTO {} VALUES ({})", table.name(), places);
  }

  std::string backwards() const {
    std::string key(table_.key());
    for (std::size_t at = 0; (at = key.find(',', at)) != key.npos; at += 6) key.insert(at, " DESC");
    return key + " DESC";
  }

  /// Reads rows until one cannot be read. True: all of them were.
  bool read(const std::string& rest) {
    try {
      Cursor rows(from_, fmt::format("SELECT {} FROM {} NOT INDEXED{}", table_.list(), table_.name(), rest));
      while (rows.next()) take(rows);
      return true;
    } catch (const Error&) {
      broken_ = true;
      return false;
    }
  }

  void take(const Cursor& row) {
    try {
      if (!fits(table_, row)) throw Error(Failure::damaged, "a row cannot be read"_en);
      for (int column = 0; column < static_cast<int>(table_.size()); ++column)
        sqlite3_bind_value(insert_.handle(), column + 1, sqlite3_column_value(row.handle(), column));
      insert_.run();
      if (numbers_lead()) furthest_ = row.sum(only);
    } catch (const Error&) { broken_ = true; }
  }

  bool numbers_lead() const { return table_.columns().front().type == Column::Type::integer; }

  void take_between(std::int64_t first, std::optional<std::int64_t> last) {
    if (!numbers_lead()) return;
    std::optional<Cursor> one;
    try {
      one.emplace(from_, fmt::format("SELECT {} FROM {} NOT INDEXED WHERE {} = ?", table_.list(), table_.name(),
                                     first_of_key(table_)));
    } catch (const Error&) { return; }
    std::int64_t missed = 0;
    for (auto number = std::max<std::int64_t>(first, 1); last ? number <= *last : missed < end_of_table; ++number) {
      ++missed;
      try {
        for (one->bind(number); one->next(); missed = 0) take(*one);
      } catch (const Error&) {}
    }
  }

  SQLite::Database& from_;
  const Table& table_;
  Statement insert_;
  bool broken_ = false;
  std::optional<std::int64_t> furthest_; ///< number of the last row that was read
};

std::string without_form(const Table& table) {
  return fmt::format("CREATE TABLE {} ({}, PRIMARY KEY ({})) WITHOUT ROWID", table.name(), table.list(), table.key());
}

} // namespace

std::vector<const Table*> all_tables() {
  std::vector<const Table*> all(hashed_tables.begin(), hashed_tables.end());
  for (const Table* table : std::initializer_list<const Table*>{
           &tables::batches, &tables::settlements, &tables::profiles, &tables::identities, &tables::birthdays,
           &tables::order_buyers, &tables::forgotten, &tables::texts, &tables::sealing, &tables::seals})
    all.push_back(table);
  return all;
}

std::string_view first_of_key(const Table& table) { return table.key().substr(0, table.key().find(',')); }

bool is_numbered(const Table& table) { return table.key() == "id"; }

bool belongs_to_batches(const Table& table) { return std::ranges::find(hashed_tables, &table) != hashed_tables.end(); }

Salvage::Salvage(const std::string& copy, const std::string& shown) {
  check_marks(copy, shown);
  try {
    damaged_ = std::make_unique<SQLite::Database>(copy, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    // Else a file that was cut is not even looked at.
    damaged_->exec("PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
    sqlite3_db_config(damaged_->getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(damaged_->getHandle(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    check_version(*damaged_, shown);
    if (version_of(*damaged_) != schema_version)
      throw Error(Failure::damaged, "{file} was written by an older version of loyalty"_en(shown), {},
                  "let that version rebuild it, or put your latest backup in its place: loyalty restore FILE"_en);
    rows_ = std::make_unique<SQLite::Database>("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    rows_->exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
    for (const auto* table : all_tables()) take(*table);
    rows_->exec("COMMIT");
    if (!lost_.empty() && !Cursor(*rows_, "SELECT 1 FROM batches LIMIT 1").next())
      throw Error(Failure::damaged, "the tables of {file} cannot be found any more"_en(shown), {},
                  "put your latest backup in its place: loyalty restore FILE"_en);
  } catch (const SQLite::Exception& error) {
    throw Error(Failure::damaged, "the tables of {file} cannot be found any more"_en(shown),
                Message::name(error.what()), "put your latest backup in its place: loyalty restore FILE"_en);
  }
}

Salvage::~Salvage() = default;

void Salvage::take(const Table& table) {
  Statement(*rows_, without_form(table)).run();
  const bool broken = TableSalvage(*damaged_, *rows_, table).take_all();
  if (belongs_to_batches(table))
    Statement(*rows_, fmt::format("CREATE INDEX {0}_of_batch ON {0} (batch_id)", table.name())).run();
  name_holes(table, broken);
}

/// Numbers tell which rows are missing; of other tables it is only known that some are.
void Salvage::name_holes(const Table& table, bool broken) {
  if (!is_numbered(table)) {
    // How far members are walked is worked out anew.
    if (broken && &table != &tables::settlements) lost_.push_back({table.name()});
    return;
  }
  const bool batches = belongs_to_batches(table);
  Cursor rows(*rows_, fmt::format("SELECT id, {} FROM {} ORDER BY id", batches ? "batch_id" : "id", table.name()));
  std::int64_t expected = 1, batch = 0;
  constexpr Selection read{"id", "batch_id"};
  while (rows.next()) {
    const auto id = rows.sum(read["id"]), of = rows.sum(read["batch_id"]);
    if (id > expected) lost_.push_back({table.name(), expected, id - 1, batch, of});
    expected = id + 1;
    batch = of;
  }
  // What stood behind the last row that could be read.
  const bool end_missing =
      broken && std::ranges::none_of(lost_, [&](const auto& lost) { return lost.table == table.name(); });
  if (end_missing) lost_.push_back({table.name(), 0, 0, batch, 0});
}

} // namespace loyalty::store
