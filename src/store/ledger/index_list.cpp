// SPDX-License-Identifier: MIT
#include "store/ledger/index_list.hpp"

#include <algorithm>

#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr Selection of_sorted{"t.name AS of_table",
                              "t.wr AS without_numbers",
                              "i.name AS of_index",
                              "i.\"unique\" AS is_unique",
                              "i.partial AS is_partial",
                              "i.origin = 'pk' AS is_key",
                              "x.cid = -1 AS is_number",
                              "x.cid < -1 OR x.\"desc\" OR x.coll <> 'BINARY'"
                              " OR (t.name || i.name || x.name) GLOB '*[^a-z0-9_]*' AS is_strange",
                              "x.name AS of_column",
                              "x.\"key\" AS is_sorted",
                              "s.sql AS made_by"};

constexpr auto each_column =
    "pragma_table_list t JOIN pragma_index_list(t.name) i JOIN pragma_index_xinfo(i.name) x"
    " LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name"
    " WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, i.seq, x.seqno";

/// What stands behind WHERE in the statement that made an index.
std::string condition_in(std::string_view statement) {
  constexpr std::string_view where = " WHERE ";
  const auto at = statement.find(where);
  return at == std::string_view::npos ? std::string() : std::string(statement.substr(at + where.size()));
}

bool can_be_scanned(const IndexParts& index) {
  return begins_behind_nothing(index) || std::ranges::none_of(index.columns, [&](const std::string& column) {
           return index.condition.find(column) != std::string::npos;
         });
}

} // namespace

bool begins_behind_nothing(const IndexParts& index) {
  return index.condition == index.columns.front() + " IS NOT NULL";
}

std::optional<std::vector<TableParts>> sorted_tables(SQLite::Database& database) {
  std::vector<TableParts> tables;
  Cursor rows(database, of_sorted.from(each_column));
  while (rows.next()) {
    const auto table = rows.text(of_sorted["of_table"]), index = rows.text(of_sorted["of_index"]);
    const bool is_sorted = rows.flag(of_sorted["is_sorted"]);
    const bool without_numbers = rows.flag(of_sorted["without_numbers"]);
    const bool is_key = without_numbers && rows.flag(of_sorted["is_key"]);
    if (is_sorted && rows.flag(of_sorted["is_strange"])) return std::nullopt;
    if (without_numbers && !is_key) return std::nullopt;
    if (tables.empty() || tables.back().name != table) tables.push_back({std::string(table), {}, {}});
    const auto column = rows.flag(of_sorted["is_number"]) ? "rowid" : rows.string(of_sorted["of_column"]);
    if (is_key) {
      if (is_sorted) tables.back().key.push_back(column);
      continue;
    }
    auto& indexes = tables.back().indexes;
    if (indexes.empty() || indexes.back().name != index) {
      const bool is_partial = rows.flag(of_sorted["is_partial"]);
      indexes.push_back({std::string(index), is_partial ? condition_in(rows.text(of_sorted["made_by"])) : "", {}, 0});
      if (is_partial && indexes.back().condition.empty()) return std::nullopt;
    }
    indexes.back().columns.push_back(column);
    if (is_sorted && rows.flag(of_sorted["is_unique"])) ++indexes.back().unique_columns;
  }
  for (const auto& table : tables)
    if (!std::ranges::all_of(table.indexes, can_be_scanned)) return std::nullopt;
  return tables;
}

} // namespace loyalty::store
