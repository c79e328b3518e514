// SPDX-License-Identifier: MIT
#include "faults/answers.hpp"

namespace interrupted_test {

using namespace faults;
using namespace faults;

TEST_CASE("several runs may write one file") {
  const Shop shop(2000, 500);
  const auto whole = shop.must({"report", "members", "--format", "csv"}).out;
  for (int round = 0; round < 5; ++round) {
    std::vector<Running> runs;
    for (int run = 0; run < 8; ++run) runs.push_back(shop.begin({"report", "members", "-o", "members.csv"}));
    for (auto& run : runs) {
      const auto ended = run.end();
      CAPTURE(ended.err);
      CHECK(ended.done());
    }
    CHECK((read_file(shop.file("members.csv")) == whole));
  }
  CHECK(left_behind(shop) == none);
}

TEST_CASE("a command that is interrupted says what is in the books and leaves nothing behind") {
  const Shop shop(20'000, 5'000);
  int untouched = 0, changed = 0;
  for (int round = 0; round < 60; ++round) {
    const auto before = shop.batches();
    auto how = shop.start();
    const auto key = std::to_string(round);
    auto running = shop.begin({"issue-coupon", "newcomer", "--count", "3000", "--key", key, "-o", "codes.csv"}, how);
    std::this_thread::sleep_for(std::chrono::milliseconds(2 + 3 * (round % 30)));
    // The test itself heeds Ctrl-C until the command has begun; a closed terminal ends commands in the same way.
    running.signal(SIGHUP);
    const auto ended = running.end();
    CAPTURE(round, ended.code, ended.signal, ended.err);
    const bool in_books = shop.batches() != before;
    if (ended.signal == SIGHUP) {
      CHECK_FALSE(in_books);
      CHECK((ended.err.empty() || ended.says("interrupted; nothing was changed")));
      ++untouched;
    } else {
      CHECK(in_books);
      CHECK((ended.done() || (ended.code == 4 && ended.says("batch " + last_batch(shop) + " is in the books"))));
      ++changed;
    }
    CHECK(left_behind(shop) == none);
  }
  CAPTURE(untouched, changed);
  CHECK(shop.loyalty({"audit"}).done());
}

TEST_CASE("an answer to something that is no file goes into it") {
  const Shop shop(200, 20);
  fs::create_symlink("/dev/full", shop.file("full"));
  fs::create_symlink("/dev/null", shop.file("null"));
  CHECK(shop.loyalty({"report", "members", "-o", "full"}).code == 1);
  CHECK(shop.loyalty({"report", "members", "-o", "null"}).code == 0);
  CHECK(fs::is_symlink(shop.file("full")));
  CHECK(fs::is_symlink(shop.file("null")));
  mkfifo(shop.file("pipe").c_str(), 0600);
  const auto read = shop.shell("loyalty report members --format csv -o pipe & cat pipe; wait");
  CHECK(read.out == shop.must({"report", "members", "--format", "csv"}).out);
  CHECK(fs::is_fifo(shop.file("pipe")));
}

TEST_CASE("an answer never replaces the ledger, the program or the file that is read") {
  const Shop shop(20, 5);
  const auto ledger = shop.ledger_bytes();
  const auto program = read_file(shop.file("loyalty.toml"));
  const auto file = read_file(shop.file("orders.csv"));
  write_file(shop.file("bad.csv"), "order_id,member_id,placed_at,amount,status\nx,m1,soon,1.00,paid\n");
  const auto bad = read_file(shop.file("bad.csv"));
  for (const Words& words : {Words{"report", "members", "-o", "loyalty.db"},
                             {"list-batches", "-o", "./loyalty.db"},
                             {"report", "members", "-o", "loyalty.toml"},
                             {"import-orders", "bad.csv", "--rejects", "loyalty.db"},
                             {"import-orders", "bad.csv", "--rejects", "loyalty.toml"},
                             {"import-orders", "bad.csv", "--rejects", "bad.csv"}}) {
    const auto ended = shop.loyalty(words);
    CAPTURE(words, ended.err);
    CHECK(ended.code == 2);
    CHECK(ended.says("would be overwritten"));
  }
  CHECK((shop.ledger_bytes() == ledger));
  CHECK(read_file(shop.file("loyalty.toml")) == program);
  CHECK(read_file(shop.file("orders.csv")) == file);
  CHECK(read_file(shop.file("bad.csv")) == bad);
}

} // namespace interrupted_test
