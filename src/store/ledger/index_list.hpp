// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace loyalty::store {

/// What an entry of an index is made of.
struct IndexParts {
  std::string name;
  std::string condition;            ///< of the rows that it holds; empty: all
  std::vector<std::string> columns; ///< in the order that it is sorted by, with what tells the row at the end
  std::size_t unique_columns = 0;   ///< so many, from the first, stand together once, if none is NULL; 0: any number
};

/// A table whose rows have to stand in some order besides that of their numbers.
struct TableParts {
  std::string name;
  std::vector<std::string> key; ///< of a table without row numbers, which is sorted by it
  std::vector<IndexParts> indexes;
};

/// Whether the condition is that the first column is not NULL, which is also where a scan of the index begins.
bool begins_behind_nothing(const IndexParts& index);

/// The tables with indexes or without row numbers, by what the file says. nullopt if one is of a kind that loyalty does
/// not make: sorted by an expression, downwards, or by other rules than byte by byte; or if it holds only rows of which
/// something else is true of the columns that it is sorted by, for then a scan of it would leave out what should not be
/// there.
std::optional<std::vector<TableParts>> sorted_tables(SQLite::Database& database);

} // namespace loyalty::store
