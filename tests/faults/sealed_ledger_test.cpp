// SPDX-License-Identifier: MIT
//
// Whoever has the ledger but not its key can write what they like, and is found: what anybody finds, what whoever has
// the key finds, and what only a key file finds that remembers how far the ledger was sound. A row without words is
// one that nobody finds that way.

#include <functional>

#include "catch.hpp"
#include "faults/ledger_edits.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/sealing.hpp"

namespace sealed_ledger_test {

using namespace faults;

namespace {

/// A sealed ledger of four batches; the third was the last one when its owner looked.
class SealedShop : public Shop {
 public:
  SealedShop() {
    write_file(file("orders.csv"), orders(40, 5));
    must({"seal", "--key", key.string(), "-q"});
    must({"import-orders", "orders.csv", "-q"});
    must(adjust("a"));
    early = ledger_bytes();
    must(adjust("b"));
    seen = ledger_bytes();
    new_key = read_file(key);
    must({"audit", "--key", key.string()});
    key_that_saw = read_file(key);
    must(adjust("c"));
    whole = ledger_bytes();
  }

  /// Lets a script change rows although the books are append-only, and leaves no trace of it in the schema.
  void tamper(const std::string& script) const { tamper_with(ledger(), script); }

  static void tamper_with(const fs::path& ledger, const std::string& script) {
    Database database(ledger);
    const auto triggers = database.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    for (const auto& trigger : triggers) database.run("DROP TRIGGER " + trigger[0]);
    CAPTURE(script);
    REQUIRE(database.run(script));
    for (const auto& trigger : triggers) database.run(trigger[1]);
  }

  /// The hashes of all batches anew, as of a ledger that always was as it is now, and the seal as it was.
  void rebuild_chain() const {
    const auto forged = file("forged.db");
    fs::remove(forged);
    CHECK(loyalty({"repair", "--to", "forged.db"}).says("have been altered"));
    tamper_with(forged, "DELETE FROM batches WHERE command = 'repair'; ATTACH '" + ledger().string() +
                            "' AS old; INSERT INTO sealing SELECT * FROM old.sealing;"
                            "INSERT INTO seals SELECT * FROM old.seals");
    fs::rename(forged, ledger());
  }

  /// Seals these batches once more with the key that is in the ledger.
  void seal_with_what_is_there(std::int64_t first, std::int64_t last) const {
    const auto number = std::to_string(first);
    tamper("DELETE FROM seals WHERE batch_id >= " + number + "; UPDATE sealing SET next_batch = " + number);
    loyalty::store::Ledger books(ledger().string(), loyalty::store::Ledger::Access::write, 0);
    const auto batches = loyalty::store::batches(books);
    loyalty::store::Transaction transaction(books);
    for (auto each = first; each <= last; ++each) {
      const auto& batch = batches[static_cast<std::size_t>(each - 1)];
      loyalty::store::seal_batch(books, batch.id, loyalty::store::from_hex(batch.hash).value());
    }
    transaction.commit();
  }

  const Scratch elsewhere;
  const fs::path key = elsewhere.path() / "shop.key";
  std::string early, seen, whole, new_key, key_that_saw;
};

/// Takes the last batch away, with all its rows.
constexpr std::string_view cut =
    "DELETE FROM acts WHERE batch_id = 4; DELETE FROM entries WHERE batch_id = 4; DELETE FROM terms WHERE batch_id = 4;"
    "DELETE FROM texts WHERE id = 4; DELETE FROM commitments WHERE batch_id = 4; DELETE FROM seals WHERE batch_id = 4; "
    "DELETE FROM batches WHERE id = "
    "4;";

std::string swap_batches(const std::string& table, const std::string& column) {
  return "UPDATE " + table + " SET " + column + " = -" + column + " WHERE " + column + " IN (2, 3);" + "UPDATE " +
         table + " SET " + column + " = 5 + " + column + " WHERE " + column + " < 0;";
}

/// What becomes of a ledger, and what is said of it without the key, with it, and with one that saw batch 3.
struct Edit {
  std::string name;
  std::function<void(const SealedShop&)> make;
  std::string without, with, with_seen;
};

std::function<void(const SealedShop&)> sql(std::string script) {
  return [script = std::move(script)](const SealedShop& shop) { shop.tamper(script); };
}

std::vector<Edit> edits() {
  const std::string found_by_all = "the rows of batch 2 are not those that were written";
  const std::string not_genuine = "the seal of batch 2 is not genuine";
  const std::string other_key = "the key in the ledger is that of another one: batches were cut off";
  return {
      {"nothing", [](const SealedShop&) {}, "", "", ""},
      {"a reason rewritten", sql("UPDATE acts SET reason = 'x' WHERE batch_id = 2"), found_by_all, found_by_all,
       found_by_all},
      {"who did it rewritten, and the chain rebuilt",
       [](const SealedShop& shop) {
         shop.tamper("UPDATE batches SET operator = 'somebody else' WHERE id = 2");
         shop.rebuild_chain();
       },
       "", not_genuine, not_genuine},
      {"two batches exchanged, and the chain rebuilt",
       [](const SealedShop& shop) {
         shop.tamper(swap_batches("batches", "id") + swap_batches("acts", "batch_id") +
                     swap_batches("entries", "batch_id"));
         shop.rebuild_chain();
       },
       "", not_genuine, not_genuine},
      {"a batch rewritten and sealed with the key that is there",
       [](const SealedShop& shop) {
         shop.tamper("UPDATE batches SET operator = 'somebody else' WHERE id = 2");
         shop.rebuild_chain();
         shop.seal_with_what_is_there(2, 4);
       },
       "", not_genuine, not_genuine},
      {"the end cut off", sql(std::string(cut)), "the seal goes on with batch 5, but the last batch is 3", other_key,
       other_key},
      {"the end cut off, and the counter set back", sql(std::string(cut) + "UPDATE sealing SET next_batch = 4"), "",
       other_key, other_key},
      {"two seals exchanged",
       sql("UPDATE seals SET mac = (SELECT mac FROM seals s WHERE s.batch_id = 5 - seals.batch_id) "
           "WHERE batch_id IN (2, 3)"),
       "", not_genuine, not_genuine},
      {"a seal made up", sql("UPDATE seals SET mac = randomblob(32) WHERE batch_id = 2"), "", not_genuine, not_genuine},
      {"a seal deleted", sql("DELETE FROM seals WHERE batch_id = 2"), "batch 2 is not sealed", "batch 2 is not sealed",
       "batch 2 is not sealed"},
      {"all seals deleted", sql("DELETE FROM seals"), "batch 1 is not sealed", "batch 1 is not sealed",
       "batch 1 is not sealed"},
      {"all seals deleted, and the ledger said to be sealed from now on",
       sql("DELETE FROM seals; UPDATE sealing SET sealed_from = 4"), "", "batch 1 is not sealed",
       "batch 1 is not sealed"},
      {"the key in the ledger deleted", sql("DELETE FROM sealing"), "the key to go on with is gone",
       "the ledger is not sealed", "the ledger is not sealed"},
      {"the seal taken off", sql("DELETE FROM sealing; DELETE FROM seals"), "", "the ledger is not sealed",
       "the ledger is not sealed"},
      {"the key in the ledger replaced", sql("UPDATE sealing SET next_key = randomblob(32)"), "", other_key, other_key},
      {"a second key in the ledger", sql("INSERT INTO sealing VALUES ('0123456789abcdef', 0, 5, randomblob(32))"),
       "sealed with two keys", "sealed with two keys", "sealed with two keys"},
      {"the counter moved on", sql("UPDATE sealing SET next_batch = 6"),
       "the seal goes on with batch 6, but the last batch is 4", other_key, other_key},
      {"sealed anew with another key",
       [](const SealedShop& shop) {
         shop.must({"seal", "--again", "--key", (shop.elsewhere.path() / "other.key").string(), "-q"});
       },
       "", "this is not the key that the ledger is sealed with", "this is not the key that the ledger is sealed with"},
      {"sealed anew with another key that bears the name of the first",
       [](const SealedShop& shop) {
         const auto name = Database(shop.ledger()).rows("SELECT name FROM sealing")[0][0];
         shop.must({"seal", "--again", "--key", (shop.elsewhere.path() / "other.key").string(), "-q"});
         shop.tamper("UPDATE sealing SET name = '" + name + "'");
       },
       "", other_key, other_key},
      // The limits: an older ledger is whole, and its key can go on. Only who remembers what came later finds it.
      {"an older copy put there", [](const SealedShop& shop) { write_file(shop.ledger(), shop.early); }, "", "",
       "the last batch is 2, but batch 3 was there"},
      {"an older copy put there, and written on",
       [](const SealedShop& shop) {
         write_file(shop.ledger(), shop.early);
         for (const auto* again : {"d", "e"}) shop.must(adjust(again));
       },
       "", "", "batch 3 is not the one that the key file knows"},
      {"a batch after the last look written anew from a copy of that day",
       [](const SealedShop& shop) {
         write_file(shop.ledger(), shop.seen);
         shop.must(adjust("d"));
       },
       "", "", ""},
  };
}

void check_said(const Ended& ended, const std::string& words) {
  CAPTURE(ended.out, ended.err, words);
  CHECK(ended.done() == words.empty());
  CHECK((ended.code == 0 || ended.code == 1 || ended.code == 12));
  CHECK(ended.says(words));
}

} // namespace

TEST_CASE("what is written without the key of a sealed ledger is found with it") {
  const SealedShop shop;
  for (const auto& edit : edits()) {
    CAPTURE(edit.name);
    write_file(shop.ledger(), shop.whole);
    fs::remove(shop.elsewhere.path() / "other.key");
    edit.make(shop);
    check_said(shop.loyalty({"audit"}), edit.without);
    write_file(shop.key, shop.new_key);
    check_said(shop.loyalty({"audit", "--key", shop.key.string()}), edit.with);
    CHECK((edit.with.empty() || read_file(shop.key) == shop.new_key));
    write_file(shop.key, shop.key_that_saw);
    check_said(shop.loyalty({"audit", "--key", shop.key.string()}), edit.with_seen);
    CHECK((edit.with_seen.empty() || read_file(shop.key) == shop.key_that_saw));
  }
}

TEST_CASE("a ledger whose end was cut off takes no more batches") {
  const SealedShop shop;
  shop.tamper(std::string(cut));
  const auto before = shop.ledger_bytes();
  const auto ended = shop.loyalty(adjust("d"));
  CHECK(ended.code == 12);
  CHECK(ended.says("the seal goes on with batch 5, but the last batch is 3"));
  CHECK((shop.ledger_bytes() == before));
}

TEST_CASE("a repaired ledger keeps its seal where every batch is as it was, and else says that it has none") {
  const SealedShop shop;
  shop.tamper("DELETE FROM settlements");
  CHECK(shop.must({"repair", "--to", "same.db"}).says("with the same head"));
  CHECK(shop.loyalty({"audit", "--ledger", "same.db", "--key", shop.key.string()}).done());
  CHECK(shop.loyalty({"adjust-points", "m1", "1", "--reason", "x", "--ledger", "same.db"}).done());
  CHECK(shop.loyalty({"audit", "--ledger", "same.db", "--key", shop.key.string()}).done());

  shop.tamper("UPDATE batches SET operator = 'somebody else' WHERE id = 2");
  CHECK(shop.loyalty({"repair", "--to", "other.db"}).says("other.db is not sealed any more"));
  CHECK(shop.loyalty({"audit", "--ledger", "other.db", "--key", shop.key.string()}).says("the ledger is not sealed"));
  const auto key = (shop.elsewhere.path() / "other.key").string();
  shop.must({"seal", "--ledger", "other.db", "--key", key, "-q"});
  CHECK(shop.loyalty({"audit", "--ledger", "other.db", "--key", key}).done());
}

} // namespace sealed_ledger_test
