// SPDX-License-Identifier: MIT
#include "app/trust/audit.hpp"

#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/conservation.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::trust_shop::audit_test {
namespace {

using Outcome = Check::Outcome;

Shop settled_shop() {
  Shop shop;
  shop.import(
      "o1,ann,2026-01-05 10:00,60.00,paid,,\n"
      "o2,bob,2026-01-06 10:00,120.00,paid,,\n"
      "r2,bob,2026-01-20 10:00,-50.00,refund,,o2\n",
      "2026-01-31");
  shop.night("2026-01-31");
  return shop;
}

Check check(Shop& shop, std::string_view name) {
  for (auto& each : audit(shop.ledger()).checks)
    if (each.name == name) return each;
  return {};
}

TEST_CASE("a ledger nobody touched passes") {
  auto shop = settled_shop();
  const auto result = audit(shop.ledger());
  REQUIRE(result.checks.size() == 6);
  for (const auto& each : result.checks) {
    CAPTURE(each.name);
    CHECK(each.result.english() == "ok");
  }
  CHECK(result.sound());
  CHECK(result.head == store::head(shop.ledger()));
}

TEST_CASE("an empty ledger passes") {
  Shop shop;
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("late facts wait for the next night and are no damage") {
  auto shop = settled_shop();
  shop.import("o9,ann,2026-01-02 10:00,500.00,paid,,\n", "2026-02-01");
  CHECK(check(shop, "conclusions").result.english() == "ok; members to process in the next run: 1");
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("a changed order amount is found") {
  auto shop = settled_shop();
  shop.tamper("orders", "UPDATE orders SET amount = 70000 WHERE order_no = 'o1'");
  CHECK(check(shop, "chain").result.english() == "the rows of batch 1 are not those that were written");
  CHECK(check(shop, "conclusions").result.english() ==
        "member ann: entry 1 says: earned 6 on 2026-01-05; it should say: earned 70 on 2026-01-05");
  CHECK_FALSE(audit(shop.ledger()).sound());
}

TEST_CASE("a change of any column of a gift card, of what it paid, or of a closing is found, and its batch named") {
  struct Edited {
    const char* table;
    const char* where;
    int batch;
  };
  for (const auto& [table, where, batch] :
       {Edited{"cards", "1", 3}, Edited{"card_moves", "1", 3}, Edited{"acts", "kind = 29", 4}}) {
    std::vector<std::string> columns;
    {
      Shop shop;
      store::Cursor rows(shop.ledger().database(), std::string("SELECT name FROM pragma_table_info('") + table + "')");
      while (rows.next()) columns.push_back(rows.string(store::only));
    }
    REQUIRE(columns.size() > 8);
    for (const auto& column : columns) {
      CAPTURE(table, column);
      auto shop = settled_shop();
      shop.sell_card("2026-01-31");
      shop.close("bob", "2026-01-31");
      REQUIRE(check(shop, "chain").result.english() == "ok");
      shop.tamper(table, std::string("UPDATE ") + table + " SET " + column + " = CASE typeof(" + column +
                             ") WHEN 'integer' THEN " + column + " + 1 WHEN 'text' THEN " + column +
                             " || 'x' ELSE 1 END WHERE " + where);
      const auto found = check(shop, "chain");
      CHECK((found.outcome == Outcome::failed));
      if (column != "batch_id")
        CHECK(found.result.english() ==
              "the rows of batch " + std::to_string(batch) + " are not those that were written");
    }
    auto shop = settled_shop();
    shop.sell_card("2026-01-31");
    shop.close("bob", "2026-01-31");
    shop.tamper(table, std::string("DELETE FROM ") + table + " WHERE " + where);
    CHECK((check(shop, "chain").outcome == Outcome::failed));
  }
}

TEST_CASE("a changed entry is found") {
  auto shop = settled_shop();
  shop.tamper("entries", "UPDATE entries SET points = 1000 WHERE member_id = 1 AND entry_no = 1");
  CHECK(check(shop, "chain").result.english() == "the rows of batch 2 are not those that were written");
  CHECK(check(shop, "conclusions").result.english() ==
        "member ann: entry 1 says: earned 1000 on 2026-01-05; it should say: earned 6 on 2026-01-05");
}

TEST_CASE("a deleted entry is found") {
  auto shop = settled_shop();
  shop.tamper("entries", "DELETE FROM entries WHERE member_id = 2 AND kind = 5");
  CHECK(check(shop, "chain").result.english() == "the rows of batch 2 are not those that were written");
  CHECK(check(shop, "conclusions").result.english() == "member bob: no entry says: deducted 5 on 2026-01-20");
}

TEST_CASE("an added entry is found") {
  auto shop = settled_shop();
  shop.tamper("entries",
              "INSERT INTO entries SELECT member_id, 90, batch_id, day, kind, 500, NULL, order_id, act_id, held_days, "
              "last_day, base, terms_id, NULL FROM entries WHERE member_id = 1 AND entry_no = 1");
  CHECK(check(shop, "chain").outcome == Outcome::failed);
  CHECK(check(shop, "conclusions").result.english() ==
        "member ann: entry 90 follows from nothing: earned 500 on 2026-01-05");
}

TEST_CASE("an entry of a member of whom nothing is known is found") {
  auto shop = settled_shop();
  shop.tamper("entries",
              "INSERT INTO entries SELECT 4000000000000, 1, batch_id, day, kind, points, lot, order_id, act_id, "
              "held_days, last_day, base, terms_id, reverses FROM entries WHERE member_id = 1 AND entry_no = 1");
  CHECK(check(shop, "conclusions").result.english() ==
        "member number 4000000000000: entry 1 follows from nothing: earned 6 on 2026-01-05");
}

TEST_CASE("a changed tier is found") {
  auto shop = settled_shop();
  shop.tamper("tier_changes", "UPDATE tier_changes SET tier = 'gold' WHERE member_id = 2");
  CHECK(check(shop, "chain").outcome == Outcome::failed);
  CHECK(check(shop, "conclusions").outcome == Outcome::failed);
}

TEST_CASE("a day that the next night would pass over is found") {
  auto shop = settled_shop();
  shop.ledger().database().exec("UPDATE settlements SET points_due_on = 99999 WHERE member_id = 1");
  CHECK(check(shop, "conclusions").result.english() == "member ann: the next run-nightly would skip 2026-07-05");
}

TEST_CASE("a member at whom no night would look is found, before the first night too") {
  auto shop = settled_shop();
  shop.ledger().database().exec("DELETE FROM settlements WHERE member_id = 1");
  CHECK(check(shop, "conclusions").outcome == Outcome::failed);
  shop.import("o3,cy,2026-02-05 10:00,60.00,paid,,\n", "2026-02-28");
  shop.ledger().database().exec("UPDATE settlements SET points_due_on = 99999 WHERE member_id = 3");
  CHECK(check(shop, "conclusions").outcome == Outcome::failed);
}

TEST_CASE("points that came from nowhere are found") {
  const Entry earned{.day = day("2026-01-05"), .kind = EntryKind::earn, .points = 10};
  const Entry spent{.day = day("2026-01-06"), .kind = EntryKind::redeem, .points = 4, .lot = 1};
  auto cancelled = spent;
  cancelled.points = -4;
  cancelled.reverses = 2;
  using Lines = std::vector<NumberedEntry>;
  CHECK(points_missing(Lines{{1, earned}, {2, spent}, {3, cancelled}, {4, spent}}).empty());
  CHECK(points_missing(Lines{{1, earned}, {2, spent}, {3, spent}, {4, spent}}).english() ==
        "entry 1 brought 10 points, of which -2 are left");
  CHECK(points_missing(Lines{{1, earned}, {2, spent}, {3, cancelled}, {4, cancelled}}).english() ==
        "entry 4 reverses entry 2, which does not stand");
  CHECK(points_missing(Lines{{2, spent}}).english() == "entry 2 draws on the points of entry 1, which does not exist");
  cancelled.points = -5;
  CHECK(points_missing(Lines{{1, earned}, {2, spent}, {3, cancelled}}).english() ==
        "entry 3 is not the opposite of entry 2");
}

TEST_CASE("a clock that went back is a warning") {
  auto shop = settled_shop();
  run_nightly(
      {.ledger = shop.ledger(), .as_of = day("2026-02-01"), .currency = cny, .recorded_at = "2025-12-31T00:00:00Z"},
      {"loyalty.toml", program_text});
  const auto clock = check(shop, "clock");
  CHECK(clock.outcome == Outcome::warned);
  CHECK(clock.result.english().starts_with("warning: batch 3 "));
  CHECK(audit(shop.ledger()).sound());
}

TEST_CASE("a head that the owner noted must be part of the chain") {
  auto shop = settled_shop();
  const auto noted = store::head(shop.ledger());
  shop.night("2026-02-28");
  CHECK(audit(shop.ledger(), noted).checks.back().result.english().starts_with("ok: batch 2 "));
  CHECK(audit(shop.ledger(), noted.substr(0, 16)).checks.back().result.english().starts_with("ok: batch 2 "));
  // As earlier versions printed it.
  for (const std::size_t digits : {12U, 15U}) {
    const auto few = audit(shop.ledger(), noted.substr(0, digits));
    CHECK(few.sound());
    CHECK(few.checks.back().result.english().starts_with("warning: batch 2 of "));
    CHECK(few.checks.back().result.english().ends_with(": note 16"));
  }
  const auto other = audit(shop.ledger(), "000000000000");
  CHECK(other.checks.back().result.english() == "no batch has the hash 000000000000");
  CHECK_FALSE(other.sound());
  CHECK_THROWS_AS(audit(shop.ledger(), noted.substr(0, 11)), Error);
  CHECK_THROWS_AS(audit(shop.ledger(), "not a hash"), Error);
}

} // namespace
} // namespace loyalty::trust_shop::audit_test
