// SPDX-License-Identifier: MIT
#include "store/sqlite/staging.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <new>

#include "store/sqlite/statement.hpp"

namespace loyalty::store {
namespace {

struct StagedTable {
  sqlite3_vtab base;
  const Staging* rows;
};

struct StagedCursor {
  sqlite3_vtab_cursor base;
  const Staging* rows;
  std::size_t row;
};

StagedCursor* cursor_of(sqlite3_vtab_cursor* cursor) { return reinterpret_cast<StagedCursor*>(cursor); }

int connect(sqlite3* handle, void* rows, int, const char* const*, sqlite3_vtab** table, char**) {
  static_assert(Staging::max_columns == 24);
  const int code = sqlite3_declare_vtab(
      handle,
      "CREATE TABLE staged(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, "
      "c19, c20, c21, c22, c23)");
  if (code != SQLITE_OK) return code;
  // Nothing may be thrown through SQLite.
  auto* made = new (std::nothrow) StagedTable{{}, static_cast<const Staging*>(rows)};
  *table = reinterpret_cast<sqlite3_vtab*>(made);
  return made == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete reinterpret_cast<StagedTable*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  // Whatever the constraints: the rows can only be read one after the other.
  info->estimatedCost = 1e5;
  info->estimatedRows = 16'384;
  return SQLITE_OK;
}

int open_staged(sqlite3_vtab* table, sqlite3_vtab_cursor** cursor) {
  auto* opened = new (std::nothrow) StagedCursor{{}, reinterpret_cast<StagedTable*>(table)->rows, 0};
  *cursor = reinterpret_cast<sqlite3_vtab_cursor*>(opened);
  return opened == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int close_staged(sqlite3_vtab_cursor* cursor) {
  delete cursor_of(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
  cursor_of(cursor)->row = 0;
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
  ++cursor_of(cursor)->row;
  return SQLITE_OK;
}

int eof(sqlite3_vtab_cursor* cursor) {
  const auto* at = cursor_of(cursor);
  return at->rows->columns() == 0 || !at->rows->has_rows(at->row + 1) ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int index) {
  const auto* at = cursor_of(cursor);
  if (static_cast<std::size_t>(index) >= at->rows->columns()) return SQLITE_OK;
  const auto& cell = at->rows->cell(at->row, static_cast<std::size_t>(index));
  switch (cell.type) {
    case Staging::Type::null: break;
    case Staging::Type::integer: sqlite3_result_int64(context, cell.value); break;
    case Staging::Type::text: {
      const auto text = at->rows->text(cell);
      sqlite3_result_text64(context, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
      break;
    }
  }
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
  *id = static_cast<sqlite3_int64>(cursor_of(cursor)->row);
  return SQLITE_OK;
}

sqlite3_module make_module() {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xBestIndex = best_index;
  module.xDisconnect = disconnect;
  module.xDestroy = disconnect;
  module.xOpen = open_staged;
  module.xClose = close_staged;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = eof;
  module.xColumn = column;
  module.xRowid = rowid;
  return module;
}

} // namespace

void Staging::attach(SQLite::Database& database) {
  static const sqlite3_module module = make_module();
  const int code = sqlite3_create_module_v2(database.getHandle(), "staged", &module, this, nullptr);
  if (code != SQLITE_OK) fail(database.getHandle(), code);
}

/// Where SQLite gives the numbers, it copies each value that is named once more, so what is nothing is not named. Where
/// it does not, it copies unless all columns are named, in their order.
std::string Staging::insertion_into(const Table& table, Keys keys, std::string_view verb) {
  note_row();
  const bool follow = keys == Keys::follow;
  std::string names, cells;
  for (const auto& column : table.columns().subspan(follow ? 1 : 0)) {
    const bool same = rows() > 0 && !varies_[column.place];
    const bool nothing = same && cell(0, column.place).type == Type::null;
    if (nothing && follow) continue;
    const auto* comma = cells.empty() ? "" : ", ";
    names += fmt::format("{}{}", comma, column.name);
    if (nothing)
      cells += fmt::format("{}NULL", comma);
    else if (same)
      cells += fmt::format("{}{}", comma, cell(0, column.place).value);
    else
      cells += fmt::format(fmt::runtime(column.type == Column::Type::blob ? "{}CAST(c{} AS BLOB)" : "{}c{}"), comma,
                           column.place);
  }
  return fmt::format("{} INTO {} ({}) SELECT {} FROM staged", verb, table.name(), names, cells);
}

} // namespace loyalty::store
