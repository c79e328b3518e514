// SPDX-License-Identifier: MIT
//
// Disks that are full, files that are too large, files and folders that may not be written.

#include <grp.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <optional>

#include "catch.hpp"
#include "faults/shop.hpp"
#include "faults/small_disk.hpp"

namespace disk_test {

using namespace faults;

namespace {

void limit_files(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  setrlimit(RLIMIT_FSIZE, &limit);
}

/// A user without any right of their own; permissions mean nothing to root.
void become_nobody() {
  if (geteuid() != 0) return;
  if (setgroups(0, nullptr) != 0 || setgid(65534) != 0 || setuid(65534) != 0) _exit(125);
}

void refused_for_want_of_room(const Shop& shop, const Words& words, const Ended& ended, const std::string& before) {
  CAPTURE(words.front(), ended.err);
  CHECK(ended.code == 1);
  CHECK(ended.says("nothing was changed"));
  CHECK((ended.says("disk is full") || ended.says("free space") || ended.says("cannot be opened")));
  CHECK((shop.ledger_bytes() == before));
}

/// Commands that write much and little, each over the ledger the one before has left.
const Words writing[] = {{"import-orders", "orders.csv"}, {"run-nightly"}, adjust("a")};

} // namespace

TEST_CASE("a file that must not grow stops a command, and nothing is changed") {
  const Shop shop;
  write_file(shop.file("orders.csv"), orders(20'000, 2'000));
  for (const auto& words : writing) {
    const auto before = shop.ledger_bytes();
    for (const rlim_t room : {0u, 4096u, 8192u, 100'000u}) {
      auto how = shop.start();
      // Without room at all there must still be some for what the command says.
      how.in_child = [&] { limit_files(room == 0 ? 1024 : before.size() + room); };
      const auto ended = shop.loyalty(words, how);
      if (room > 0 && ended.done() && words.front() == "adjust-points") {
        write_file(shop.ledger(), before);
        continue;
      }
      refused_for_want_of_room(shop, words, ended, before);
      CHECK(shop.loyalty({"list-batches"}).done());
    }
    shop.must(words);
  }
}

TEST_CASE("a full disk stops a command, nothing is changed, and with room again it works") {
  const Shop shop;
  const auto all_orders = orders(20'000, 2'000);
  const SmallDisk disk(shop.folder());
  if (!disk.usable()) {
    WARN("skipped: only root can make a small disk");
    return;
  }
  disk.fill();
  auto ended = shop.loyalty({"init"});
  CHECK(ended.code == 1);
  CHECK(ended.says("disk"));
  disk.empty();
  shop.must({"init"});
  CHECK(shop.loyalty({"check-program"}).done());
  write_file(shop.file("loyalty.toml"), program_text);
  write_file(shop.file("orders.csv"), all_orders);

  for (const auto& words : writing) {
    const auto before = shop.ledger_bytes();
    for (const std::uintmax_t room : {0u, 4096u, 20'000u, 600'000u}) {
      disk.fill();
      if (room > 0) disk.leave(room);
      ended = shop.loyalty(words);
      if (room > 0 && ended.done() && words.front() == "adjust-points") {
        write_file(shop.ledger(), before);
      } else {
        refused_for_want_of_room(shop, words, ended, before);
        const auto read = shop.loyalty({"report", "members", "--format", "csv"});
        CAPTURE(read.err);
        CHECK(read.done());
      }
      disk.empty();
    }
    shop.must(words);
  }
  const auto audit = shop.loyalty({"audit"});
  CAPTURE(audit.out, audit.err);
  CHECK(audit.done());

  disk.fill();
  ended = shop.loyalty({"report", "members", "-o", "members.csv"});
  CHECK(ended.code == 1);
  CHECK(ended.says("No space left on device"));
  CHECK_FALSE(fs::exists(shop.file("members.csv")));
  CHECK_FALSE(fs::exists(shop.file("members.csv.tmp")));
}

TEST_CASE("a ledger that may only be read can be reported on, and is not written") {
  const Shop shop(200, 20);
  chmod(shop.folder().c_str(), 0755);
  chmod(shop.file("loyalty.toml").c_str(), 0644);
  chmod(shop.file("orders.csv").c_str(), 0644);
  struct Row {
    const char* what;
    mode_t ledger, folder;
  };
  for (const auto& row : {Row{"the file", 0444, 0777}, Row{"the folder", 0666, 0555}, Row{"both", 0444, 0555}}) {
    chmod(shop.ledger().c_str(), row.ledger);
    chmod(shop.folder().c_str(), row.folder);
    const auto before = shop.ledger_bytes();
    auto how = shop.start();
    how.in_child = become_nobody;
    for (const Words& words :
         {Words{"report", "members", "--format", "csv"}, {"report", "summary"}, {"list-batches"}}) {
      const auto ended = shop.loyalty(words, how);
      CAPTURE(row.what, words.front(), ended.err);
      CHECK(ended.done());
    }
    for (const Words& words : {adjust("a"), {"run-nightly", "--as-of", "2026-02-01"}}) {
      const auto ended = shop.loyalty(words, how);
      CAPTURE(row.what, words.front(), ended.err);
      CHECK(ended.code == 1);
      CHECK((ended.says("cannot be written; nothing was changed") || ended.says("cannot be opened")));
      CHECK(ended.says("hint: check who owns the file and its folder"));
    }
    CHECK((shop.ledger_bytes() == before));
  }
  chmod(shop.folder().c_str(), 0755);
}

TEST_CASE("a ledger that nobody may read says so") {
  const Shop shop(20, 5);
  chmod(shop.folder().c_str(), 0755);
  chmod(shop.ledger().c_str(), 0000);
  auto how = shop.start();
  how.in_child = become_nobody;
  const auto ended = shop.loyalty({"list-batches"}, how);
  CAPTURE(ended.err);
  CHECK(ended.code == 1);
  CHECK(ended.says("the ledger cannot be opened"));
}

TEST_CASE("what a killed command left behind is cleared away by the first one who may, and named to who may not") {
  const Shop shop;
  write_file(shop.file("orders.csv"), orders(20'000, 2'000));
  const auto before = shop.ledger_bytes();
  const auto journal = shop.file("loyalty.db-journal");
  const auto whole = shop.must({"import-orders", "orders.csv"}).took;
  std::string torn, left;
  for (int point = 50; point < 100 && left.empty(); ++point) {
    write_file(shop.ledger(), before);
    auto how = shop.start();
    how.kill_after = whole * point / 100;
    const auto killed = shop.loyalty({"import-orders", "orders.csv"}, how);
    torn = shop.ledger_bytes();
    if (killed.signal == SIGKILL && fs::exists(journal) && torn != before) left = read_file(journal);
    fs::remove(journal);
  }
  if (left.empty()) {
    WARN("skipped: no kill hit the moment of writing");
    return;
  }
  const auto tear = [&](std::size_t bytes) {
    write_file(shop.ledger(), torn.substr(0, bytes));
    write_file(journal, left);
  };
  tear(torn.size());
  const auto ended = shop.loyalty({"list-batches"});
  CAPTURE(ended.err);
  CHECK(ended.done());
  CHECK_FALSE(fs::exists(journal));
  CHECK((shop.ledger_bytes() == before));

  // A kill may leave the file shorter than its first page says.
  for (const auto bytes : {torn.size(), before.size() / 2, std::size_t{4096}}) {
    tear(bytes);
    chmod(shop.folder().c_str(), 0555);
    chmod(shop.ledger().c_str(), 0444);
    chmod(journal.c_str(), 0444);
    auto how = shop.start();
    how.in_child = become_nobody;
    const auto refused = shop.loyalty({"list-batches"}, how);
    CAPTURE(bytes, refused.err);
    CHECK(refused.code == 1);
    CHECK(refused.says("cut short"));
    chmod(shop.folder().c_str(), 0755);
    chmod(shop.ledger().c_str(), 0644);
    chmod(journal.c_str(), 0644);
  }
}

TEST_CASE("a disk that fills while an answer is written keeps the old file, and what is in the books is said") {
  const Shop shop(200, 20);
  fs::create_directory(shop.file("small"));
  const SmallDisk disk(shop.file("small"));
  if (!disk.usable()) {
    WARN("skipped: only root can make a small disk");
    return;
  }
  shop.must({"issue-coupon", "newcomer", "--count", "2000", "--key", "a", "-o", "small/codes.csv"});
  const auto old = read_file(shop.file("small/codes.csv"));
  disk.fill();
  disk.leave(20'000);
  const auto ended =
      shop.loyalty({"issue-coupon", "newcomer", "--count", "3000", "--key", "b", "-o", "small/codes.csv"});
  CAPTURE(ended.err);
  CHECK(ended.code == 4);
  CHECK(ended.says("batch 4 is in the books"));
  CHECK(ended.says("loyalty report vouchers --batch 4"));
  CHECK((read_file(shop.file("small/codes.csv")) == old));
  disk.empty();
  const auto again = shop.must({"issue-coupon", "newcomer", "--count", "3000", "--key", "b", "-o", "small/codes.csv"});
  CHECK(again.says("newcomer: 0 issued, 3000 already issued"));
  std::istringstream answer(read_file(shop.file("small/codes.csv")));
  std::istringstream listed(shop.must({"report", "vouchers", "--batch", "4", "--format", "csv"}).out);
  std::size_t rows = 0;
  for (std::string code, line; std::getline(answer, code) && std::getline(listed, line); ++rows)
    REQUIRE(code.substr(0, code.find(',')) == line.substr(0, line.find(',')));
  CHECK(rows == 3001);
}

} // namespace disk_test
