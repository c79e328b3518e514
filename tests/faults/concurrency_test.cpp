// SPDX-License-Identifier: MIT
//
// Several commands on one ledger at once.

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "catch.hpp"
#include "faults/shop.hpp"

namespace concurrency_test {

using namespace faults;

namespace {

/// Another program that holds the ledger. The test must not open the ledger's file meanwhile: closing it would give
/// the lock away.
class Holder {
 public:
  Holder(const fs::path& ledger, const char* sql) {
    if (sqlite3_open(ledger.c_str(), &handle_) != SQLITE_OK ||
        sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(handle_));
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  ~Holder() { sqlite3_close(handle_); }

 private:
  sqlite3* handle_ = nullptr;
};

std::string balance(const Shop& shop) {
  return shop.must({"adjust-points", "m1", "1", "--reason", "look", "--dry-run", "--format", "csv"}).out;
}

int lines(const std::string& text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

} // namespace

TEST_CASE("eight processes that write 25 times each lose nothing") {
  const Shop shop(200, 20);
  const auto before = lines(shop.batches());
  constexpr int processes = 8, writes = 25;

  std::vector<Running> running;
  for (int process = 0; process < processes; ++process) {
    std::string script = "failed=0\n";
    auto how = shop.start();
    for (int write = 0; write < writes; ++write)
      script += "'" + beside_this("loyalty").string() + "' adjust-points m1 1 --reason test --wait 30 --key " +
                std::to_string(process) + '-' + std::to_string(write) + " >/dev/null || failed=$((failed + 1))\n";
    running.emplace_back("/bin/sh", Words{"-c", script + "exit $failed"}, how);
  }
  for (auto& each : running) {
    const auto ended = each.end();
    CAPTURE(ended.err);
    CHECK(ended.done());
  }
  CHECK(lines(shop.batches()) - before == processes * writes);

  shop.must({"adjust-points", "m1", "-200", "--reason", "all of them back", "--format", "csv"});
  const Shop quiet(200, 20);
  CHECK(balance(shop) == balance(quiet));
  const auto audit = shop.loyalty({"audit"});
  CAPTURE(audit.out, audit.err);
  CHECK(audit.done());
}

/// LOYALTY_SECONDS says how long; a minute is what is promised, and a moment shows what is wrong most of the time.
TEST_CASE("eight processes that write and read at once fail at nothing and lose nothing") {
  const Shop shop(200, 20);
  const auto before = lines(shop.batches());
  const char* asked = std::getenv("LOYALTY_SECONDS");
  const std::string seconds = asked == nullptr ? "5" : asked;
  const auto program = "'" + beside_this("loyalty").string() + "'";
  std::vector<Running> running;
  for (int process = 0; process < 8; ++process) {
    auto how = shop.start();
    how.limit = std::chrono::minutes(10);
    running.emplace_back(
        "/bin/sh",
        Words{"-c", "done=0; end=$(($(date +%s) + " + seconds + "))\n" + "while [ $(date +%s) -lt $end ]; do\n" +
                        program + " adjust-points m1 1 --reason test --wait 60 -q --key " + std::to_string(process) +
                        "-$done >/dev/null || exit 1\n" + "done=$((done + 1))\n" + program +
                        " report members --format csv --wait 60 >/dev/null || exit 2\n" + "done\necho $done"},
        how);
  }
  int written = 0;
  for (auto& each : running) {
    const auto ended = each.end();
    CAPTURE(ended.code, ended.err);
    REQUIRE(ended.done());
    written += std::stoi(ended.out);
  }
  WARN(seconds << " seconds: " << written << " batches were written, and as many reports read");
  CHECK(written >= 8);
  CHECK(lines(shop.batches()) - before == written);
  const auto audit = shop.loyalty({"audit"});
  CAPTURE(audit.out, audit.err);
  CHECK(audit.done());
}

TEST_CASE("a ledger that another program holds is busy after the time one is willing to wait") {
  const Shop shop(200, 20);
  struct Row {
    const char* lock;
    Words words;
    int code;
  };
  const Row rows[] = {
      {"BEGIN IMMEDIATE", adjust("a"), 11},
      {"BEGIN IMMEDIATE", {"import-orders", "orders.csv"}, 11},
      {"BEGIN IMMEDIATE", {"list-batches"}, 0},
      {"BEGIN EXCLUSIVE", adjust("b"), 11},
      {"BEGIN EXCLUSIVE", {"list-batches"}, 11},
      {"BEGIN EXCLUSIVE", {"report", "members"}, 11},
      {"BEGIN; SELECT count(*) FROM batches", adjust("c"), 11},
  };
  for (const auto& row : rows) {
    const Holder holder(shop.ledger(), row.lock);
    auto words = row.words;
    words.insert(words.end(), {"--wait", "1"});
    const auto ended = shop.loyalty(words);
    CAPTURE(row.lock, words.front(), ended.err);
    CHECK(ended.code == row.code);
    if (row.code == 0) continue;
    CHECK(ended.took > Seconds(0.5));
    CHECK(ended.took < Seconds(2.5));
    CHECK(ended.says("another command is using the ledger"));
    CHECK(ended.says("hint: try again in a moment, or wait longer with --wait"));
  }
  CHECK(lines(shop.batches()) == 3);
  shop.must(adjust("a"));
}

TEST_CASE("who does not want to wait is told at once, who waits gets a turn") {
  const Shop shop(200, 20);
  {
    const Holder holder(shop.ledger(), "BEGIN IMMEDIATE");
    auto words = adjust("a");
    words.insert(words.end(), {"--wait", "0"});
    const auto ended = shop.loyalty(words);
    CHECK(ended.code == 11);
    CHECK(ended.took < Seconds(1));
  }
  auto holder = std::make_unique<Holder>(shop.ledger(), "BEGIN IMMEDIATE");
  auto waiting = shop.begin(adjust("b"));
  std::this_thread::sleep_for(std::chrono::seconds(1));
  holder.reset();
  const auto ended = waiting.end();
  CAPTURE(ended.err);
  CHECK(ended.done());
  CHECK(ended.took > Seconds(0.9));
}

TEST_CASE("a report that sleeps in a pager blocks nobody") {
  const Shop shop(20'000, 5'000);
  const auto big = shop.must({"report", "members", "--format", "csv"}).out;
  REQUIRE(big.size() > 200'000); // more than a pipe holds
  auto pager = shop.begin({"report", "members", "--format", "csv"}, [&] {
    auto how = shop.start();
    how.in_child = [] {
      int ends[2];
      if (pipe(ends) == 0) dup2(ends[1], STDOUT_FILENO); // nobody reads
    };
    return how;
  }());
  std::this_thread::sleep_for(std::chrono::seconds(1));
  auto words = adjust("a");
  words.insert(words.end(), {"--wait", "0"});
  const auto ended = shop.loyalty(words);
  CAPTURE(ended.err);
  CHECK(ended.done());
  CHECK(ended.took < Seconds(1));
  pager.stop();
}

} // namespace concurrency_test
