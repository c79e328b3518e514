// SPDX-License-Identifier: MIT
//
// A backup that has its name is whole, whatever happened while it was made, and restoring one is all or nothing.

#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "faults/shop.hpp"
#include "faults/small_disk.hpp"

namespace backup_test {

using namespace faults;

namespace {

/// What bears the name of a backup.
std::vector<fs::path> backups(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (!entry.path().filename().string().starts_with('.')) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> backups(const Shop& shop) { return backups(shop.file("backup")); }

void check_whole(const Shop& shop, const fs::path& backup) {
  const auto audit = shop.loyalty({"audit", "--ledger", backup});
  CAPTURE(backup, audit.out, audit.err);
  CHECK(audit.done());
  CHECK((fs::status(backup).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
}

/// The only backup there is, of the ledger as it stands.
fs::path back_up(const Shop& shop) {
  shop.must({"backup", "-q"});
  return backups(shop).back();
}

/// The last batch, and all before it.
std::string batches_of(const Shop& shop, const fs::path& ledger) {
  return shop.must({"list-batches", "--format", "csv", "--ledger", ledger}).out;
}

/// A ledger in the middle of being written, with the journal that takes it back; empty if no kill hit that moment.
struct Torn {
  std::string ledger, journal;
};
Torn torn_by_import(const Shop& shop) {
  write_file(shop.file("more.csv"), orders(20'000, 2'000));
  const auto before = shop.ledger_bytes();
  const auto journal = shop.file("loyalty.db-journal");
  const auto whole = shop.must({"import-orders", "more.csv"}).took;
  Torn torn;
  for (int point = 50; point < 100 && torn.journal.empty(); ++point) {
    write_file(shop.ledger(), before);
    auto how = shop.start();
    how.kill_after = whole * point / 100;
    const auto killed = shop.loyalty({"import-orders", "more.csv"}, how);
    if (killed.signal == SIGKILL && fs::exists(journal) && shop.ledger_bytes() != before)
      torn = {shop.ledger_bytes(), read_file(journal)};
    fs::remove(journal);
  }
  write_file(shop.ledger(), before);
  return torn;
}

} // namespace

TEST_CASE("backups made while others write are whole") {
  const Shop shop(2'000, 200);
  auto how = shop.start();
  std::string script;
  for (int write = 0; write < 60; ++write)
    script += "'" + beside_this("loyalty").string() + "' adjust-points m1 1 --reason test --wait 30 --key " +
              std::to_string(write) + " >/dev/null || exit 1\n";
  Running writer("/bin/sh", {"-c", script}, how);
  for (int round = 0; round < 40; ++round) {
    const auto ended = shop.loyalty({"backup", "--wait", "30"});
    CAPTURE(ended.err);
    REQUIRE(ended.done());
  }
  const auto wrote = writer.end();
  CAPTURE(wrote.err);
  CHECK(wrote.done());
  const auto made = backups(shop);
  WARN(made.size() << " different backups were made");
  CHECK(made.size() > 1);
  for (const auto& backup : made) check_whole(shop, backup);
}

TEST_CASE("a backup that is killed at any point leaves nothing under its name, or all of it") {
  constexpr int points = 60;
  const Shop shop(20'000, 2'000);
  const auto before = shop.ledger_bytes();
  const auto whole = shop.must({"backup"}).took;
  int killed = 0, there = 0;
  for (int point = 0; point < points; ++point) {
    fs::remove_all(shop.file("backup"));
    auto kill = shop.start();
    kill.kill_after = whole * (point + 0.5) / points;
    const auto ended = shop.loyalty({"backup"}, kill);
    killed += ended.signal == SIGKILL;
    for (const auto& backup : backups(shop)) {
      ++there;
      if (point % 10 == 0) check_whole(shop, backup);
      CHECK(fs::file_size(backup) == before.size());
    }
    REQUIRE((shop.ledger_bytes() == before));
  }
  WARN(killed << " of " << points << " were killed; " << there << " backups were there");
  CHECK(killed > points / 4);
  const auto backup = back_up(shop);
  check_whole(shop, backup);
}

TEST_CASE("only own backups are removed, and the newest stay") {
  const Shop shop(200, 20), other(100, 10);
  other.must({"backup", "--to", shop.file("backup"), "-q"});
  write_file(shop.file("backup") / "loyalty-2026-01-01-000001-00000000.db", "no ledger");
  fs::copy(shop.ledger(), shop.file("backup") / "by-hand.db");
  std::set<fs::path> others;
  for (const auto& path : backups(shop)) others.insert(path);
  for (const auto* key : {"a", "b", "c", "d"}) {
    shop.must({"backup", "--keep", "2", "-q"});
    shop.must(adjust(key));
  }
  const auto ended = shop.must({"backup", "--keep", "2"});
  CHECK(ended.says("1 older backup removed"));
  auto left = backups(shop);
  std::erase_if(left, [&](const fs::path& path) { return others.contains(path); });
  REQUIRE(left.size() == 2);
  CHECK(batches_of(shop, left.back()) == shop.batches());
  for (const auto& path : others) CHECK(fs::exists(path));
  CHECK(shop.must({"backup"}).says("nothing new since batch"));
}

TEST_CASE("a backup is put in the place of a ledger that was being written, and nothing is rolled back onto it") {
  const Shop shop;
  write_file(shop.file("first.csv"), "order_id,member_id,placed_at,amount,status\nX1,m1,2025-01-01,50.00,paid\n");
  shop.must({"import-orders", "first.csv", "-q"});
  const auto backup = back_up(shop);
  const auto wanted = shop.batches();
  shop.must(adjust("a"));
  const auto torn = torn_by_import(shop);
  if (torn.journal.empty()) {
    WARN("skipped: no kill hit the moment of writing");
    return;
  }
  // Where the ledger was removed its journal must not be taken for the new one's; where it is beyond all reading the
  // journal cannot be used.
  for (const auto& left : {torn.ledger, std::string(), std::string(100'000, 'x')}) {
    write_file(shop.ledger(), left);
    if (left.empty()) fs::remove(shop.ledger());
    write_file(shop.file("loyalty.db-journal"), torn.journal);
    const auto ended = shop.loyalty({"restore", backup, "--yes"});
    CAPTURE(left.size(), ended.err);
    CHECK(ended.done());
    CHECK_FALSE(fs::exists(shop.file("loyalty.db-journal")));
    CHECK(shop.batches() == wanted);
    check_whole(shop, shop.ledger());
  }
}

TEST_CASE("a restore that is killed at any point leaves the one ledger or the other") {
  constexpr int points = 60;
  const Shop shop(5'000, 500);
  const auto backup = back_up(shop);
  const auto old = shop.batches();
  shop.must(adjust("a"));
  const auto before = shop.ledger_bytes();
  const auto now = shop.batches();
  const auto whole = shop.must({"restore", backup, "--yes"}).took;
  int restored = 0;
  for (int point = 0; point < points; ++point) {
    for (const auto& path : backups(shop.folder()))
      if (path.filename().string().starts_with("loyalty-replaced-")) fs::remove(path);
    fs::remove(shop.ledger());
    write_file(shop.ledger(), before);
    auto how = shop.start();
    how.kill_after = whole * (point + 0.5) / points;
    shop.loyalty({"restore", backup, "--yes"}, how);
    struct stat info {};
    REQUIRE(stat(shop.ledger().c_str(), &info) == 0);
    if (info.st_nlink == 1) {
      const auto found = shop.batches();
      CHECK((found == old || found == now));
      restored += found == old;
    }
    const auto again = shop.loyalty({"restore", backup, "--yes"});
    CAPTURE(point, again.err);
    REQUIRE(again.done());
    REQUIRE(shop.batches() == old);
  }
  WARN(restored << " of " << points << " were restored when the kill came");
}

TEST_CASE("what is no backup of this ledger is not put in its place") {
  const Shop shop(200, 20), other(100, 10);
  const auto good = read_file(back_up(shop));
  shop.must(adjust("a"));
  const auto before = shop.ledger_bytes();
  struct Row {
    const char* what;
    int code;
    const char* phrase;
    std::string bytes;
  };
  auto flipped = good;
  flipped[good.find("9000000100")] ^= 1;
  for (const auto& row : {Row{"an order file", 12, "it is not a database", orders(100, 10)},
                          Row{"an empty file", 12, "empty or cut off", ""},
                          Row{"half of one", 12, "damaged", good.substr(0, good.size() / 2)},
                          Row{"one with a byte too few", 12, "it was cut", good.substr(0, good.size() - 1)},
                          Row{"one with another number in it", 12, "is damaged", flipped},
                          Row{"another shop's", 1, "is another ledger", other.ledger_bytes()}}) {
    write_file(shop.file("wanted.db"), row.bytes);
    const auto ended = shop.loyalty({"restore", "wanted.db", "--yes"});
    CAPTURE(row.what, ended.err);
    CHECK(ended.code == row.code);
    CHECK(ended.says(row.phrase));
    CHECK((shop.ledger_bytes() == before));
  }
  CHECK(shop.loyalty({"restore", "loyalty.db", "--yes"}).code == 2);
  CHECK(shop.loyalty({"restore", "nowhere.db", "--yes"}).code == 10);
  CHECK((shop.ledger_bytes() == before));
}

TEST_CASE("where no backup can be made, what wants one is not done") {
  const Shop shop;
  const auto all_orders = orders(20'000, 2'000);
  const SmallDisk disk(shop.folder());
  if (!disk.usable()) {
    WARN("skipped: only root can make a small disk");
    return;
  }
  shop.must({"init"});
  write_file(shop.file("loyalty.toml"), program_text);
  write_file(shop.file("orders.csv"), all_orders);
  shop.must({"import-orders", "orders.csv", "-q"});
  shop.must({"adjust-points", "m1", "1", "--reason", "test", "--as-of", "2025-12-01"});
  const auto before = shop.ledger_bytes();
  disk.fill();
  disk.leave(before.size() / 2);
  auto ended = shop.loyalty({"backup"});
  CAPTURE(ended.err);
  CHECK(ended.code == 1);
  CHECK(ended.says("no backup could be made; nothing was changed"));
  CHECK(ended.says("loyalty backup --to FOLDER"));
  ended = shop.loyalty({"undo-batch", "2", "--yes"});
  CAPTURE(ended.err);
  CHECK(ended.code == 1);
  CHECK(ended.says("loyalty undo-batch 2 --yes --no-backup"));
  CHECK((shop.ledger_bytes() == before));
  for (const auto& entry : fs::recursive_directory_iterator(shop.file("backup"))) FAIL(entry.path());
  CHECK(shop.loyalty({"undo-batch", "2", "--yes", "--no-backup"}).done());
  disk.empty();
  CHECK(shop.loyalty({"backup"}).done());
  ended = shop.loyalty({"restore", backups(shop).back(), "--dry-run"});
  CHECK(ended.done());
}

TEST_CASE("a backup is made before a batch of an earlier day is undone, and none for one of the same day") {
  const Shop shop(200, 20);
  shop.must(adjust("a"));
  shop.must({"undo-batch", "3", "--yes"});
  CHECK(backups(shop).empty());
  const auto before = shop.batches();
  const auto ended = shop.must({"undo-batch", "2", "--yes", "--as-of", "2026-01-02"});
  CHECK(ended.says("the ledger as it was before: backup/loyalty-2026-01-01-000004-"));
  REQUIRE(backups(shop).size() == 1);
  CHECK(batches_of(shop, backups(shop).front()) == before);
}

TEST_CASE("the message about a damaged ledger names the newest backup") {
  const Shop shop(200, 20);
  const auto backup = back_up(shop);
  fs::resize_file(shop.ledger(), fs::file_size(shop.ledger()) / 2);
  const auto ended = shop.loyalty({"list-batches"});
  CHECK(ended.code == 12);
  CHECK(ended.says("loyalty restore backup/" + backup.filename().string()));
}

} // namespace backup_test
