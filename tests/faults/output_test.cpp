// SPDX-License-Identifier: MIT
//
// Answers that cannot be delivered.

#include <sys/resource.h>
#include <sys/stat.h>

#include "catch.hpp"
#include "faults/shop.hpp"

using namespace faults;

namespace {

void redirect(int stream, const char* to) {
  const int file = open(to, O_WRONLY | O_CLOEXEC);
  if (dup2(file, stream) < 0) _exit(125);
}

}  // namespace

TEST_CASE("a report that cannot be printed fails and says so") {
  const Shop shop(2000, 500);
  const auto before = shop.ledger_bytes();
  for (const Words& words : {Words{"report", "members"},
                             {"report", "summary"},
                             {"report", "members", "--format", "html"},
                             {"list-batches", "--format", "json"},
                             {"show-member", "m1"},
                             {"--help"},
                             {"--version"}}) {
    for (const bool closed : {false, true}) {
      auto how = shop.start();
      how.in_child = [closed] {
        closed ? static_cast<void>(close(STDOUT_FILENO)) : redirect(STDOUT_FILENO, "/dev/full");
      };
      const auto ended = shop.loyalty(words, how);
      CAPTURE(words, closed, ended.err);
      CHECK(ended.code == 1);
      CHECK(ended.says("the output could not be written whole"));
    }
  }
  CHECK((shop.ledger_bytes() == before));
}

TEST_CASE("closed and full standard streams do the ledger no harm") {
  const Shop shop(200, 20);
  const std::function<void()> harms[] = {
      [] { close(STDIN_FILENO); },
      [] { close(STDERR_FILENO); },
      [] { close(STDOUT_FILENO), close(STDERR_FILENO); },
      [] { close(STDIN_FILENO), close(STDOUT_FILENO), close(STDERR_FILENO); },
      [] { redirect(STDERR_FILENO, "/dev/full"); },
      [] { redirect(STDOUT_FILENO, "/dev/full"), redirect(STDERR_FILENO, "/dev/full"); },
  };
  int key = 0;
  for (const auto& harm : harms) {
    auto how = shop.start();
    how.in_child = harm;
    const auto words = adjust(std::to_string(++key));
    const auto ended = shop.loyalty(words, how);
    CHECK((ended.code == 0 || ended.code == 1));
    // Typed again, it is known whether it was done.
    const auto again = shop.must(words);
    CAPTURE(key, again.err);
    CHECK(again.says("already recorded in batch " + std::to_string(key + 2)));
    const auto refused = shop.loyalty({"adjust-points", "m1", "0", "--reason", "x"}, how);
    CHECK(refused.code == 1);
  }
  const auto audit = shop.loyalty({"audit"});
  CAPTURE(audit.out, audit.err);
  CHECK(audit.done());
}

TEST_CASE("a reader who leaves is no error") {
  const Shop shop(20'000, 5'000);
  const auto head = shop.shell("loyalty report members --format csv | head -n 1");
  CHECK(head.out.substr(0, 10) == "member_id,");
  CHECK(head.err.empty());
  const auto gone = shop.shell("loyalty report members | true");
  CHECK(gone.err.empty());
  const auto batches = shop.batches();
  shop.shell("loyalty adjust-points m1 1 --reason x --key k 2>&1 | true");
  shop.must({"adjust-points", "m1", "1", "--reason", "x", "--key", "k"});
  CHECK(shop.batches() != batches);
  CHECK(shop.loyalty({"audit"}).done());
}

TEST_CASE("a file of an answer appears whole or not at all") {
  const Shop shop(20'000, 5'000);
  shop.must({"report", "members", "-o", "members.csv"});
  const auto whole = read_file(shop.file("members.csv"));
  REQUIRE(whole.size() > 200'000);
  CHECK(whole == shop.must({"report", "members", "--format", "csv"}).out);

  const auto fails = [&](const std::string& file, std::function<void()> in_child = {}) {
    auto how = shop.start();
    how.in_child = std::move(in_child);
    const auto ended = shop.loyalty({"report", "members", "-o", file}, how);
    CAPTURE(file, ended.err);
    CHECK(ended.code == 1);
    CHECK(ended.says("written"));
    CHECK_FALSE(fs::exists(shop.file(file + ".tmp")));
  };
  const auto small_files = [] {
    const rlimit limit{65'536, 65'536};
    setrlimit(RLIMIT_FSIZE, &limit);
  };
  fails("new.csv", small_files);
  CHECK_FALSE(fs::exists(shop.file("new.csv")));
  fails("members.csv", small_files);
  CHECK((read_file(shop.file("members.csv")) == whole));
  fails("nowhere/members.csv");
  fs::create_directory(shop.file("folder.csv"));
  fails("folder.csv");
  CHECK(shop.loyalty({"report", "nonsense", "-o", "members.csv"}).code == 2);
  CHECK((read_file(shop.file("members.csv")) == whole));
  CHECK(shop.loyalty({"report", "members", "-o", "x.csv", "--ledger", "none.db"}).code == 10);
  CHECK_FALSE(fs::exists(shop.file("x.csv")));
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
