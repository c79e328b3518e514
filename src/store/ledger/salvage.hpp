// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/table.hpp"

namespace loyalty::store {

/// Rows of a table that could not be read, or that belong to something that could not.
struct LostRows {
  std::string_view table;
  std::int64_t first = 0; ///< number of the first row; 0: it is not known which rows they are
  std::int64_t last = 0;
  std::int64_t from_batch = 0; ///< of the rows before; 0: not known
  std::int64_t to_batch = 0;   ///< of the rows behind

  bool operator==(const LostRows&) const = default;
};

/// Reads what can be read of a damaged ledger, row by row, past what cannot. The file may be written meanwhile: it is a
/// copy. Its rows come to lie in a database of their own, which holds nobody to any form.
class Salvage {
 public:
  /// Refused by `Error` (damaged): what is no ledger, is of another version than this program's, or does not even tell
  /// its tables.
  Salvage(const std::string& copy, const std::string& shown);
  ~Salvage();
  Salvage(const Salvage&) = delete;
  Salvage& operator=(const Salvage&) = delete;

  SQLite::Database& rows() { return *rows_; }
  const std::vector<LostRows>& lost() const { return lost_; }

 private:
  void take(const Table& table);
  void name_holes(const Table& table, bool broken);

  std::unique_ptr<SQLite::Database> damaged_;
  std::unique_ptr<SQLite::Database> rows_;
  std::vector<LostRows> lost_;
};

/// All tables, those that are hashed first.
std::vector<const Table*> all_tables();
/// The first of the columns that are the key of a table.
std::string_view first_of_key(const Table& table);
/// Whether the rows of a table are numbered from 1 without a gap.
bool is_numbered(const Table& table);
bool belongs_to_batches(const Table& table);

} // namespace loyalty::store
