// SPDX-License-Identifier: MIT
#include "store/ledger/ledger.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/file_checks.hpp"
#include "store/ledger/file_size.hpp"
#include "store/ledger/migrations.hpp"
#include "store/ledger/schema.hpp"
#include "store/ledger/tables.hpp"
#include "store/sqlite/grouped_rows.hpp"
#include "store/sqlite/merge_join.hpp"

namespace loyalty::store {
namespace {

constexpr int look_milliseconds = 1000;

/// Undoes what a command that was killed has left half done. Who may only read cannot, and is told so when reading.
void finish_killed_command(const std::string& path, int wait_seconds) {
  if (access((path + "-journal").c_str(), F_OK) != 0) return;
  try {
    SQLite::Database database(path, SQLite::OPEN_READWRITE, wait_seconds * 1000);
    database.execAndGet("SELECT count(*) FROM sqlite_schema");
  } catch (const SQLite::Exception&) {}
}

/// Pages that another program's write-ahead log holds are not in the file yet.
bool has_pages_outside(const std::string& path) { return size_of(path + "-wal") > 0; }

void make_schema(SQLite::Database& database) {
  database.exec(fmt::format("PRAGMA application_id = {}", application_id));
  database.exec(fmt::format("PRAGMA user_version = {}", schema_version));
  database.exec(std::string(schema_sql()));
}

} // namespace

Ledger::Ledger(const std::string& path, Access access, int wait_seconds, const BeforeMigration& before_migration)
    : path_(path), real_path_(absolute(path)) {
  const auto& real = real_path_;
  check_file(real, path);
  // A ledger belongs to one thread, so that SQLite need not lock it for every value that is read.
  const int flags = (access == Access::write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) | SQLite::OPEN_NOMUTEX;
  if (access == Access::read) finish_killed_command(real, wait_seconds);
  try {
    database_ = std::make_unique<SQLite::Database>(real, flags);
  } catch (const SQLite::Exception& error) { fail(nullptr, error.getErrorCode()); }
  try {
    configure_whole(real, wait_seconds);
    if (check_version(*database_, path_) < schema_version) bring_up_to_date(access, wait_seconds, before_migration);
    check_tables();
    load_undone();
  } catch (const SQLite::Exception& error) { fail(database_->getHandle(), error.getErrorCode()); }
}

Ledger::~Ledger() = default;

void Ledger::create(const std::string& path, int wait_seconds) {
  const auto real = absolute(path);
  struct stat info {};
  if (stat(real.c_str(), &info) == 0) {
    if (!S_ISREG(info.st_mode)) not_a_ledger(path, "it is not an ordinary file"_en);
    if (info.st_size > 0) check_marks(real, path);
  } else {
    const int file = open(real.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) throw Error(Failure::refused, "{file} cannot be made"_en(path), system_reason(errno));
    close(file);
  }
  Ledger ledger;
  ledger.path_ = path;
  try {
    ledger.database_ = std::make_unique<SQLite::Database>(real, SQLite::OPEN_READWRITE);
    ledger.configure_whole(real, wait_seconds);
    if (count_tables(*ledger.database_, real) > 0)
      throw Error(Failure::refused, nothing_changed("{file} already exists"_en(path)), {},
                  "use it as it is, or name another with --ledger FILE"_en);
    ledger.database_->exec("PRAGMA page_size = 8192");
    Cursor(*ledger.database_, "BEGIN IMMEDIATE").run();
    make_schema(*ledger.database_);
    Cursor(*ledger.database_, "COMMIT").run();
  } catch (const SQLite::Exception& error) {
    fail(ledger.database_ == nullptr ? nullptr : ledger.database_->getHandle(), error.getErrorCode());
  }
}

std::unique_ptr<Ledger> Ledger::in_memory() {
  std::unique_ptr<Ledger> ledger(new Ledger);
  ledger->path_ = ":memory:";
  ledger->database_ = std::make_unique<SQLite::Database>(
      ":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
  // No disk has to take a page whole.
  ledger->database_->exec("PRAGMA page_size = 16384");
  ledger->configure(0);
  make_schema(*ledger->database_);
  return ledger;
}

void Ledger::configure_whole(const std::string& real, int wait_seconds) {
  sqlite3_busy_timeout(database_->getHandle(), wait_seconds * 1000);
  const bool later = has_pages_outside(real);
  if (!later) check_size(*database_, real);
  configure(wait_seconds);
  if (later) check_size(*database_, real);
}

void Ledger::configure(int wait_seconds) {
  auto* handle = database_->getHandle();
  sqlite3_busy_timeout(handle, wait_seconds * 1000);
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_DQS_DML, 0},
                                      {SQLITE_DBCONFIG_DQS_DDL, 0},
                                      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                      {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                      {SQLITE_DBCONFIG_ENABLE_FKEY, 1}})
    sqlite3_db_config(handle, option, value, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 10'000'000);
  database_->exec(
      "PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA secure_delete = ON;"
      "PRAGMA synchronous = EXTRA; PRAGMA cache_size = -16000");
  Cursor journal(*database_, "PRAGMA journal_mode = DELETE");
  if (journal.next() && journal.text(only) != "delete" && journal.text(only) != "memory")
    not_a_ledger(path_, "its journal mode is {mode}"_en(journal.text(only)));
  staging_.attach(*database_);
  GroupedRows::prepare(handle);
  MergeJoin::prepare(handle);
}

void Ledger::bring_up_to_date(Access access, int wait_seconds, const BeforeMigration& before_migration) {
  // A report may be the first command of a newer program; opening the ledger to be changed brings it up to date.
  if (access == Access::read) {
    Ledger(path_, Access::write, wait_seconds, before_migration);
  } else {
    check_older_tables(*database_, path_);
    if (before_migration) before_migration(*this);
    migrate(*database_);
  }
}

void Ledger::check_tables() {
  constexpr Selection object{"name", "sql"};
  std::size_t known = 0;
  std::size_t near = 0;
  bool member_index = false;
  Cursor objects(*database_, object.from("sqlite_schema WHERE sql IS NOT NULL"));
  while (objects.next()) {
    const auto name = objects.text(object["name"]);
    if (!is_of_schema(objects.text(object["sql"]), near))
      throw Error(Failure::damaged, "{file} has been altered: {table}"_en(path_, name),
                  "its tables are not those that loyalty made"_en, put_backup_back());
    ++known;
    member_index = member_index || name == "orders_by_member";
  }
  if (known + (member_index ? 0 : 1) != schema_size())
    throw Error(Failure::damaged, "{file} lacks a table, an index or a trigger"_en(path_),
                "its tables are not those that loyalty made"_en, put_backup_back());
}

void Ledger::load_undone() {
  whose_.reset();
  texts_.reset();
  looks_.clear();
  programs_ = {};
  undone_.clear();
  Cursor cursor(*database_, "SELECT undoes FROM batches WHERE undoes IS NOT NULL");
  while (cursor.next()) undone_.insert(cursor.id<BatchId>(only));
}

Whose& Ledger::whose() {
  if (!whose_)
    whose_.emplace(
        *database_, [this](BatchId batch) { return undone_.contains(batch); }, !is_empty(tables::acts));
  return *whose_;
}

Texts& Ledger::texts() {
  if (!texts_) texts_.emplace(*database_);
  return *texts_;
}

bool Ledger::is_empty(const Table& table) {
  const auto changes = sqlite3_total_changes64(database_->getHandle());
  auto& look = looks_[table.name()];
  if (!look.filled && look.changes != changes)
    look = {Cursor(*database_, fmt::format("SELECT 1 FROM {} LIMIT 1", table.name())).next(), changes};
  return !look.filled;
}

Ledger::Programs Ledger::programs(const std::function<Programs()>& read) {
  const auto changes = sqlite3_total_changes64(database_->getHandle());
  if (programs_.versions == nullptr || programs_.changes != changes) programs_ = {read(), changes};
  return programs_.versions;
}

std::optional<bool> Ledger::file_holds(std::string_view batch) const {
  try {
    // Where the journal is still there, this takes back what it undoes.
    SQLite::Database database(real_path_, SQLite::OPEN_READWRITE, look_milliseconds);
    // Somebody else may have written a batch since.
    Cursor hashes(database, "SELECT hash FROM batches ORDER BY id DESC");
    while (hashes.next())
      if (to_hex(hashes.text(only)) == batch) return true;
    return false;
  } catch (const std::exception&) { return std::nullopt; }
}

void Ledger::drop_order_indexes() {
  Cursor(*database_, "DROP INDEX orders_key").run();
  Cursor(*database_, "DROP INDEX IF EXISTS orders_by_member").run();
}

void Ledger::build(const char* index) {
  // Sorting in runs that fit the processor's cache is twice as fast as sorting in a large one.
  for (const auto& sql : {std::string("PRAGMA cache_size = -2000"), std::string("PRAGMA threads = 2"),
                          index_statement(index), std::string("PRAGMA cache_size = -16000")})
    Cursor(*database_, sql).run();
}

void Ledger::build_order_key() { build("orders_key"); }

void Ledger::build_member_index() {
  Cursor known(*database_, "SELECT 1 FROM sqlite_schema WHERE name = 'orders_by_member'");
  if (!known.next()) build("orders_by_member");
}

/// Deleted cells are overwritten at once, but a page that was split may keep a copy of what moved away.
void Ledger::overwrite_deleted() { Cursor(*database_, "VACUUM").run(); }

bool Ledger::has_orders() { return !is_empty(tables::orders); }

Transaction::Transaction(Ledger& ledger) : ledger_(ledger) {
  Cursor(ledger.database(), "BEGIN IMMEDIATE").run();
  // Another command may have undone a batch since the ledger was opened.
  ledger.load_undone();
}

Transaction::~Transaction() {
  if (!open_) return;
  // An error that ends the run is already on its way; the rollback itself has nothing to add.
  roll_back_quietly();
  try {
    ledger_.load_undone();
  } catch (const std::exception&) {}
}

void Transaction::commit(std::string_view batch) {
  auto* handle = ledger_.database().getHandle();
  try {
    if (const int code = sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr); code != SQLITE_OK)
      fail(handle, code);
  } catch (const Error& error) {
    if (error.failure == Failure::busy || batch.empty()) throw;
    roll_back_quietly();
    tell_what_came_of(batch, error);
  }
  open_ = false;
}

/// A disk can fail after the last moment at which a batch can still be given up, so whoever says what became of it
/// looks.
void Transaction::tell_what_came_of(std::string_view batch, const Error& error) const {
  const auto held = ledger_.file_holds(batch);
  if (!held)
    throw Error(Failure::unconfirmed, "the disk failed; it is not known whether the change is in the ledger"_en,
                error.why, "check the disk, then look with: loyalty list-batches"_en);
  if (*held)
    throw Error(Failure::unconfirmed,
                "batch {hash} is in the ledger, but the disk did not confirm that it stays"_en(shown_hash(batch)),
                error.why, "check the disk, then look with: loyalty list-batches"_en);
  throw error;
}

void Transaction::roll_back_quietly() const {
  auto* handle = ledger_.database().getHandle();
  if (sqlite3_get_autocommit(handle) == 0) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::roll_back() {
  Cursor(ledger_.database(), "ROLLBACK").run();
  open_ = false;
  ledger_.load_undone();
}

} // namespace loyalty::store
