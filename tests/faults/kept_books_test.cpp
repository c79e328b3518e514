// SPDX-License-Identifier: MIT
//
// What is promised of books in which every table holds rows: nothing is written twice, every change shows, every line
// is explained, and who is forgotten is nowhere in the file.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "app/trust/audit.hpp"
#include "catch.hpp"
#include "faults/rich_shop.hpp"
#include "loyalty/conservation.hpp"
#include "loyalty/error.hpp"
#include "reports/explain.hpp"
#include "store/all_tables.hpp"
#include "store/ledger/chain.hpp"
#include "store/members.hpp"

namespace kept_books_test {

using namespace faults;
using namespace loyalty;

namespace {

/// Another program's hand in the books: triggers, constraints and references hold nothing back. Whatever it does is
/// taken back at its end.
class Hand {
 public:
  explicit Hand(store::Ledger& ledger) : ledger_(ledger) {
    sqlite3_db_config(ledger.database().getHandle(), SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    sqlite3_db_config(ledger.database().getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    ledger.database().exec("PRAGMA ignore_check_constraints = ON; BEGIN");
  }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;
  ~Hand() { ledger_.database().exec("ROLLBACK"); }

  /// Whether the change shows; one that SQLite itself refuses, such as a number that is there already, does too.
  bool shows(const std::string& sql) {
    auto& database = ledger_.database();
    database.exec("SAVEPOINT change");
    bool shown = true;
    try {
      database.exec(sql);
      shown = sqlite3_changes(database.getHandle()) == 0 || !store::check_chain(ledger_).empty();
    } catch (const SQLite::Exception&) {
    } catch (const Error& error) { shown = error.failure == Failure::damaged; }
    database.exec("ROLLBACK TO change; RELEASE change");
    return shown;
  }

 private:
  store::Ledger& ledger_;
};

std::int64_t rows_of(store::Ledger& ledger, const store::Table& table) {
  return ledger.database().execAndGet("SELECT count(*) FROM " + std::string(table.name())).getInt64();
}

/// The n-th row of a table.
std::string row(const store::Table& table, std::int64_t number) {
  const std::string key(table.key());
  return " WHERE (" + key + ") = (SELECT " + key + " FROM " + std::string(table.name()) + " ORDER BY " + key +
         " LIMIT 1 OFFSET " + std::to_string(number) + ")";
}

std::string another(const store::Column& column) {
  const std::string name(column.name);
  switch (column.type) {
    case store::Column::Type::integer: return name + " = coalesce(" + name + ", 0) + 1";
    case store::Column::Type::text: return name + " = coalesce(" + name + ", '') || 'x'";
    case store::Column::Type::blob: return name + " = zeroblob(32)";
  }
  return name;
}

std::vector<const store::Table*> books() {
  std::vector<const store::Table*> all(store::hashed_tables.begin(), store::hashed_tables.end());
  all.push_back(&store::tables::batches);
  return all;
}

/// Of a large table its rows are tried that stand so far apart.
std::int64_t step(std::int64_t rows) { return std::max<std::int64_t>(1, rows / 20); }

} // namespace

TEST_CASE("every cell of the books that is changed, and every row that is gone, shows") {
  const RichShop shop;
  store::Ledger ledger(shop.ledger(), store::Ledger::Access::write, 0);
  REQUIRE(store::check_chain(ledger).empty());
  Hand hand(ledger);
  int cells = 0, rows = 0;
  for (const auto* table : books()) {
    const auto count = rows_of(ledger, *table);
    CAPTURE(table->name());
    CHECK(count > 0);
    for (std::int64_t number = 0; number < count; number += step(count)) {
      for (const auto& column : table->columns()) {
        CAPTURE(number, column.name);
        CHECK(hand.shows("UPDATE " + std::string(table->name()) + " SET " + another(column) + row(*table, number)));
        ++cells;
      }
      // Without its last batch the books are what they were before it: only who noted its hash knows.
      if (table == &store::tables::batches && number + 1 == count) continue;
      CHECK(hand.shows("DELETE FROM " + std::string(table->name()) + row(*table, number)));
      ++rows;
    }
  }
  WARN(cells << " changed cells and " << rows << " lost rows showed, without a noted hash");
  CHECK(cells >= 2'000);
}

TEST_CASE("books whose last batch is cut off are whole to whoever noted no hash of it") {
  const RichShop shop;
  store::Ledger ledger(shop.ledger(), store::Ledger::Access::write, 0);
  const auto noted = store::head(ledger);
  const Hand hand(ledger);
  auto& database = ledger.database();
  const auto last = database.execAndGet("SELECT max(id) FROM batches").getString();
  for (const auto* table : store::hashed_tables)
    database.exec("DELETE FROM " + std::string(table->name()) + " WHERE batch_id = " + last);
  database.exec("DELETE FROM batches WHERE id = " + last);
  database.exec("DELETE FROM sealing; DELETE FROM seals");
  CHECK(store::check_chain(ledger).empty());
  const auto checks = app::audit(ledger, noted).checks;
  CHECK(checks.back().name == "anchor");
  CHECK(checks.back().outcome == app::Check::Outcome::failed);
}

TEST_CASE("every line of every account is explained, and they add up to its balance") {
  const RichShop shop;
  store::Ledger ledger(shop.ledger(), store::Ledger::Access::read, 0);
  const Day today = Day::from_civil(2026, 1, 1);
  std::int64_t lines = 0;
  int members = 0;
  for (const auto& member : store::members(ledger)) {
    CAPTURE(member.key);
    const auto explained = reports::explain(ledger, member.key, today, true);
    Points sum = 0;
    for (const auto& line : explained.lines) {
      CAPTURE(line.number);
      CHECK((line.order || line.act || line.terms || line.entry.lot != 0));
      const auto one = reports::explain_entry(ledger, member.key, line.number, today);
      CHECK(one.batch);
      CHECK((one.program || !line.terms || line.act));
      sum += moved(line.entry);
    }
    CHECK(sum == explained.balance.balance + explained.balance.held - explained.balance.debt);
    lines += static_cast<std::int64_t>(explained.lines.size());
    ++members;
  }
  const auto stored = ledger.database().execAndGet("SELECT count(*) FROM entries").getInt64();
  WARN(lines << " lines of " << members << " members");
  CHECK(lines == stored);
}

TEST_CASE("every command that is typed twice changes nothing the second time") {
  const RichShop shop;
  const auto code = shop.code;
  int repeated = 0;
  for (const Words& words : {Words{"import-members", "members.csv"},
                             {"import-orders", "orders.csv"},
                             {"import-orders", "more.csv", "--as-of", "2026-01-31"},
                             {"import-orders", "refunds.csv"},
                             {"import-activities", "visits.csv"},
                             {"import-visitors", "visitors.csv"},
                             {"link-orders", "U1", "m4"},
                             {"award-points", "m3", "10", "--reason", "x"},
                             {"adjust-points", "m1", "5", "--reason", "x"},
                             {"redeem-points", "m8", "20"},
                             {"redeem-points", "m8", "--gift", "cup"},
                             {"transfer-points", "m8", "m3", "5", "--reason", "x"},
                             {"top-up", "m3", "500.00"},
                             {"issue-coupon", "ship", "m1", "m4"},
                             {"issue-coupon", "wake", "--tier", "silver"},
                             {"redeem-coupon", code, "--amount", "150.00", "--order", "O0001"},
                             {"issue-card", "100.00", "--for", "m2"},
                             {"pay-card", shop.card, "10.00", "--order", "O0082"},
                             {"set-member", "m2", "--tag", "new"},
                             {"close-member", "m10", "--reason", "x"},
                             {"draw-prize", "bag", "--seed", "1"},
                             {"draw-holdout", "autumn", "--share", "10%", "--seed", "2"},
                             {"backup"},
                             {"run-nightly"},
                             {"run-nightly", "--as-of", "2026-03-15", "--yes"},
                             {"award-points", "--as-of", "2026-03-20"},
                             {"recalc-tiers", "--as-of", "2026-03-20"}}) {
    const auto first = shop.loyalty(words);
    CAPTURE(words, first.err);
    REQUIRE((first.done() || first.code == 3));
    const auto after = shop.ledger_bytes();
    const auto again = shop.loyalty(words);
    CAPTURE(again.code, again.err);
    CHECK(again.code == first.code);
    CHECK((shop.ledger_bytes() == after));
    ++repeated;
  }
  WARN(repeated << " commands");
}

TEST_CASE("who is forgotten is nowhere in the ledger, nor in a backup made then") {
  const RichShop shop;
  const Words words = {"Zhuangzhou", "13987654321", "secret-key-77"};
  write_file(shop.file("theirs.csv"),
             "order_id,member_id,placed_at,amount,status,name,phone\n"
             "H1,secret-key-77,2026-01-01,60.00,paid,Zhuangzhou,13987654321\n");
  shop.must({"import-orders", "theirs.csv", "-q"});
  shop.must({"run-nightly", "-q"});
  for (const auto& word : words) CHECK(shop.ledger_bytes().find(word) != std::string::npos);
  shop.must({"forget-member", "secret-key-77", "--yes", "-q"});
  shop.must({"import-orders", "theirs.csv", "-q"});
  shop.must({"run-nightly", "-q"});
  fs::remove_all(shop.file("backup"));
  shop.must({"backup", "-q"});
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(shop.folder())) {
    if (!entry.is_regular_file() || entry.path().extension() != ".db") continue;
    ++files;
    const auto bytes = read_file(entry.path());
    CAPTURE(entry.path());
    for (const auto& word : words) CHECK(bytes.find(word) == std::string::npos);
  }
  CHECK(files == 2);
  CHECK(shop.loyalty({"audit"}).done());
}

} // namespace kept_books_test
