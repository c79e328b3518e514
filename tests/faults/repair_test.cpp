// SPDX-License-Identifier: MIT
//
// What can be read of a damaged ledger makes a new one: the same where nothing is lost, and else one that passes the
// audit, with a list of what is missing. The damaged file is only read.

#include <algorithm>
#include <map>
#include <random>

#include "catch.hpp"
#include "faults/ledger_edits.hpp"
#include "faults/rich_shop.hpp"

namespace repair_test {

using namespace faults;

namespace {

constexpr std::size_t page = 8192;

/// The pages of an index or a table, but for the one on which it begins.
std::vector<std::size_t> pages_of(const fs::path& ledger, const std::string& name, bool root_too) {
  Database database(ledger);
  std::vector<std::size_t> pages;
  for (const auto& row : database.rows("SELECT pageno FROM dbstat WHERE name = '" + name + "' ORDER BY pageno"))
    pages.push_back(std::stoull(row[0]));
  const auto root = database.rows("SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'");
  if (!root_too && !root.empty()) std::erase(pages, std::stoull(root[0][0]));
  return pages;
}

void wipe(std::string& bytes, std::size_t number) { bytes.replace((number - 1) * page, page, page, '\xff'); }

/// Repairs; whatever came of it, the damaged file is as it was.
Ended repair(const Shop& shop) {
  fs::remove(shop.file("loyalty-repaired.db"));
  const auto before = shop.ledger_bytes();
  auto ended = shop.loyalty({"repair"});
  CHECK((shop.ledger_bytes() == before));
  CHECK_FALSE(fs::exists(shop.file("loyalty.db-journal")));
  for (const auto& entry : fs::directory_iterator(shop.folder()))
    CHECK_FALSE(entry.path().filename().string().starts_with(".loyalty"));
  return ended;
}

void check_sound(const Shop& shop) {
  const auto audit = shop.loyalty({"audit", "--ledger", "loyalty-repaired.db"});
  CAPTURE(audit.out, audit.err);
  CHECK(audit.done());
}

} // namespace

TEST_CASE("where only an index is damaged, or what the program works out, the ledger is the same again") {
  const Shop shop(5'000, 500);
  const auto whole = shop.ledger_bytes();
  const auto listed = shop.batches();
  for (const auto* index : {"orders_key", "orders_by_member", "acts_by_member", "settlements"}) {
    auto bytes = whole;
    for (const auto number : pages_of(shop.ledger(), index, true)) wipe(bytes, number);
    write_file(shop.ledger(), bytes);
    const auto ended = repair(shop);
    CAPTURE(index, ended.out, ended.err);
    CHECK(ended.done());
    CHECK(ended.says("with the same head"));
    check_sound(shop);
    CHECK(shop.must({"list-batches", "--format", "csv", "--ledger", "loyalty-repaired.db"}).out == listed);
    // And the next night finds nothing to do.
    const auto night = shop.must({"run-nightly", "--ledger", "loyalty-repaired.db"});
    CHECK(shop.must({"list-batches", "--format", "csv", "--ledger", "loyalty-repaired.db"}).out == listed);
    write_file(shop.ledger(), whole);
  }
}

TEST_CASE("where rows of orders are lost, the rest is a whole ledger, and importing their file brings them back") {
  const Shop shop(5'000, 500);
  const auto points = shop.must({"report", "members", "--format", "csv"}).out;
  auto bytes = shop.ledger_bytes();
  const auto pages = pages_of(shop.ledger(), "orders", false);
  REQUIRE(pages.size() > 6);
  for (const auto number : {pages[2], pages[5]}) wipe(bytes, number);
  write_file(shop.ledger(), bytes);
  REQUIRE(shop.loyalty({"audit"}).code == 12);
  const auto ended = repair(shop);
  CAPTURE(ended.out, ended.err);
  CHECK(ended.code == 3);
  CHECK(ended.says("orders"));
  CHECK(ended.says("1 (import-orders orders.csv)"));
  check_sound(shop);
  shop.must({"restore", "loyalty-repaired.db", "--yes"});
  shop.must({"import-orders", "orders.csv", "-q"});
  shop.must({"run-nightly", "-q"});
  CHECK(shop.must({"report", "members", "--format", "csv"}).out == points);
}

TEST_CASE("where entries are lost, they follow again from what happened") {
  const Shop shop(5'000, 500);
  const auto points = shop.must({"report", "members", "--format", "csv"}).out;
  for (const auto* table : {"entries", "tier_changes", "terms"}) {
    const auto whole = shop.ledger_bytes();
    auto bytes = whole;
    const auto pages = pages_of(shop.ledger(), table, true);
    wipe(bytes, pages.back());
    write_file(shop.ledger(), bytes);
    const auto ended = repair(shop);
    CAPTURE(table, ended.out, ended.err);
    CHECK(ended.code == 3);
    check_sound(shop);
    CHECK(shop.must({"report", "members", "--format", "csv", "--ledger", "loyalty-repaired.db"}).out == points);
    write_file(shop.ledger(), whole);
  }
}

TEST_CASE("a ledger whose tail is cut is rebuilt from the rest") {
  const Shop shop(5'000, 500);
  const auto whole = shop.ledger_bytes();
  for (const std::size_t bytes : {whole.size() - 1, whole.size() - page, whole.size() / 10 * 9, whole.size() / 2}) {
    write_file(shop.ledger(), whole.substr(0, bytes));
    const auto ended = repair(shop);
    CAPTURE(bytes, ended.out, ended.err);
    CHECK((ended.done() || ended.code == 3 || ended.code == 12));
    CHECK(ended.signal == 0);
    CHECK(fs::exists(shop.file("loyalty-repaired.db")) == (ended.code != 12));
    if (ended.code != 12) check_sound(shop);
  }
}

TEST_CASE("whatever was done to a ledger, it is rebuilt into one that passes the audit, or not at all") {
  const RichShop shop;
  LedgerEdits edits(shop.ledger());
  std::map<int, int> codes;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto done = edits.apply(shop.ledger(), seed);
    const auto ended = repair(shop);
    ++codes[ended.code];
    CAPTURE(seed, done, ended.code, ended.signal, ended.out, ended.err);
    CHECK((ended.code == 0 || ended.code == 3 || ended.code == 12));
    CHECK_FALSE(ended.says("stopped;"));
    CHECK(fs::exists(shop.file("loyalty-repaired.db")) == (ended.code != 12));
    if (ended.code != 12) check_sound(shop);
  }
  WARN("of 60 ledgers " << codes[0] << " were the same again, " << codes[3] << " lost rows, " << codes[12]
                        << " were beyond rebuilding");
  CHECK(codes[0] + codes[3] > codes[12]);
}

TEST_CASE("a whole ledger is rebuilt as it is, and nothing is written over") {
  const RichShop shop;
  const auto listed = shop.batches();
  const auto ended = repair(shop);
  CAPTURE(ended.out, ended.err);
  CHECK(ended.done());
  CHECK(shop.must({"list-batches", "--format", "csv", "--ledger", "loyalty-repaired.db"}).out == listed);
  const auto again = shop.loyalty({"repair"});
  CHECK(again.code == 1);
  CHECK(again.says("loyalty-repaired.db already exists"));
  const auto other = shop.must({"repair", "--to", "other.db", "-q"});
  CHECK(read_file(shop.file("other.db")) == read_file(shop.file("loyalty-repaired.db")));
}

} // namespace repair_test
