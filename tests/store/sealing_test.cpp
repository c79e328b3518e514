// SPDX-License-Identifier: MIT
//
// The key of a batch is in the ledger until the batch is written, and never again.

#include "store/ledger/sealing.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"
#include "store/acts.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/cursor.hpp"

namespace sealing_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;

constexpr Hash first_key = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17};

/// Writes a batch with one act.
std::string write_batch(Ledger& ledger, const std::string& reason) {
  Transaction transaction(ledger);
  Batch batch(ledger, {.kind = BatchKind::points_adjusted,
                       .as_of = Day{20'000},
                       .recorded_at = "2026-03-02T09:00:00Z",
                       .operator_name = "tester"});
  add_act(ledger, batch,
          {.member = MemberId(1),
           .act = {.day = Day{20'000}, .kind = ActKind::adjust, .points = 5},
           .reason = reason,
           .key = reason});
  auto hash = batch.close({});
  transaction.commit(hash);
  return hash;
}

SealKey seal_now(Ledger& ledger, const Hash& first = first_key) {
  Transaction transaction(ledger);
  auto key = begin_sealing(ledger, first);
  transaction.commit();
  return key;
}

std::int64_t count(Ledger& ledger, const std::string& sql) {
  Cursor row(ledger.database(), sql);
  return row.next() ? row.sum(only) : -1;
}

/// The key in the ledger.
std::string present_key(Ledger& ledger) {
  Cursor row(ledger.database(), "SELECT next_key FROM sealing");
  return row.next() ? row.string(only) : "";
}

std::string bytes_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("a seal changes no hash, and without one nothing is written") {
  const auto open = Ledger::in_memory();
  const auto sealed = Ledger::in_memory();
  const auto key = seal_now(*sealed);
  for (const auto* reason : {"a", "b", "c"}) CHECK(write_batch(*open, reason) == write_batch(*sealed, reason));
  CHECK(check_seals(*sealed, key).empty());
  CHECK(check_chain(*sealed).empty());
  CHECK(count(*sealed, "SELECT count(*) FROM seals") == 3);
  CHECK(count(*open, "SELECT (SELECT count(*) FROM seals) + (SELECT count(*) FROM sealing)") == 0);
  CHECK_FALSE(sealed_with(*open));
  CHECK(sealed_with(*sealed) == key.name());
  CHECK(check_seals(*open, key).english() == "the ledger is not sealed");
}

TEST_CASE("no key that a batch was sealed with is left in the file") {
  const files::TextFile file("");
  Ledger::create(file.path(), 0);
  Ledger ledger(file.path(), Ledger::Access::write, 0);
  const auto key = seal_now(ledger);
  std::vector<std::string> used;
  for (const auto* reason : {"a", "b", "c", "d"}) {
    used.push_back(present_key(ledger));
    REQUIRE(bytes_in(file.path()).find(used.back()) != std::string::npos);
    write_batch(ledger, reason);
    const auto bytes = bytes_in(file.path());
    for (const auto& each : used) {
      CHECK(each.size() == 32);
      CHECK(bytes.find(each) == std::string::npos);
    }
  }
  CHECK(used.front() == std::string(bytes_of(first_key)));
  CHECK(check_seals(ledger, key).empty());
}

TEST_CASE("a batch that is given up leaves the turn where it was") {
  const auto ledger = Ledger::in_memory();
  const auto key = seal_now(*ledger);
  write_batch(*ledger, "a");
  const auto turn = present_key(*ledger);
  {
    Transaction transaction(*ledger);
    Batch batch(*ledger, {.kind = BatchKind::night, .as_of = Day{20'000}, .recorded_at = "", .operator_name = ""});
    batch.close({});
    CHECK(present_key(*ledger) != turn);
    transaction.roll_back();
  }
  CHECK(present_key(*ledger) == turn);
  write_batch(*ledger, "b");
  CHECK(check_seals(*ledger, key).empty());
}

TEST_CASE("a seal is of one number, one hash and one turn") {
  const auto change = GENERATE("UPDATE batches SET hash = randomblob(32) WHERE id = 2",
                               "UPDATE seals SET mac = (SELECT mac FROM seals WHERE batch_id = 3) WHERE batch_id = 2",
                               "UPDATE seals SET mac = zeroblob(32) WHERE batch_id = 2",
                               "UPDATE batches SET hash = (SELECT hash FROM batches WHERE id = 1) WHERE id = 2;"
                               "UPDATE seals SET mac = (SELECT mac FROM seals WHERE batch_id = 1) WHERE batch_id = 2");
  CAPTURE(change);
  const auto ledger = Ledger::in_memory();
  const auto key = seal_now(*ledger);
  for (const auto* reason : {"a", "b", "c"}) write_batch(*ledger, reason);
  REQUIRE(check_seals(*ledger, key).empty());
  ledger->database().exec("DROP TRIGGER batches_no_update; DROP TRIGGER seals_no_update");
  ledger->database().exec(change);
  CHECK(check_seals(*ledger, key).english() == "the seal of batch 2 is not genuine");
}

TEST_CASE("a ledger that is sealed later is under the seal from its first batch on") {
  const auto ledger = Ledger::in_memory();
  write_batch(*ledger, "a");
  write_batch(*ledger, "b");
  auto key = seal_now(*ledger);
  REQUIRE(key.from);
  CHECK(key.from->batch == BatchId(2));
  CHECK(check_seals(*ledger, key).empty());
  write_batch(*ledger, "c");
  CHECK(check_seals(*ledger, key).empty());
  CHECK(count(*ledger, "SELECT min(batch_id) FROM seals") == 3);
  key.from->hash[5] ^= 1;
  CHECK(check_seals(*ledger, key).english() == "batch 2 is not the one that the key file knows");
}

TEST_CASE("sealed with another key, the first one is no longer that of the ledger") {
  const auto ledger = Ledger::in_memory();
  const auto before = seal_now(*ledger);
  write_batch(*ledger, "a");
  Hash other = first_key;
  other[0] = 99;
  const auto after = seal_now(*ledger, other);
  write_batch(*ledger, "b");
  CHECK(before.name() != after.name());
  CHECK(sealed_with(*ledger) == after.name());
  CHECK(check_seals(*ledger, after).empty());
  CHECK(check_chain(*ledger).empty());
  CHECK(check_seals(*ledger, before).english() == "the seal of batch 2 is not genuine");
}

TEST_CASE("what was seen must still be there") {
  const auto ledger = Ledger::in_memory();
  auto key = seal_now(*ledger);
  write_batch(*ledger, "a");
  key.seen = last_batch_mark(*ledger);
  CHECK(check_seals(*ledger, key).empty());
  write_batch(*ledger, "b");
  CHECK(check_seals(*ledger, key).empty());
  key.seen->hash[31] ^= 1;
  CHECK(check_seals(*ledger, key).english() == "batch 1 is not the one that the key file knows");
  key.seen = BatchMark{BatchId(3), {}};
  CHECK(check_seals(*ledger, key).english() ==
        "the last batch is 2, but batch 3 was there: the end was cut off, or an older copy put here");
}

TEST_CASE("a hash is 64 digits, and shown by 16") {
  CHECK(from_hex(to_hex(bytes_of(first_key))) == first_key);
  const auto digits = to_hex(bytes_of(first_key));
  CHECK(shown_hash(digits) == digits.substr(0, 16));
  for (const auto& wrong :
       {digits.substr(1), digits + "0", "g" + digits.substr(1), "A" + digits.substr(1), std::string()})
    CHECK_FALSE(from_hex(wrong));
}

} // namespace sealing_test
