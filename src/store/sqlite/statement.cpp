// SPDX-License-Identifier: MIT
#include "store/sqlite/statement.hpp"

#include <fmt/format.h>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

/// Nobody asks SQLite how much memory it uses, and counting it takes a lock for every piece. To be said before the
/// first connection.
[[maybe_unused]] const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

/// Said only where nothing can have been changed before.
Message unchanged(Message what, Doing doing) {
  return doing == Doing::writing ? nothing_changed(std::move(what)) : what;
}

/// What SQLite says most, as sentences that a language may have.
Message reason(const std::string& said) {
  for (const auto& known : {Message("database is locked"_en), Message("database table is locked"_en),
                            Message("database or disk is full"_en), Message("attempt to write a readonly database"_en),
                            Message("unable to open database file"_en), Message("disk I/O error"_en),
                            Message("database disk image is malformed"_en), Message("file is not a database"_en)})
    if (known.english() == said) return known;
  return Message::name(said);
}

bool in_transaction(sqlite3* handle) { return sqlite3_get_autocommit(handle) == 0; }

} // namespace

void damaged(Message finding) {
  throw Error(Failure::damaged, "the ledger is damaged"_en, std::move(finding), put_backup_back());
}

void fail(sqlite3* handle, int code, Doing doing) {
  const std::string said = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  const auto why = reason(said);
  const int detail = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
  if (detail == SQLITE_CONSTRAINT_UNIQUE) throw Duplicate(said);
  if (detail == SQLITE_READONLY_ROLLBACK)
    throw Error(Failure::refused,
                "a command was cut short, and without the right to write nothing can be cleaned up"_en, why,
                "let the owner of the ledger type: loyalty list-batches"_en);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(Failure::busy, "another command is using the ledger"_en, why,
                  "try again in a moment, or wait longer with --wait 60"_en);
    // What is stored stands against what a command writes, or is longer than anything that is.
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: damaged(why);
    case SQLITE_FULL:
      throw Error(Failure::refused, unchanged("the disk is full"_en, doing), why,
                  "make room on the disk and type the command again"_en);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw Error(Failure::refused, unchanged("the ledger cannot be written"_en, doing), why,
                  "check who owns the file and its folder"_en);
    case SQLITE_IOERR:
      throw Error(Failure::refused, unchanged("reading or writing the ledger failed"_en, doing), why,
                  "check the disk and its free space, then type the command again"_en);
    case SQLITE_NOMEM: throw Error(Failure::refused, unchanged("there is not enough memory"_en, doing));
    case SQLITE_CANTOPEN:
      throw Error(Failure::refused, "the ledger cannot be opened"_en, why, "check who owns the file and its folder"_en);
    default: throw Error(Failure::refused, unchanged("the ledger refused a statement"_en, doing), why);
  }
}

Statement::Statement(SQLite::Database& database, std::string_view sql) : Statement(database, sql, {}) {}

Statement::Statement(SQLite::Database& database, std::string_view sql, std::string_view otherwise) {
  int code = prepare(database, sql);
  if (code == SQLITE_ERROR && !otherwise.empty()) code = prepare(database, otherwise);
  if (code != SQLITE_OK)
    fail(database.getHandle(), code, in_transaction(database.getHandle()) ? Doing::writing : Doing::reading);
}

int Statement::prepare(SQLite::Database& database, std::string_view sql) {
  return sqlite3_prepare_v3(database.getHandle(), sql.data(), static_cast<int>(sql.size()), 0, &statement_, nullptr);
}

void Statement::fail_at(int code) const {
  auto* handle = sqlite3_db_handle(statement_);
  const bool reads = sqlite3_stmt_readonly(statement_) != 0 && !in_transaction(handle);
  fail(handle, code, reads ? Doing::reading : Doing::writing);
}

std::string Statement::place(int column) const {
  const std::string_view sql = sqlite3_sql(statement_);
  constexpr std::string_view from = " FROM ";
  const std::string name = sqlite3_column_name(statement_, column);
  const auto at = sql.find(from);
  // Of several tables the name of the column has to do.
  if (at == std::string_view::npos || sql.find(" JOIN ") != std::string_view::npos) return name;
  const auto table = sql.substr(at + from.size());
  return fmt::format("{}.{}", table.substr(0, table.find(' ')), name);
}

} // namespace loyalty::store
