// SPDX-License-Identifier: MIT
#include "store/sqlite/statement.hpp"

#include <fmt/format.h>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

constexpr auto restore = "restore your latest backup; keep this file";

/// Said only where nothing can have been changed before.
std::string unchanged(std::string what, Doing doing) {
  return doing == Doing::writing ? std::move(what) + "; nothing was changed" : std::move(what);
}

bool in_transaction(sqlite3* handle) { return sqlite3_get_autocommit(handle) == 0; }

} // namespace

void damaged(const std::string& finding) { throw Error(Failure::damaged, "the ledger is damaged", finding, restore); }

void fail(sqlite3* handle, int code, Doing doing) {
  const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  const int detail = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
  if (detail == SQLITE_CONSTRAINT_UNIQUE) throw Duplicate(why);
  if (detail == SQLITE_READONLY_ROLLBACK)
    throw Error(Failure::refused, "a command was cut short; who may only read cannot clear up after it", why,
                "let the owner of the ledger type: loyalty list-batches");
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(Failure::busy, "another command is using the ledger", why,
                  "try again in a moment, or wait longer with --wait 60");
    // What is stored stands against what a command writes, or is longer than anything that is.
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: damaged(why);
    case SQLITE_FULL:
      throw Error(Failure::refused, unchanged("the disk is full", doing), why,
                  "make room on the disk and type the command again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw Error(Failure::refused, unchanged("the ledger cannot be written", doing), why,
                  "check who owns the file and its folder");
    case SQLITE_IOERR:
      throw Error(Failure::refused, unchanged("reading or writing the ledger failed", doing), why,
                  "check the disk and its free space, then type the command again");
    case SQLITE_CANTOPEN:
      throw Error(Failure::refused, "the ledger cannot be opened", why, "check who owns the file and its folder");
    default: throw Error(Failure::refused, unchanged("the ledger refused a statement", doing), why);
  }
}

Statement::Statement(SQLite::Database& database, std::string_view sql) {
  const int code =
      sqlite3_prepare_v3(database.getHandle(), sql.data(), static_cast<int>(sql.size()), 0, &statement_, nullptr);
  if (code != SQLITE_OK)
    fail(database.getHandle(), code, in_transaction(database.getHandle()) ? Doing::writing : Doing::reading);
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
