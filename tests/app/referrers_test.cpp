// SPDX-License-Identifier: MIT
#include <string>

#include "app/member_shop.hpp"
#include "catch.hpp"

namespace referrers_test {

namespace {

using namespace loyalty;
using namespace loyalty::member_shop;

TEST_CASE("the first order of a new member says who brought them, wherever it stands in the file") {
  Shop shop;
  const auto result = shop.orders(
      "3,B,2026-01-20,10.00,paid,C,,\n"
      "2,B,2026-01-10,10.00,paid,A,,\n"
      "1,A,2026-01-01,10.00,paid,,,\n"
      "4,C,2026-01-01,10.00,paid,,,\n"
      "5,C,2026-01-02,10.00,paid,A,,\n");
  CHECK(result.added == 5);
  CHECK(result.notes.empty());
  CHECK(shop.state("B", "2026-01-31").inviter == shop.id("A"));
  CHECK(!shop.state("B", "2026-01-09").inviter);
  CHECK(!shop.state("C", "2026-01-31").inviter);
}

TEST_CASE("a referrer who cannot be is a note, and the order goes in all the same") {
  Shop shop;
  shop.add("A");
  shop.add("B", {.inviter = "A"});
  struct Case {
    std::string row;
    std::string note;
  };
  const auto [row, note] = GENERATE(values<Case>({
      {"1,M1,2026-01-02,10.00,paid,M1,,\n",
       "M1 cannot refer themselves: the order is in, but nobody is rewarded for referring them"},
      {"1,M1,2026-01-02,10.00,paid,M9,,\n", "the inviter of M1, M9, is not a member"},
      {"1,A,2026-01-02,10.00,paid,B,,\n",
       "B was referred by A, directly or through others: the order is in, but nobody is rewarded for referring them"},
      {"1,B,2026-01-02,10.00,paid,M1,,\n2,M1,2026-01-02,10.00,paid,,,\n",
       "B was already referred by another member: the order is in, but nobody is rewarded for referring them"},
      {"1,M1,2026-01-02,10.00,paid,M2,,\n2,M2,2026-01-02,10.00,paid,M1,,\n",
       "M1 was referred by M2, directly or through others: the order is in, but nobody is rewarded for referring them"},
  }));
  CAPTURE(row);
  const auto result = shop.orders(row);
  CHECK(result.rejected.empty());
  CHECK(result.added >= 1);
  REQUIRE(result.notes.size() == 1);
  CHECK(result.notes[0].english() == note);
}

TEST_CASE("an old buyer was brought by nobody, and an undone import says again who brought whom") {
  Shop shop;
  const std::string first = "1,A,2026-01-01,10.00,paid,,,\n2,B,2026-01-02,10.00,paid,A,,\n";
  const auto batch = shop.orders(first).receipt.batch.value();
  CHECK(shop.orders("3,A,2026-01-09,10.00,paid,B,,\n").notes.size() == 1);
  CHECK(shop.orders("4,B,2026-01-09,10.00,paid,A,,\n").notes.empty());
  CHECK(shop.acts(ActKind::invite).size() == 1);
  shop.undo(batch);
  CHECK(shop.acts(ActKind::invite).empty());
}

TEST_CASE("importing an undone file again notes the inviter again") {
  Shop shop;
  const std::string first = "1,A,2026-01-01,10.00,paid,,,\n2,B,2026-01-02,10.00,paid,A,,\n";
  shop.undo(shop.orders(first).receipt.batch.value());
  CHECK(shop.orders(first).notes.empty());
  CHECK(shop.state("B", "2026-01-31").inviter == shop.id("A"));
}

TEST_CASE("what the wallet paid of an order is kept with it") {
  Shop shop;
  shop.orders("1,A,2026-01-01,10.00,paid,,4.00,\n2,A,2026-01-02,10.00,paid,,,\n");
  auto& database = shop.ledger->database();
  CHECK(database.execAndGet("SELECT count(*) FROM order_details").getInt() == 1);
  CHECK(database.execAndGet("SELECT wallet FROM order_details").getInt() == 400);
}

} // namespace

} // namespace referrers_test
