// SPDX-License-Identifier: MIT
#include "store/ledger/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"
#include "store/acts.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/schema.hpp"

namespace migrations_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;

/// Every table, index and trigger in plain SQL.
std::set<std::string> objects(SQLite::Database& database) {
  std::set<std::string> found;
  SQLite::Statement rows(database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while (rows.executeStep()) found.insert(plain_sql(rows.getColumn(0).getString()));
  return found;
}

/// What SQLite knows of the columns of every table.
std::set<std::string> columns(SQLite::Database& database) {
  std::set<std::string> found;
  SQLite::Statement rows(database,
                         "SELECT t.name || '|' || c.cid || '|' || c.name || '|' || c.type || '|' || c.\"notnull\" || "
                         "'|' || c.pk FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'");
  while (rows.executeStep()) found.insert(rows.getColumn(0).getString());
  return found;
}

std::string text_of(const std::string& name) {
  std::ifstream file(std::string(LOYALTY_SOURCE_DIR) + "/tests/store/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A file that holds the ledger of version 2 of ledger_2.sql.
class OldLedger {
 public:
  explicit OldLedger(const std::string& currency = "CNY") {
    SQLite::Database database(file_.path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA application_id = " + std::to_string(application_id));
    database.exec("PRAGMA user_version = 2");
    database.exec(text_of("schema_2.sql"));
    auto rows = text_of("ledger_2.sql");
    rows.replace(rows.find("'CNY'") + 1, 3, currency);
    database.exec(rows);
  }
  const std::string& path() const { return file_.path(); }

 private:
  files::TextFile file_{""};
};

/// What opening a ledger of version 2 in this currency says.
std::string opened_in(const std::string& currency) {
  const OldLedger old(currency);
  try {
    const Ledger ledger(old.path(), Ledger::Access::read, 0);
  } catch (const Error& error) { return error.what() + (": " + error.why.english()); }
  return "opened";
}

BatchStart start() {
  return {.kind = BatchKind::member_changed,
          .as_of = Day{20'000},
          .recorded_at = "2026-03-02T09:00:00Z",
          .operator_name = "uid 0"};
}

const StoredAct grant = {.member = MemberId(1),
                         .act = {.day = Day{20'000}, .kind = ActKind::grant, .subject = "silver", .until = Day{20'100}},
                         .reason = "regular at the counter",
                         .key = "grant 1"};

std::int64_t count(Ledger& ledger, const std::string& sql) { return ledger.database().execAndGet(sql).getInt64(); }

} // namespace

TEST_CASE("older schemas with all steps equal a fresh one") {
  const auto version = GENERATE(1, 2, 3, 4, 5, 6, 7);
  SQLite::Database old_ledger(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  old_ledger.exec(text_of("schema_" + std::to_string(version) + ".sql"));
  old_ledger.exec("PRAGMA user_version = " + std::to_string(version));
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  fresh.exec(std::string(schema_sql()));

  REQUIRE(objects(old_ledger) != objects(fresh));
  migrate(old_ledger);
  CHECK(objects(old_ledger) == objects(fresh));
  CHECK(columns(old_ledger) == columns(fresh));
  CHECK(old_ledger.execAndGet("PRAGMA user_version").getInt() == schema_version);

  migrate(old_ledger);
  CHECK(objects(old_ledger) == objects(fresh));
}

TEST_CASE("each step leads from one version to the next, whatever came after it") {
  for (const auto& step : migration_steps()) {
    CAPTURE(step.to);
    SQLite::Database before(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    before.exec(text_of("schema_" + std::to_string(step.to - 1) + ".sql"));
    before.exec(std::string(step.sql));
    SQLite::Database after(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    after.exec(step.to == schema_version ? std::string(schema_sql())
                                         : text_of("schema_" + std::to_string(step.to) + ".sql"));
    CHECK(objects(before) == objects(after));
    CHECK(columns(before) == columns(after));
  }
}

TEST_CASE("a step that was released is never changed") {
  const std::vector<std::pair<int, std::string>> released = {
      {2, "e97d962d61a3791d1713972dd4d210dc28d8d3f18a2303c02785d30c245a20ab"},
      {3, "f9d5ec4e5a4bcb6bc77cf74b0216428dd53f8c78ad8316b3e480a467ec1ada7d"},
      {4, "18bf9bcb456d8e600820c1489b69a01e061308dc5084c6b44cec2b5eff9dea20"},
      {5, "53f7b0daabaf6d8c48c7f25ebe8913403af31dec19d67d6906749f93e58dbc5e"},
      {6, "370a8fdbbc2074e1bf520fe28c60da9d4966ec3cd9ca3d73f3d138dfc9cd27ba"},
  };
  std::vector<std::pair<int, std::string>> now;
  for (const auto& step : migration_steps()) {
    Sha256 digest;
    digest.add(step.sql);
    now.emplace_back(step.to, digest.finish());
  }
  REQUIRE(now.size() >= released.size());
  now.resize(released.size());
  CHECK(now == released);
}

TEST_CASE("plain SQL is the same for the same statement, and for no other") {
  CHECK(
      plain_sql("CREATE TABLE t (\n  a INTEGER, -- so many; it's what \"it\" is\n  b TEXT /* or\n not */\n) STRICT") ==
      "CREATE TABLE t(a INTEGER,b TEXT)STRICT");
  CHECK(plain_sql("SELECT 'a -- b', \"c  d\" FROM t") == "SELECT 'a -- b',\"c  d\" FROM t");
  CHECK(plain_sql("SELECT a b") != plain_sql("SELECT ab"));
  CHECK(plain_sql("SELECT 'a  b'") != plain_sql("SELECT 'a b'"));
  CHECK(plain_sql("SELECT 'it''s -- one'") == "SELECT 'it''s -- one'");
}

namespace {

/// What opening a ledger says in whose schema `before` was written as `after`.
std::string opened_with(const std::string& before, const std::string& after) {
  const files::TextFile file("");
  Ledger::create(file.path(), 0);
  SQLite::Database database(file.path(), SQLite::OPEN_READWRITE);
  database.exec("PRAGMA writable_schema = ON");
  SQLite::Statement edit(database, "UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2) WHERE instr(sql, ?1) > 0");
  edit.bind(1, before);
  edit.bind(2, after);
  REQUIRE(edit.exec() > 0);
  try {
    const Ledger ledger(file.path(), Ledger::Access::read, 0);
  } catch (const Error& error) {
    CHECK(error.failure == Failure::damaged);
    return std::string(error.what()).substr(file.path().size());
  }
  return "opened";
}

} // namespace

TEST_CASE("a word in a comment of a table alters nothing") {
  CHECK(opened_with("-- negative for refunds", "-- below zero for refunds") == "opened");
  CHECK(opened_with("          -- moment", "") == "opened");
  CHECK(opened_with("placed_at INTEGER NOT NULL,", "placed_at  INTEGER\n NOT NULL , /* when */") == "opened");
}

TEST_CASE("a table, index or trigger that does something else is found") {
  CHECK(opened_with("amount INTEGER NOT NULL,         --", "amount INTEGER,         --") ==
        " has been altered: orders");
  CHECK(opened_with("kind BETWEEN 1 AND 30", "kind BETWEEN 1 AND 31") == " has been altered: acts");
  CHECK(opened_with("line_id TEXT NOT NULL", "line_id ANY NOT NULL") == " has been altered: order_lines");
  CHECK(opened_with("(order_no, shop, revision)", "(order_no, revision, shop)") == " has been altered: orders_key");
  CHECK(opened_with("UPDATE ON entries BEGIN", "UPDATE ON entries WHEN 0 BEGIN") ==
        " has been altered: entries_no_update");
  CHECK(opened_with("'acts is append-only'", "'acts is  append-only'") == " has been altered: acts_no_update");
}

TEST_CASE("a ledger of version 2 keeps its rows and its hashes") {
  const OldLedger old;
  Ledger ledger(old.path(), Ledger::Access::write, 0);
  CHECK(check_chain(ledger).empty());
  CHECK(head(ledger) == "fd3636db02762bd11e37e24c63007ae9876eb42384e0af3db2dff8d1321636eb");
  CHECK(count(ledger, "SELECT count(*) FROM acts") == 2);
  CHECK(count(ledger, "SELECT count(*) FROM vouchers") == 3);
  CHECK(count(ledger, "SELECT count(*) FROM voucher_events") == 1);
  CHECK(count(ledger, "SELECT count(*) FROM tier_changes") == 1);
  CHECK(count(ledger, "SELECT shipping FROM order_details") == 600);
  CHECK(count(ledger, "SELECT count(*) FROM settlements WHERE issues_due_on = -1000001") == 2);
}

TEST_CASE("a ledger that kept yen or dinars with two decimals is not read as what it is not") {
  CHECK(opened_in("EUR") == "opened");
  CHECK(opened_in("JPY") ==
        "an earlier version kept amounts of JPY in this ledger with two decimals: JPY has no decimals");
  CHECK(opened_in("KWD") ==
        "an earlier version kept amounts of KWD in this ledger with two decimals: KWD has 3 decimals");
  CHECK(opened_in("ABC") ==
        "an earlier version kept amounts of ABC in this ledger with two decimals: ISO 4217 has no such currency");
}

TEST_CASE("a migrated ledger takes new rows, whose later columns are hashed") {
  const OldLedger old;
  Ledger ledger(old.path(), Ledger::Access::write, 0);
  Batch batch(ledger, start());
  add_act(ledger, batch, grant);
  batch.close({});
  CHECK(check_chain(ledger).empty());

  const auto change = GENERATE("subject = 'gold'", "subject = NULL", "text = 'x'", "until = NULL", "until = 20101",
                               "other_id = 2", "money = 1", "subject = NULL, text = 'silver'");
  CAPTURE(change);
  ledger.database().exec("DROP TRIGGER acts_no_update");
  ledger.database().exec(std::string("UPDATE acts SET ") + change + " WHERE kind = 7");
  CHECK(check_chain(ledger).english() == "the rows of batch 9 are not those that were written");
}

TEST_CASE("a column that came later cannot be given to an old row") {
  const OldLedger old;
  Ledger ledger(old.path(), Ledger::Access::write, 0);
  const auto change =
      GENERATE("acts SET money = 1", "vouchers SET on_return = 1", "order_details SET wallet = 0",
               "voucher_events SET order_id = 1", "order_details SET host = 'x'", "order_details SET channel = 'x'",
               "order_lines SET on_sale = 0", "vouchers SET terms = 'x'");
  CAPTURE(change);
  for (const auto* table : {"acts", "vouchers", "order_details", "order_lines", "voucher_events"})
    ledger.database().exec(std::string("DROP TRIGGER ") + table + "_no_update");
  ledger.database().exec(std::string("UPDATE ") + change);
  CHECK(!check_chain(ledger).empty());
}

TEST_CASE("an act is read as it was written") {
  const auto ledger = Ledger::in_memory();
  const StoredAct whole = {.member = MemberId(4),
                           .act = {.day = Day{20'001},
                                   .kind = ActKind::membership,
                                   .points = 3,
                                   .order = OrderId(7),
                                   .subject = "plus",
                                   .text = "by hand",
                                   .until = Day{20'400},
                                   .other = MemberId(9),
                                   .money = Money{9'900}},
                           .worth = Money{100},
                           .reason = "why",
                           .key = "k"};
  Batch batch(*ledger, start());
  add_act(*ledger, batch, grant);
  CHECK(add_act(*ledger, batch, whole) == ActId(2));
  batch.close({});
  const auto read = find_act(*ledger, "k").value();
  CHECK(read.member == MemberId(4));
  CHECK(read.act.kind == ActKind::membership);
  CHECK(read.act.points == 3);
  CHECK(read.act.order == OrderId(7));
  CHECK(read.act.subject == "plus");
  CHECK(read.act.text == "by hand");
  CHECK(read.act.until == Day{20'400});
  CHECK(read.act.other == MemberId(9));
  CHECK(read.act.money == Money{9'900});
  CHECK(read.worth == Money{100});
  CHECK(act(*ledger, ActId(1)).value().act.until == Day{20'100});
  CHECK_FALSE(act(*ledger, ActId(1)).value().act.other);
  CHECK(acts_of(*ledger, MemberId(4)).size() == 1);
  int grants = 0;
  read_acts(*ledger, ActKind::grant, [&](const StoredAct& each) { grants += each.act.subject == "silver" ? 1 : 0; });
  CHECK(grants == 1);
  read_acts(
      *ledger, ActKind::grant, [&](const StoredAct&) { ++grants; }, "gold");
  CHECK(grants == 1);

  ledger->leave_out(BatchId(1));
  CHECK(!find_act(*ledger, "k"));
  CHECK(acts_of(*ledger, MemberId(4)).empty());
  read_acts(*ledger, ActKind::grant, [&](const StoredAct&) { ++grants; });
  CHECK(grants == 1);
}

} // namespace migrations_test
