// SPDX-License-Identifier: MIT
#include "app/trust/undo_batch.hpp"

#include "app/trust/audit.hpp"
#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"

namespace loyalty::trust_shop::undo_batch_test {
namespace {

const std::string january =
    "o1,ann,2026-01-05 10:00,60.00,paid,,\n"
    "o2,bob,2026-01-06 10:00,120.00,paid,,\n";
const std::string february =
    "o3,ann,2026-02-05 10:00,80.00,paid,,\n"
    "o4,cid,2026-02-06 10:00,40.00,paid,,\n"
    "r2,bob,2026-02-10 10:00,-50.00,refund,,o2\n";

TEST_CASE("an import undone leaves what a ledger has that never saw it") {
  Shop shop;
  shop.import(january, "2026-01-31");
  shop.night("2026-01-31");
  const auto undone = shop.import(february, "2026-02-28").receipt.batch.value();
  shop.night("2026-02-28");
  const auto whole = shop.conclusions();
  shop.undo(undone);

  Shop other;
  other.import(january, "2026-01-31");
  other.night("2026-01-31");
  other.night("2026-02-28");
  CHECK(shop.conclusions() == other.conclusions());
  CHECK(shop.night("2026-02-28").settled.entries == 0);

  SECTION("the same file can be imported again and gives the same again") {
    const auto again = shop.import(february, "2026-02-28");
    CHECK(again.added == 3);
    CHECK_FALSE(again.earlier_batch);
    shop.night("2026-02-28");
    CHECK(shop.conclusions() == whole);
    CHECK(audit(shop.ledger()).sound());
  }
}

TEST_CASE("a refund whose order was undone takes nothing back") {
  Shop shop;
  const auto first = shop.import(january, "2026-01-31").receipt.batch.value();
  shop.import(february, "2026-02-28");
  shop.night("2026-02-28");
  shop.undo(first);
  CHECK(shop.balance("bob", "2026-02-28").clawed_back == 0);
  CHECK(shop.balance("bob", "2026-02-28").debt == 0);
}

TEST_CASE("a night undone gives its days back, and running it again gives the same lines") {
  Shop shop;
  shop.import(january + february, "2026-02-28");
  shop.night("2026-01-31");
  const auto after_january = shop.conclusions();
  const auto night = shop.night("2026-02-28").receipt.batch.value();
  const auto after_february = shop.conclusions();

  const auto undone = shop.undo(night);
  CHECK(undone.settled_before == day("2026-02-28"));
  CHECK(undone.settled_after == day("2026-01-31"));
  CHECK(store::settled_through(shop.ledger()) == day("2026-01-31"));
  CHECK(shop.conclusions() == after_january);
  CHECK(audit(shop.ledger()).sound());
  shop.night("2026-02-28");
  CHECK(shop.conclusions() == after_february);
}

TEST_CASE("the only night undone leaves nothing concluded") {
  Shop shop;
  shop.import(january, "2026-01-31");
  const auto night = shop.night("2026-01-31").receipt.batch.value();
  const auto before = shop.conclusions();
  const auto undone = shop.undo(night);
  CHECK(!undone.settled_after);
  CHECK(shop.conclusions().empty());
  CHECK(audit(shop.ledger()).sound());
  shop.night("2026-01-31");
  CHECK(shop.conclusions() == before);
}

TEST_CASE("a night that later nights have walked as well changes nothing when it is undone") {
  Shop shop;
  shop.import(january + february, "2026-02-28");
  const auto first = shop.night("2026-01-31").receipt.batch.value();
  shop.night("2026-02-28");
  const auto before = shop.conclusions();
  CHECK(shop.undo(first).settled.corrected == 0);
  CHECK(shop.conclusions() == before);
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("one half undone leaves the other") {
  Shop shop;
  shop.import(january, "2026-01-31");
  shop.night(day("2026-01-31"), {.points = false, .tiers = true});
  const auto tiers_only = shop.conclusions();
  const auto points = shop.night(day("2026-01-31"), {.points = true, .tiers = false}).receipt.batch.value();
  const auto both = shop.conclusions();
  shop.undo(points);
  CHECK(shop.conclusions() == tiers_only);
  shop.night("2026-01-31");
  CHECK(shop.conclusions() == both);
}

TEST_CASE("a program that came with the batch no longer rules") {
  Shop shop;
  shop.import(january, "2026-01-31");
  shop.night("2026-01-31");
  shop.import(february, "2026-02-28");
  auto doubled = program_text;
  doubled.replace(doubled.find("points = 1, per = \"10.00\""), 10, "points = 5");
  const auto night =
      run_nightly({.ledger = shop.ledger(), .as_of = day("2026-02-28"), .currency = cny}, {"loyalty.toml", doubled});
  CHECK(shop.balance("cid", "2026-02-28").earned == 20);
  shop.undo(night.receipt.batch.value());
  shop.night("2026-02-28");
  CHECK(shop.balance("cid", "2026-02-28").earned == 4);
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("points redeemed by hand come back") {
  Shop shop;
  shop.import(january, "2026-01-31");
  shop.night("2026-01-31");
  const auto before = shop.balance("bob", "2026-02-05");
  shop.by_hand(ActKind::redeem, "bob", 10, day("2026-02-05"));
  CHECK(shop.balance("bob", "2026-02-05").balance == before.balance - 10);
  shop.undo(BatchId(3));
  CHECK(shop.balance("bob", "2026-02-05").balance == before.balance);
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("a night undone never gives points back that were redeemed by hand") {
  Shop shop;
  shop.import(january, "2026-01-31");
  const auto night = shop.night("2026-01-31").receipt.batch.value();
  shop.by_hand(ActKind::redeem, "bob", 10, day("2026-02-05"));
  shop.undo(night);
  CHECK(shop.balance("bob", "2026-02-05").redeemed == 10);
  CHECK(shop.balance("ann", "2026-02-05").earned == 0);
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("the preview names points already spent and the debt that arises") {
  Shop shop;
  const auto batch = shop.import(january, "2026-01-31").receipt.batch.value();
  shop.night("2026-01-31");
  shop.by_hand(ActKind::redeem, "bob", 10, day("2026-02-05"));
  const auto lines = shop.conclusions();
  const auto preview = shop.undo(batch, true);
  CHECK(preview.contents.orders == 2);
  CHECK(preview.spending.spent == 10);
  CHECK(preview.spending.spenders == 1);
  CHECK(preview.spending.debt == 10);
  CHECK(preview.spending.debtors == 1);

  CHECK(shop.conclusions() == lines);
  CHECK(shop.ledger().undone().empty());
  CHECK(store::batches(shop.ledger()).size() == 3);
}

TEST_CASE("what cannot be undone is refused") {
  Shop shop;
  const auto batch = shop.import(january, "2026-01-31").receipt.batch.value();
  const auto undoing = shop.undo(batch).receipt.batch.value();
  CHECK_THROWS_AS(shop.undo(batch), Error);
  CHECK_THROWS_AS(shop.undo(undoing), Error);
  CHECK_THROWS_AS(shop.undo(BatchId(17)), Error);
  CHECK(store::batches(shop.ledger()).size() == 2);
}

} // namespace
} // namespace loyalty::trust_shop::undo_batch_test
