// SPDX-License-Identifier: MIT
#include "store/ledger/copy.hpp"

#include <sqlite3.h>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/file_checks.hpp"
#include "store/ledger/file_size.hpp"
#include "store/ledger/integrity.hpp"
#include "store/ledger/migrations.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr auto& state_columns = tables::batches;
constexpr Selection of_end{state_columns.id, state_columns.recorded_at, state_columns.hash};

LedgerState read_state(SQLite::Database& database) {
  LedgerState state;
  state.version = version_of(database);
  Cursor last(database, of_end.from("batches ORDER BY id DESC LIMIT 1"));
  if (last.next()) {
    state.last = last.id<BatchId>(of_end[state_columns.id]);
    state.recorded_at = last.string(of_end[state_columns.recorded_at]);
    state.head = to_hex(last.text(of_end[state_columns.hash]));
    Cursor first(database, "SELECT hash FROM batches ORDER BY id LIMIT 1");
    if (first.next()) state.first_hash = to_hex(first.text(only));
    Cursor latest(database, "SELECT max(as_of) FROM batches");
    if (latest.next()) state.day = latest.day(only);
  }
  Cursor program(database, "SELECT text FROM programs ORDER BY id DESC LIMIT 1");
  if (program.next()) state.program = program.string(only);
  return state;
}

/// What is stored in it is not believed: it may be anybody's file.
std::unique_ptr<SQLite::Database> open_to_read(const std::string& path, int wait_seconds) {
  try {
    auto database = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX);
    auto* handle = database->getHandle();
    sqlite3_busy_timeout(handle, wait_seconds * 1000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    return database;
  } catch (const SQLite::Exception& error) { fail(nullptr, error.getErrorCode()); }
}

std::unique_ptr<SQLite::Database> open_ledger_file(const std::string& path, int wait_seconds) {
  const auto real = absolute(path);
  check_file(real, path);
  auto database = open_to_read(real, wait_seconds);
  check_size(*database, real);
  check_version(*database, path);
  return database;
}

/// The copy is nothing until its maker has looked at it and put it on the disk, so it needs no journal.
void copy_pages(SQLite::Database& from, const std::string& to) {
  try {
    SQLite::Database copy(to, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    copy.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    auto* pages = sqlite3_backup_init(copy.getHandle(), "main", from.getHandle(), "main");
    if (pages == nullptr) fail(copy.getHandle(), sqlite3_errcode(copy.getHandle()));
    const int code = sqlite3_backup_step(pages, -1);
    sqlite3_backup_finish(pages);
    if (code != SQLITE_DONE) fail(nullptr, code);
  } catch (const SQLite::Exception& error) { fail(nullptr, error.getErrorCode()); }
}

} // namespace

LedgerState state_of(Ledger& ledger) { return read_state(ledger.database()); }

LedgerState state_of_file(const std::string& path, int wait_seconds) {
  return read_state(*open_ledger_file(path, wait_seconds));
}

void copy_ledger(Ledger& ledger, const std::string& to) { copy_pages(ledger.database(), to); }

void copy_file(const std::string& path, const std::string& to, int wait_seconds) {
  copy_pages(*open_ledger_file(path, wait_seconds), to);
}

Message fault_of_file(const std::string& path) { return check_integrity(*open_to_read(absolute(path), 0)); }

Sole::Sole(const std::string& path, int wait_seconds) {
  try {
    database_ = std::make_unique<SQLite::Database>(absolute(path), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    auto* handle = database_->getHandle();
    sqlite3_busy_timeout(handle, wait_seconds * 1000);
    Cursor(*database_, "PRAGMA journal_mode = DELETE").run();
    Cursor(*database_, "BEGIN EXCLUSIVE").run();
  } catch (const SQLite::Exception&) {
  } catch (const Error& error) {
    if (error.failure == Failure::busy) throw;
  }
}

Sole::~Sole() = default;

} // namespace loyalty::store
