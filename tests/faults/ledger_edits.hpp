// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "faults/shop.hpp"

namespace faults {

/// A database file under somebody's hands.
class Database {
 public:
  explicit Database(const fs::path& file) {
    if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
    run("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA ignore_check_constraints = ON");
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close_v2(handle_); }

  /// False if the database refuses.
  bool run(const std::string& script) {
    return sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }

  using Row = std::vector<std::string>;
  std::vector<Row> rows(const std::string& sql) {
    std::vector<Row> found;
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr);
    while (statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
      found.emplace_back();
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        found.back().emplace_back(text == nullptr ? "" : text);
      }
    }
    sqlite3_finalize(statement);
    return found;
  }

 private:
  sqlite3* handle_ = nullptr;
};

/// Changes a ledger as no command does, by chance: values, rows, pages, the length of the file. The text of its schema
/// stays, so that a ledger so changed is opened as one.
class LedgerEdits {
 public:
  /// Looks at the ledger once: what can be changed in it.
  explicit LedgerEdits(const fs::path& ledger) : whole_(read_file(ledger)) {
    Database database(ledger);
    for (const auto& table :
         database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
      Table found{table[0], {}, {}};
      for (const auto& column : database.rows("PRAGMA table_info(" + table[0] + ")")) {
        found.columns.push_back({column[1], column[2] == "INTEGER"});
        if (column[5] != "0") found.key += (found.key.empty() ? "" : ", ") + column[1];
      }
      if (database.rows("SELECT 1 FROM " + table[0] + " LIMIT 1").empty()) {
        if (table[0].starts_with("card")) continue; // a shop need not sell gift cards
        throw std::runtime_error(table[0] + " is empty");
      }
      tables_.push_back(found);
    }
    schema_ = database.rows("SELECT rowid, sql FROM sqlite_schema WHERE sql IS NOT NULL");
  }

  const std::string& whole() const { return whole_; }

  /// A number below the limit, which is above zero.
  using Choose = std::function<std::uint64_t(std::uint64_t limit)>;

  /// What was done, in words. The same seed changes the same ledger alike.
  std::string apply(const fs::path& ledger, std::uint64_t seed) {
    return apply(ledger, [random = std::mt19937_64(seed)](std::uint64_t limit) mutable { return random() % limit; });
  }
  std::string apply(const fs::path& ledger, Choose choose) {
    choose_ = std::move(choose);
    write_file(ledger, whole_);
    const auto kind = below(20);
    if (kind == 0) return change_length(ledger);
    if (kind < 4) return change_page(ledger);
    std::string done;
    loosen(ledger);
    {
      Database database(ledger);
      for (auto times = 1 + below(10) / 7 + below(10) / 8; times > 0; --times) done += change_row(database) + "; ";
    }
    restore(ledger);
    return done;
  }

 private:
  struct Column {
    std::string name;
    bool number;
  };
  struct Table {
    std::string name;
    std::vector<Column> columns;
    std::string key;
  };

  std::uint64_t below(std::uint64_t limit) { return choose_(limit); }
  template <class Choice>
  const Choice& one_of(const std::vector<Choice>& all) {
    return all[below(all.size())];
  }

  /// Takes from the schema whatever holds rows to their form; indexes stay, so that they follow.
  void loosen(const fs::path& ledger) {
    Database database(ledger);
    database.run(
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger';"
        "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ' STRICT, WITHOUT', ' WITHOUT'), ') STRICT', "
        "')'), "
        "' NOT NULL', '') WHERE type = 'table'");
  }
  void restore(const fs::path& ledger) {
    Database database(ledger);
    database.run("PRAGMA writable_schema = ON");
    for (const auto& row : schema_) {
      std::string quoted;
      for (const char letter : row[1]) quoted += letter == '\'' ? std::string("''") : std::string(1, letter);
      database.run("UPDATE sqlite_schema SET sql = '" + quoted + "' WHERE rowid = " + row[0]);
      if (row[1].starts_with("CREATE TRIGGER")) database.run(row[1]);
    }
  }

  std::string change_row(Database& database) {
    const auto& table = one_of(tables_);
    const auto& column = one_of(table.columns);
    const auto count = std::stoull(database.rows("SELECT count(*) FROM " + table.name)[0][0]);
    if (count == 0) return "nothing is left in " + table.name;
    const auto where = " WHERE (" + table.key + ") IN (SELECT " + table.key + " FROM " + table.name +
                       " LIMIT 1 OFFSET " + std::to_string(below(count)) + ")";
    std::string sql;
    switch (below(12)) {
      case 0: sql = "DELETE FROM " + table.name + where; break;
      case 1: sql = "DELETE FROM " + table.name + (below(3) == 0 ? "" : where); break;
      case 2: sql = copy(table, where); break;
      case 3:
        sql = "UPDATE " + table.name + " SET " + column.name + " = (SELECT " + column.name + " FROM " + table.name +
              " LIMIT 1 OFFSET " + std::to_string(below(count)) + ")" + where;
        break;
      case 4:
        sql = "UPDATE " + table.name + " SET " + column.name + " = " + value(column) + (below(3) == 0 ? "" : where);
        break;
      default: sql = "UPDATE " + table.name + " SET " + column.name + " = " + value(column) + where;
    }
    return sql + (database.run(sql) ? "" : " (refused)");
  }

  /// The row once more, under another key.
  std::string copy(const Table& table, const std::string& where) {
    std::string names, values;
    const auto first = below(table.columns.size());
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      const auto& column = table.columns[at];
      const bool other = at == first || ("," + table.key + ",").find(column.name) != std::string::npos;
      names += (names.empty() ? "" : ", ") + column.name;
      values += (values.empty() ? "" : ", ") + (other ? value(column) : column.name);
    }
    return "INSERT OR REPLACE INTO " + table.name + " (" + names + ") SELECT " + values + " FROM " + table.name + where;
  }

  /// The parts that each end in a tilde.
  static std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t end; (end = text.find('~')) != text.npos; text.remove_prefix(end + 1))
      found.emplace_back(text.substr(0, end));
    return found;
  }

  std::string value(const Column& column) {
    static const auto numbers = words(
        "0~-1~1~2~3~7~100~4096~65536~1000000~999999~10000000000000~10000000000001~999999999999999~"
        "1000000000000000~999999999999999999~1000000000000000000~2147483647~2147483648~-2147483648~"
        "-2147483649~4294967295~4294967296~4294967297~9223372036854775807~-9223372036854775807 - 1~"
        "-1000000~2000000000~2932896~2932897~-719162~-719163~253402300799~253402300800~"
        "-62135596800~-62135596801~20089~20300~NULL~12.5~1e300~");
    static const auto texts = words(
        "''~'x'~'m1'~'silver'~'gold'~'plus'~'wake'~'by itself: birthday 2025'~NULL~x'00'~x'ff80c0'~"
        "CAST(x'e4bd' AS TEXT)~'a' || char(10) || 'b'~char(27, 91, 50, 74)~'2026-02-30'~"
        "'9999999999999999999999'~'-1'~hex(zeroblob(50000))~'[program]'~'UTC'~'Nowhere/Land'~"
        "'tier'~5~''''~'%s%n{}'~");
    const auto choice = below(10);
    if (choice == 0) return column.name + " + " + std::to_string(below(3)) + " - 1";
    if (choice == 1) return "-" + column.name;
    if (choice == 2) return column.name + " * " + std::to_string(1 + below(100'000));
    if (choice == 3) return std::to_string(below(40));
    return one_of(column.number == (below(25) != 0) ? numbers : texts);
  }

  std::string change_page(const fs::path& ledger) {
    auto bytes = whole_;
    std::string done;
    for (auto times = 1 + below(3); times > 0; --times) {
      const auto at = used_byte();
      const auto length = below(3) == 0 ? std::min<std::uint64_t>(1 + below(64), bytes.size() - at) : 1;
      for (std::uint64_t offset = 0; offset < length; ++offset)
        bytes[at + offset] =
            length == 1 ? static_cast<char>(bytes[at] ^ (1 << below(8))) : static_cast<char>(below(256));
      done += std::to_string(length) + " bytes at " + std::to_string(at) + "; ";
    }
    write_file(ledger, bytes);
    return done;
  }

  /// Where something is written, most often. What opens the ledger at all is left alone more often than not.
  std::uint64_t used_byte() {
    std::uint64_t at = below(whole_.size());
    for (int tries = 0; tries < 50 && (whole_[at] == 0 || (at < 8192 && below(4) != 0)); ++tries)
      at = below(whole_.size());
    return at;
  }

  std::string change_length(const fs::path& ledger) {
    const auto other = below(2) == 0 ? whole_.size() - 1 - below(9000) : whole_.size() + 1 + below(9000);
    fs::resize_file(ledger, other);
    return std::to_string(other) + " bytes long";
  }

  std::string whole_;
  std::vector<Table> tables_;
  std::vector<Database::Row> schema_;
  Choose choose_;
};

} // namespace faults
