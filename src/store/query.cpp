// SPDX-License-Identifier: MIT
#include "store/query.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "loyalty/error.hpp"

namespace loyalty::store {
namespace {

constexpr int steps_between_looks = 20'000;

[[noreturn]] void refuse_query(Message what, Message why) {
  throw Error(Failure::usage, std::move(what), std::move(why),
              "list the tables and columns with: loyalty query --views"_en);
}

/// What is allowed is reading; the names of the tables that are read are kept. Nothing may be thrown through SQLite.
int judge(void* read, int action, const char* first, const char*, const char*, const char*) noexcept {
  switch (action) {
    case SQLITE_READ: try { static_cast<std::set<std::string>*>(read)->emplace(first);
      } catch (...) { return SQLITE_DENY; }
      return SQLITE_OK;
    case SQLITE_SELECT:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    default: return SQLITE_DENY;
  }
}

/// While it lives, statements are only prepared if they do nothing but read.
class ReadingOnly {
 public:
  explicit ReadingOnly(sqlite3* handle) : handle_(handle) { sqlite3_set_authorizer(handle, judge, &read_); }
  ~ReadingOnly() { sqlite3_set_authorizer(handle_, nullptr, nullptr); }
  ReadingOnly(const ReadingOnly&) = delete;
  ReadingOnly& operator=(const ReadingOnly&) = delete;
  std::set<std::string>& read() { return read_; }

 private:
  sqlite3* handle_;
  std::set<std::string> read_;
};

/// While it lives, `is_late` is asked whether to go on.
class Watched {
 public:
  Watched(sqlite3* handle, const std::function<bool()>& is_late) : handle_(handle) {
    sqlite3_progress_handler(
        handle, steps_between_looks,
        [](void* ask) { return (*static_cast<const std::function<bool()>*>(ask))() ? 1 : 0; },
        const_cast<std::function<bool()>*>(&is_late));
  }
  ~Watched() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  sqlite3* handle_;
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

/// The statement with which a text begins, nullptr for blanks and comments; `rest` is what stands behind it.
Prepared prepare(sqlite3* handle, std::string_view sql, std::string_view& rest) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &statement, &tail);
  Prepared prepared(statement);
  if (code == SQLITE_AUTH)
    refuse_query("only SELECT is possible here"_en, "a query changes nothing and reaches no file"_en);
  if (code == SQLITE_TOOBIG) refuse_query("the query is too long"_en, {});
  if (code != SQLITE_OK) refuse_query("the query is not understood"_en, Message::name(sqlite3_errmsg(handle)));
  rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  return prepared;
}

void require_one_select(sqlite3* handle, std::string_view sql) {
  std::string_view rest;
  const auto first = prepare(handle, sql, rest);
  if (first == nullptr) refuse_query("the query is empty"_en, {});
  if (sqlite3_column_count(first.get()) == 0)
    refuse_query("only SELECT is possible here"_en, "a query changes nothing and reaches no file"_en);
  if (prepare(handle, rest, rest) != nullptr) refuse_query("one query at a time"_en, {});
}

const char* affinity(QueryTables::Type type) {
  switch (type) {
    case QueryTables::Type::text: return "TEXT";
    case QueryTables::Type::whole: return "INTEGER";
    case QueryTables::Type::decimal: return "REAL";
  }
  return "TEXT";
}

} // namespace

void refuse_late_query() {
  throw Error(Failure::refused, "the query takes too long"_en, {},
              "ask for less, or allow more seconds with --timeout 60"_en);
}

struct QueryTables::Filling {
  Statement insert;
};

QueryTables::QueryTables()
    : database_(std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX)) {
  auto* handle = database_->getHandle();
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DQS_DML, 0},
                                      {SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}})
    sqlite3_db_config(handle, option, value, nullptr);
  for (const auto& [limit, most] : {std::pair{SQLITE_LIMIT_LENGTH, 1'000'000},
                                    {SQLITE_LIMIT_SQL_LENGTH, 100'000},
                                    {SQLITE_LIMIT_ATTACHED, 0},
                                    {SQLITE_LIMIT_WORKER_THREADS, 0}})
    sqlite3_limit(handle, limit, most);
}

QueryTables::~QueryTables() = default;

void QueryTables::make(std::string_view name, std::span<const Column> columns) {
  std::string list;
  for (const auto& column : columns)
    list += fmt::format("{}\"{}\" {}", list.empty() ? "" : ", ", column.name, affinity(column.type));
  Statement(*database_, fmt::format("CREATE TABLE \"{}\" ({})", name, list)).run();
  names_.emplace(name);
}

std::set<std::string> QueryTables::read_by(std::string_view sql) {
  ReadingOnly reading(database_->getHandle());
  require_one_select(database_->getHandle(), sql);
  auto read = std::move(reading.read());
  std::erase_if(read, [&](const std::string& name) { return !names_.contains(name); });
  return read;
}

void QueryTables::fill(std::string_view name) {
  Statement(*database_, "BEGIN").run();
  Statement any(*database_, fmt::format("SELECT * FROM \"{}\"", name));
  std::string places = "?";
  for (int column = 1; column < sqlite3_column_count(any.handle()); ++column) places += ", ?";
  filling_.reset(new Filling{Statement(*database_, fmt::format("INSERT INTO \"{}\" VALUES ({})", name, places))});
  cell_ = 0;
}

void QueryTables::number(std::int64_t value) { sqlite3_bind_int64(filling_->insert.handle(), ++cell_, value); }

void QueryTables::text(std::string_view value) {
  if (value.empty()) return empty();
  sqlite3_bind_text64(filling_->insert.handle(), ++cell_, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void QueryTables::end_row() {
  filling_->insert.run();
  sqlite3_clear_bindings(filling_->insert.handle());
  cell_ = 0;
}

void QueryTables::end() {
  filling_.reset();
  Statement(*database_, "COMMIT").run();
}

bool QueryTables::Row::is_whole(int column) const {
  return sqlite3_column_type(row_.handle(), column) == SQLITE_INTEGER;
}

bool QueryTables::Row::is_number(int column) const {
  return is_whole(column) || sqlite3_column_type(row_.handle(), column) == SQLITE_FLOAT;
}

void QueryTables::run(std::string_view sql, const std::function<bool()>& is_late, const Names& columns,
                      const std::function<void(const Row&)>& use) {
  auto* handle = database_->getHandle();
  const ReadingOnly reading(handle);
  require_one_select(handle, sql);
  Statement statement(*database_, sql);
  std::vector<std::string> names;
  for (int column = 0; column < sqlite3_column_count(statement.handle()); ++column)
    names.emplace_back(sqlite3_column_name(statement.handle(), column));
  columns(names);
  const Watched watched(handle, is_late);
  int code = SQLITE_ROW;
  for (const Row row(statement); (code = sqlite3_step(statement.handle())) == SQLITE_ROW;) use(row);
  if (code == SQLITE_INTERRUPT) refuse_late_query();
  if (code != SQLITE_DONE) refuse_query("the query failed"_en, Message::name(sqlite3_errmsg(handle)));
}

} // namespace loyalty::store
