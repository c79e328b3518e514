// SPDX-License-Identifier: MIT
#include "faults/answers.hpp"

namespace output_test {

using namespace faults;

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
      CHECK(ended.says("the output could not be written completely"));
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
    CHECK((ended.code == 0 || ended.code == 4));
    // Typed again, it is known whether it was done.
    const auto again = shop.must(words);
    CAPTURE(key, again.err);
    CHECK(again.says("recorded before in batch " + std::to_string(key + 2)));
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
    CHECK(left_behind(shop) == none);
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

TEST_CASE("what is in the books is said, and printed again, when the answer does not arrive") {
  const Shop shop(200, 20);
  const auto into_nothing = [] { redirect(STDOUT_FILENO, "/dev/full"); };
  const auto closed_pipe = [] {
    int ends[2];
    if (pipe(ends) != 0 || dup2(ends[1], STDOUT_FILENO) < 0) _exit(125);
    close(ends[0]);
    close(ends[1]);
  };
  const auto closed = [] { close(STDOUT_FILENO); };
  int key = 0;
  for (const std::function<void()>& harm : {std::function<void()>(into_nothing), {closed_pipe}, {closed}}) {
    const auto mark = std::to_string(++key);
    for (const Words& words :
         {Words{"issue-coupon", "newcomer", "m1", "m2", "--key", mark},
          {"issue-coupon", "newcomer", "--count", "3", "--key", mark},
          {"issue-coupon", "newcomer", "--tier", "silver", "--key", "t" + mark, "--format", "json"},
          {"adjust-points", "m1", "50", "--reason", "x", "--key", mark},
          {"redeem-points", "m1", "10", "--amount", "30.00", "--key", "r" + mark}}) {
      auto how = shop.start();
      how.in_child = harm;
      const auto before = shop.batches();
      const auto ended = shop.loyalty(words, how);
      const auto batch = last_batch(shop);
      CAPTURE(key, words, ended.code, ended.err);
      CHECK(shop.batches() != before);
      CHECK(ended.code == 4);
      CHECK(ended.says("batch " + batch + " is in the books"));
      CHECK_FALSE(ended.says("nothing was changed"));
      CHECK(ended.says("loyalty undo-batch " + batch));
      if (words.front() != "issue-coupon") continue;
      CHECK(ended.says("loyalty report vouchers --batch " + batch));
      const auto codes = codes_of(shop.must({"report", "vouchers", "--batch", batch, "--format", "csv"}).out);
      auto again = words;
      if (again.back() == "json") again.resize(again.size() - 2);
      again.insert(again.end(), {"--format", "csv"});
      CHECK(codes == codes_of(shop.must(again).out));
      CHECK(codes != codes_of(""));
    }
  }
  // What changed nothing says so as before.
  auto how = shop.start();
  how.in_child = into_nothing;
  const auto before = shop.batches();
  CHECK(shop.loyalty({"issue-coupon", "newcomer", "m1", "m2", "--key", "1"}, how).code == 1);
  CHECK(shop.loyalty({"issue-coupon", "newcomer", "m1", "--key", "dry", "--dry-run"}, how).code == 1);
  CHECK(shop.batches() == before);
  CHECK(shop.loyalty({"audit"}).done());
}

TEST_CASE("a file of an answer that has no place is refused before anything is changed") {
  const Shop shop(200, 20);
  fs::create_directory(shop.file("folder.csv"));
  fs::create_symlink("gone.csv", shop.file("to-nothing.csv"));
  fs::create_symlink("ring.csv", shop.file("ring.csv"));
  write_file(shop.file("bad.csv"),
             "order_id,member_id,placed_at,amount,status\nx,m1,soon,1.00,paid\ny,m1,2026-01-01,1.00,paid\n");
  const auto before = shop.ledger_bytes();
  const std::string too_long(300, 'x');
  for (const std::string& file :
       Words{"nowhere/codes.csv", "folder.csv", "to-nothing.csv", "ring.csv", "", "folder.csv/", too_long}) {
    for (const Words& words : {Words{"issue-coupon", "newcomer", "m1", "-o", file},
                               {"adjust-points", "m1", "1", "--reason", "x", "-o", file},
                               {"import-orders", "bad.csv", "--rejects", file}}) {
      const auto ended = shop.loyalty(words);
      CAPTURE(words, ended.err);
      CHECK(ended.code == 1);
      CHECK(ended.says("cannot be written"));
      CHECK((shop.ledger_bytes() == before));
    }
  }
  CHECK(left_behind(shop) == none);
}

TEST_CASE("nothing but the file of an answer is ever written over") {
  const Shop shop(200, 20);
  const auto ledger = shop.ledger_bytes();
  const auto program = read_file(shop.file("loyalty.toml"));
  // The name that was used before, as a file, as a link to the ledger and as a link to nothing.
  write_file(shop.file("a.csv.tmp"), "mine");
  fs::create_symlink("loyalty.db", shop.file("b.csv.tmp"));
  fs::create_symlink("elsewhere", shop.file("c.csv.tmp"));
  for (const std::string file : {"a.csv", "b.csv", "c.csv"}) shop.must({"report", "members", "-o", file});
  CHECK(read_file(shop.file("a.csv.tmp")) == "mine");
  CHECK(fs::is_symlink(shop.file("b.csv.tmp")));
  CHECK_FALSE(fs::exists(shop.file("elsewhere")));
  CHECK((shop.ledger_bytes() == ledger));
  // A link stays a link, and the file that it leads to is replaced.
  fs::create_directory(shop.file("drive"));
  write_file(shop.file("drive/members.csv"), "old\n");
  fs::create_symlink("drive/members.csv", shop.file("one.csv"));
  fs::create_symlink("one.csv", shop.file("two.csv"));
  shop.must({"report", "members", "-o", "two.csv"});
  CHECK(fs::is_symlink(shop.file("one.csv")));
  CHECK(fs::is_symlink(shop.file("two.csv")));
  CHECK(read_file(shop.file("drive/members.csv")) == read_file(shop.file("a.csv")));
  CHECK((fs::status(shop.file("drive/members.csv")).permissions() & fs::perms::group_read) == fs::perms::none);
  // No name of the ledger, of its journal or of the program is taken, however it is spelt.
  fs::create_symlink("loyalty.db", shop.file("ledger-link.csv"));
  fs::create_symlink("loyalty.toml", shop.file("program-link.csv"));
  fs::create_hard_link(shop.file("loyalty.toml"), shop.file("program-twin.csv"));
  fs::create_directory_symlink(".", shop.file("here"));
  const auto absolute = shop.ledger().string();
  for (const std::string file :
       {"loyalty.db", "./loyalty.db", "drive/../loyalty.db", "here/loyalty.db", "ledger-link.csv", "loyalty.db-journal",
        "here/loyalty.db-journal", "loyalty.db-wal", "loyalty.db-shm", "loyalty.toml", "here/loyalty.toml",
        "program-link.csv", "program-twin.csv"}) {
    for (const Words& words :
         {Words{"report", "members", "-o", file}, {"import-orders", "orders.csv", "--rejects", file}}) {
      const auto ended = shop.loyalty(words);
      CAPTURE(words, ended.err);
      CHECK(ended.code == 2);
      CHECK(ended.says("would be overwritten"));
    }
  }
  CHECK(shop.loyalty({"report", "members", "-o", absolute + "-journal"}).code == 2);
  CHECK(shop.shell("loyalty issue-coupon newcomer - -o orders.csv < orders.csv").code == 2);
  CHECK(shop.loyalty({"import-orders", "orders.csv", "--rejects", "x.csv", "-o", "./x.csv"}).code == 2);
  CHECK(shop.loyalty({"init", "--ledger", "new.db", "--program", "new.db-journal"}).code == 2);
  CHECK_FALSE(fs::exists(shop.file("new.db")));
  fs::remove(shop.file("program-twin.csv"));
  // A second name of the ledger lets nobody at it either: the ledger itself is not opened then.
  fs::create_hard_link(shop.ledger(), shop.file("ledger-twin.csv"));
  CHECK(shop.loyalty({"report", "members", "-o", "ledger-twin.csv"}).code == 2);
  CHECK((shop.ledger_bytes() == ledger));
  CHECK(read_file(shop.file("loyalty.toml")) == program);
  CHECK(left_behind(shop) == none);
}

} // namespace output_test
