// SPDX-License-Identifier: MIT
//
// What a ledger remembers of itself is forgotten once anything is written.

#include <fmt/format.h>

#include "catch.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/tables.hpp"
#include "store/programs.hpp"

namespace loyalty::store::remembered_test {
namespace {

constexpr auto a_birthday =
    "INSERT INTO birthdays (member_id, known_on, birthday, batch_id) VALUES (1, 20000, 7000, 1)";

void keep_program(Ledger& ledger, std::string_view text) {
  ledger.database().exec(
      fmt::format("INSERT INTO programs (from_day, digest, currency, timezone, text, batch_id) "
                  "VALUES (0, '{}', 'CNY', 'Asia/Shanghai', '{}', 1)",
                  program_digest(text), text));
}

TEST_CASE("a table is empty until a row is written, and again where that is given up") {
  const auto ledger = Ledger::in_memory();
  CHECK(ledger->is_empty(tables::birthdays));
  {
    Transaction transaction(*ledger);
    CHECK(ledger->is_empty(tables::birthdays));
    ledger->database().exec(a_birthday);
    CHECK(!ledger->is_empty(tables::birthdays));
    transaction.roll_back();
  }
  CHECK(ledger->is_empty(tables::birthdays));
  ledger->database().exec(a_birthday);
  CHECK(!ledger->is_empty(tables::birthdays));
  CHECK(ledger->is_empty(tables::acts));
}

TEST_CASE("the versions of the program are those that count now") {
  const auto ledger = Ledger::in_memory();
  CHECK(program_versions(*ledger).empty());
  keep_program(*ledger, "[program]");
  CHECK(program_versions(*ledger).size() == 1);
  keep_program(*ledger, "[points]");
  REQUIRE(program_versions(*ledger).size() == 2);
  CHECK(program_versions(*ledger).back().text == "[points]");
  ledger->leave_out(BatchId(1));
  CHECK(program_versions(*ledger).empty());
  ledger->load_undone();
  CHECK(program_versions(*ledger).size() == 2);
}

} // namespace
} // namespace loyalty::store::remembered_test
