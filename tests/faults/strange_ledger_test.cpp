// SPDX-License-Identifier: MIT
//
// What is not a ledger of this program, or no longer one, is refused and never written.

#include <sqlite3.h>
#include <sys/stat.h>

#include <functional>
#include <map>

#include "catch.hpp"
#include "faults/shop.hpp"

namespace strange_ledger_test {

using namespace faults;

namespace {

void sql(const fs::path& file, const char* script) {
  sqlite3* handle = nullptr;
  sqlite3_open(file.c_str(), &handle);
  char* error = nullptr;
  sqlite3_exec(handle, script, nullptr, nullptr, &error);
  const std::string message = error == nullptr ? "" : error;
  sqlite3_free(error);
  sqlite3_close(handle);
  if (!message.empty()) throw std::runtime_error(message);
}

/// Every file of a folder with what is in it.
std::map<fs::path, std::string> files(const fs::path& folder) {
  std::map<fs::path, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    all[entry.path()] = entry.is_regular_file() ? read_file(entry.path()) : "";
  return all;
}

struct Row {
  const char* what;
  int code;
  const char* phrase;
  std::function<void(const fs::path&)> make; // from a good ledger
  std::string name = "loyalty.db";
};

std::string noise() {
  std::string bytes;
  std::uint64_t state = 7;
  for (int i = 0; i < 20'000; ++i) bytes += static_cast<char>((state = state * 6364136223846793005u + 1) >> 56);
  return bytes;
}

constexpr const char* another_program =
    "CREATE TABLE notes(id INTEGER PRIMARY KEY, text); INSERT INTO notes VALUES(1, 'x')";
constexpr const char* not_ours = "is not a ledger of loyalty";

const Row rows[] = {
    {"nothing", 10, "there is no ledger", [](const fs::path& at) { fs::remove(at); }},
    {"no folder", 10, "there is no folder", [](const fs::path&) {}, "nowhere/loyalty.db"},
    {"a dangling link", 10, "there is no ledger",
     [](const fs::path& at) { fs::remove(at), fs::create_symlink("gone", at); }},
    {"a memory ledger", 10, "there is no ledger", [](const fs::path&) {}, ":memory:"},
    {"a URI", 10, "there is no ledger", [](const fs::path&) {}, "file:loyalty.db?vfs=unix-none"},
    {"no name", 12, "it is not an ordinary file", [](const fs::path&) {}, ""},
    {"a folder", 12, "it is not an ordinary file",
     [](const fs::path& at) { fs::remove(at), fs::create_directory(at); }},
    {"a named pipe", 12, "it is not an ordinary file",
     [](const fs::path& at) { fs::remove(at), mkfifo(at.c_str(), 0600); }},
    {"a device", 12, "it is not an ordinary file", [](const fs::path&) {}, "/dev/null"},
    {"an endless device", 12, "it is not an ordinary file", [](const fs::path&) {}, "/dev/zero"},
    {"an empty file", 12, "empty or cut off", [](const fs::path& at) { write_file(at, ""); }},
    {"a short file", 12, "empty or cut off", [](const fs::path& at) { write_file(at, read_file(at).substr(0, 400)); }},
    {"noise", 12, "it is not a database", [](const fs::path& at) { write_file(at, noise()); }},
    {"zeros", 12, "it is not a database", [](const fs::path& at) { write_file(at, std::string(40'960, '\0')); }},
    {"an order file", 12, "it is not a database", [](const fs::path& at) { write_file(at, orders(100, 10)); }},
    {"another program's database", 12, not_ours, [](const fs::path& at) { fs::remove(at), sql(at, another_program); }},
    {"another program's database in WAL mode", 12, not_ours,
     [](const fs::path& at) {
       fs::remove(at);
       sql(at, "PRAGMA journal_mode = WAL");
       sql(at, another_program);
     }},
    {"a database without a table", 12, not_ours,
     [](const fs::path& at) { fs::remove(at), sql(at, "CREATE TABLE t(x); DROP TABLE t"); }},
    {"half a ledger", 12, "the ledger is damaged",
     [](const fs::path& at) { fs::resize_file(at, fs::file_size(at) / 2); }},
    {"a ledger without its last page", 12, "the ledger is damaged",
     [](const fs::path& at) { fs::resize_file(at, fs::file_size(at) - 8192); }},
    {"a ledger cut by a byte", 12, "it was cut",
     [](const fs::path& at) { fs::resize_file(at, fs::file_size(at) - 1); }},
    {"a ledger cut by most of a page", 12, "it was cut",
     [](const fs::path& at) { fs::resize_file(at, fs::file_size(at) - 8191); }},
    {"a byte too many", 12, "it was added to", [](const fs::path& at) { fs::resize_file(at, fs::file_size(at) + 1); }},
    {"a page too many", 12, "it was added to",
     [](const fs::path& at) { fs::resize_file(at, fs::file_size(at) + 8192); }},
    {"the first page only", 12, "the ledger is damaged", [](const fs::path& at) { fs::resize_file(at, 8192); }},
    {"a wiped first page", 12, "the ledger is damaged",
     [](const fs::path& at) { write_file(at, read_file(at).replace(100, 4000, 4000, '\xff')); }},
    {"a newer ledger", 12, "schema is version 99", [](const fs::path& at) { sql(at, "PRAGMA user_version = 99"); }},
    {"the newest there can be", 12, "schema is version 2147483647",
     [](const fs::path& at) { sql(at, "PRAGMA user_version = 2147483647"); }},
    {"a ledger of no version", 12, "its schema is version 0, which no loyalty has written",
     [](const fs::path& at) { sql(at, "PRAGMA user_version = 0"); }},
    {"a ledger of less than none", 12, "its schema is version -1, which no loyalty has written",
     [](const fs::path& at) { sql(at, "PRAGMA user_version = -1"); }},
    {"a ledger of version 1 with today's tables", 12, "its tables are not those of version 1",
     [](const fs::path& at) { sql(at, "PRAGMA user_version = 1"); }},
    {"a ledger of version 6 with today's tables", 12, "its tables are not those of version 6",
     [](const fs::path& at) { sql(at, "PRAGMA user_version = 6"); }},
    {"another mark", 12, "another program's mark", [](const fs::path& at) { sql(at, "PRAGMA application_id = 5"); }},
    {"a dropped trigger", 12, "lacks a table, an index or a trigger",
     [](const fs::path& at) {
       sql(at,
           "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE rowid = "
           "(SELECT max(rowid) FROM sqlite_schema WHERE type = 'trigger'); PRAGMA writable_schema = OFF");
     }},
    {"a table too many", 12, "has been altered", [](const fs::path& at) { sql(at, "CREATE TABLE more(x)"); }},
    {"a trigger too many", 12, "has been altered",
     [](const fs::path& at) { sql(at, "CREATE TRIGGER t AFTER INSERT ON orders BEGIN SELECT 1; END"); }},
    {"a column too many", 12, "has been altered",
     [](const fs::path& at) { sql(at, "ALTER TABLE orders ADD COLUMN more TEXT"); }},
    {"a second name", 1, "has a second name (hard link)",
     [](const fs::path& at) { fs::create_hard_link(at, at.parent_path() / "other.db"); }},
};

} // namespace

TEST_CASE("what is no ledger is refused by every kind of command, at once and untouched") {
  const Shop good(200, 20);
  const auto bytes = good.ledger_bytes();
  for (const auto& row : rows) {
    const Scratch scratch;
    const auto at = scratch.path() / "loyalty.db";
    write_file(at, bytes);
    row.make(at);
    write_file(scratch.path() / "loyalty.toml", program_text);
    write_file(scratch.path() / "orders.csv", orders(20, 5));
    const auto before = files(scratch.path());
    for (const Words& words : {Words{"list-batches"},
                               {"report", "members"},
                               {"show-member", "m1"},
                               {"audit"},
                               adjust("a"),
                               {"import-orders", "orders.csv"},
                               {"run-nightly"},
                               {"issue-coupon", "newcomer", "m1"}}) {
      auto typed = words;
      typed.insert(typed.end(), {"--ledger", row.name});
      const auto ended = good.loyalty(typed, {.folder = scratch.path(), .limit = std::chrono::seconds(10)});
      CAPTURE(row.what, words.front(), ended.err, ended.signal);
      CHECK(ended.code == row.code);
      CHECK(ended.says(row.phrase));
      CHECK(ended.out.empty());
      CHECK((files(scratch.path()) == before));
    }
  }
}

TEST_CASE("what is no ledger is refused in Chinese too") {
  const Shop good(20, 5);
  const auto bytes = good.ledger_bytes();
  for (const auto& row : rows) {
    const Scratch scratch;
    const auto at = scratch.path() / "loyalty.db";
    write_file(at, bytes);
    row.make(at);
    const auto ended = good.loyalty({"list-batches", "--lang", "zh", "--ledger", row.name}, {.folder = scratch.path()});
    CAPTURE(row.what, ended.err);
    CHECK(ended.code == row.code);
    CHECK(ended.says("错误"));
    CHECK_FALSE(ended.says(row.phrase));
  }
}

/// How a journal begins that says how many pages the ledger had, and nothing of what was on them.
std::string journal_of(std::uint32_t pages) {
  std::string start("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  const auto add = [&](std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) start += static_cast<char>(number >> shift);
  };
  for (const std::uint32_t number : {0u, 7u, pages, 512u, 8192u}) add(number);
  start.resize(512, '\0');
  return start;
}

TEST_CASE("what lies beside a ledger as its journal leaves it as it is, or is told as damage") {
  const Shop shop(200, 20);
  const auto ledger = shop.ledger_bytes();
  const auto pages = static_cast<std::uint32_t>(ledger.size() / 8192);
  struct Journal {
    const char* what;
    std::string bytes;
    int code;
  };
  for (const auto& [what, bytes, code] : {Journal{"nothing", "", 0},
                                          {"a line", "no journal\n", 0},
                                          {"noise", noise(), 0},
                                          {"zeros", std::string(20'000, '\0'), 0},
                                          {"an order file", orders(100, 10), 0},
                                          {"the ledger itself", ledger, 0},
                                          {"the start of one", journal_of(pages).substr(0, 20), 0},
                                          {"one without pages", journal_of(pages), 0},
                                          {"one with noise for pages", journal_of(pages) + noise(), 0},
                                          {"one of a smaller ledger", journal_of(3), 12},
                                          {"one of a larger ledger", journal_of(pages + 2), 12}})
    for (const Words& words : {Words{"list-batches"}, {"list-batches", "--lang", "zh"}, {"audit"}, adjust("a")}) {
      write_file(shop.ledger(), ledger);
      write_file(shop.file("loyalty.db-journal"), bytes);
      const auto ended = shop.loyalty(words);
      CAPTURE(what, words, ended.code, ended.out, ended.err);
      CHECK(ended.code == code);
      if (code == 12) CHECK((ended.says("damaged") || ended.says("损坏")));
      if (code == 0 && words.front() != "adjust-points") CHECK((shop.ledger_bytes() == ledger));
      fs::remove(shop.file("loyalty.db-journal"));
    }
}

TEST_CASE("init makes no ledger of what is something else") {
  const Shop good(20, 5);
  const auto bytes = good.ledger_bytes();
  for (const auto& row : rows) {
    if (row.code == 10 || std::string(row.what) == "an empty file") continue;
    const Scratch scratch;
    const auto at = scratch.path() / "loyalty.db";
    write_file(at, bytes);
    row.make(at);
    const auto before = files(scratch.path());
    const auto ended =
        good.loyalty({"init", "--ledger", row.name}, {.folder = scratch.path(), .limit = std::chrono::seconds(10)});
    CAPTURE(row.what, ended.err);
    CHECK((ended.code == 1 || ended.code == 12));
    CHECK((files(scratch.path()) == before));
  }
}

TEST_CASE("a ledger behind a symbolic link, or set to WAL by another program, is a ledger") {
  const Shop shop(20, 5);
  fs::create_symlink("loyalty.db", shop.file("link.db"));
  shop.must({"list-batches", "--ledger", "link.db"});
  auto words = adjust("a");
  words.insert(words.end(), {"--ledger", "link.db"});
  shop.must(words);
  sql(shop.ledger(), "PRAGMA journal_mode = WAL");
  shop.must(adjust("b"));
  CHECK(read_file(shop.ledger())[18] == 1); // back to the rollback journal
  shop.must({"list-batches"});
}

} // namespace strange_ledger_test
