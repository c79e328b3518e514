// SPDX-License-Identifier: MIT
#include "store/cursor.hpp"

#include "loyalty/error.hpp"

namespace loyalty::store {

void fail(sqlite3* handle, int code) {
  if (handle != nullptr && sqlite3_extended_errcode(handle) == SQLITE_CONSTRAINT_UNIQUE) throw Duplicate{};
  const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  if (handle != nullptr && sqlite3_extended_errcode(handle) == SQLITE_READONLY_ROLLBACK)
    throw Error(Failure::refused, "a command was cut short; who may only read cannot clear up after it", why,
                "let the owner of the ledger type: loyalty list-batches");
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(Failure::busy, "another command is using the ledger", why,
                  "try again in a moment, or wait longer with --wait 60");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(Failure::damaged, "the ledger is damaged", why, "restore your latest backup; keep this file");
    case SQLITE_FULL:
      throw Error(Failure::refused, "the disk is full; nothing was changed", why,
                  "make room on the disk and type the command again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw Error(Failure::refused, "the ledger cannot be written; nothing was changed", why,
                  "check who owns the file and its folder");
    case SQLITE_IOERR:
      throw Error(Failure::refused, "reading or writing the ledger failed; nothing was changed", why,
                  "check the disk and its free space, then type the command again");
    case SQLITE_CANTOPEN:
      throw Error(Failure::refused, "the ledger cannot be opened", why, "check who owns the file and its folder");
    default: throw Error(Failure::refused, "the ledger refused a statement; nothing was changed", why);
  }
}

Cursor::Cursor(SQLite::Database& database, std::string_view sql) {
  const int code = sqlite3_prepare_v3(database.getHandle(), sql.data(), static_cast<int>(sql.size()), 0, &statement_,
                                      nullptr);
  if (code != SQLITE_OK) fail(database.getHandle(), code);
}

}  // namespace loyalty::store
