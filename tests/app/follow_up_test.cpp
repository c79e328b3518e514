// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"

namespace follow_up_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;

namespace {

const std::string program_text = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
[[coupon]]
id = "second"
name = "For the second order"
off = "10.00"
min_spend = "50.00"
valid = "30 days"
on_return = "demand"
issue = { on = "order", number = 2 }
[[coupon]]
id = "stays"
name = "Used up, whatever comes back"
off = "5.00"
release = false
issue = { on = "order", number = 1 }
[[group]]
id = "vip"
name = "VIP"
when = { spend = "100.00" }
)";

/// Ann has bought twice and holds a voucher for the second order.
Shop shop_with_voucher() {
  Shop shop(program_text);
  shop.orders("2026-01-02", "R1,ann,2026-01-01,20.00,paid,,,\nR2,ann,2026-01-02,30.00,paid,,,\n");
  shop.night("2026-01-02");
  return shop;
}

const std::string stays = "ann stays 2026-01-01, 5.00, by itself: order 1";
const std::string second = "ann second 2026-01-02 until 2026-01-31, 10.00, by itself: order 2";

} // namespace

TEST_CASE("a voucher comes on the day of its occasion, once however often the night runs") {
  auto shop = shop_with_voucher();
  CHECK(shop.vouchers() == Lines{stays, second});
  CHECK_FALSE(shop.night("2026-01-02").receipt.batch);
  CHECK(shop.night("2026-01-03").settled.followed.vouchers == 0);
  CHECK(shop.vouchers() == Lines{stays, second});
}

TEST_CASE("vouchers of missed nights are issued with their own days, and those that are over already are told") {
  Shop shop(program_text);
  shop.orders("2026-03-01", "R1,ann,2026-01-01,20.00,paid,,,\nR2,ann,2026-01-02,30.00,paid,,,\n");
  const auto followed = shop.night("2026-03-01").settled.followed;
  CHECK(followed.vouchers == 2);
  CHECK(followed.over == 1);
  CHECK(shop.vouchers() == Lines{stays, second});
}

TEST_CASE("a refund that undoes the occasion makes the voucher void, and reaching it again brings another") {
  auto shop = shop_with_voucher();
  shop.orders("2026-01-05", "B1,ann,2026-01-05,-20.00,refund,R1,,\n");
  CHECK(shop.night("2026-01-05").settled.followed.called_off == 1);
  shop.orders("2026-01-08", "R3,ann,2026-01-08,60.00,paid,,,\n");
  shop.night("2026-01-08");
  CHECK(shop.vouchers() == Lines{stays, second + "; voided 2026-01-05",
                                 "ann second 2026-01-08 until 2026-02-06, 10.00, by itself: order 2, again 1"});
  CHECK_FALSE(shop.night("2026-01-08").receipt.batch);
}

TEST_CASE("a voucher that was used by then stays used, and what it gave is to be collected") {
  auto shop = shop_with_voucher();
  shop.use("2026-01-03", "ann", "second", "80.00", "R3");
  shop.orders("2026-01-05",
              "R3,ann,2026-01-03,70.00,paid,,,\nB1,ann,2026-01-05,-20.00,refund,R1,,\n"
              "B2,ann,2026-01-05,-30.00,refund,R2,,\n");
  const auto followed = shop.night("2026-01-05").settled.followed;
  CHECK(followed.called_off == 0);
  CHECK(followed.to_collect == 1);
  CHECK(shop.vouchers() == Lines{stays, second + "; redeemed 2026-01-03 for R3; demanded 10.00 2026-01-05"});
}

TEST_CASE("a cancelled order releases its voucher, if the coupon says so, once") {
  auto shop = shop_with_voucher();
  shop.use("2026-01-03", "ann", "second", "80.00", "R3");
  shop.use("2026-01-04", "ann", "stays", "80.00", "R4");
  shop.orders("2026-01-04", "R3,ann,2026-01-03,70.00,paid,,,\nR4,ann,2026-01-04,75.00,paid,,,\n");
  shop.night("2026-01-04");
  shop.orders("2026-01-06", "B3,ann,2026-01-06,-70.00,refund,R3,,\nB4,ann,2026-01-06,-75.00,refund,R4,,\n");
  CHECK(shop.night("2026-01-06").settled.followed.released == 1);
  const Lines after{stays + "; redeemed 2026-01-04 for R4",
                    second + "; redeemed 2026-01-03 for R3; released 2026-01-06"};
  CHECK(shop.vouchers() == after);
  shop.orders("2026-01-07", "R5,ann,2026-01-07,1.00,paid,,,\n");
  CHECK(shop.night("2026-01-07").settled.followed.released == 0);
  CHECK(shop.vouchers() == after);
}

TEST_CASE("an order that was never paid and is cancelled releases its voucher too") {
  auto shop = shop_with_voucher();
  shop.use("2026-01-03", "ann", "second", "80.00", "R3");
  shop.orders("2026-01-03", "R3,ann,2026-01-03,70.00,unpaid,,,\n");
  shop.night("2026-01-03");
  CHECK(shop.vouchers().back() == second + "; redeemed 2026-01-03 for R3");
  shop.orders("2026-01-05", "R3,ann,2026-01-03,70.00,cancelled,,,\n");
  shop.night("2026-01-05");
  CHECK(shop.vouchers().back() == second + "; redeemed 2026-01-03 for R3; released 2026-01-05");
}

TEST_CASE("a released voucher that was used again is judged by its new order") {
  auto shop = shop_with_voucher();
  shop.use("2026-01-03", "ann", "second", "80.00", "R3");
  shop.orders("2026-01-04", "R3,ann,2026-01-03,70.00,paid,,,\nB3,ann,2026-01-04,-70.00,refund,R3,,\n");
  shop.night("2026-01-04");
  shop.use("2026-01-05", "ann", "second", "90.00", "R4");
  shop.orders("2026-01-05", "R4,ann,2026-01-05,80.00,paid,,,\n");
  CHECK(shop.night("2026-01-05").settled.followed.released == 0);
  const auto used = second + "; redeemed 2026-01-03 for R3; released 2026-01-04; redeemed 2026-01-05 for R4";
  CHECK(shop.vouchers().back() == used);
  shop.orders("2026-01-06", "B4,ann,2026-01-06,-80.00,refund,R4,,\n");
  shop.night("2026-01-06");
  CHECK(shop.vouchers().back() == used + "; released 2026-01-06");
}

TEST_CASE("a return that leaves less than the minimum spend demands of the discount what the rest had of it") {
  auto shop = shop_with_voucher();
  shop.use("2026-01-03", "ann", "second", "80.00", "R3");
  shop.orders("2026-01-03", "R3,ann,2026-01-03,70.00,paid,,,\n");
  shop.night("2026-01-03");
  // 43.75 of the 70.00 that were paid remain: 50.00 before the discount, which is the minimum.
  shop.orders("2026-01-04", "B1,ann,2026-01-04,-26.25,refund,R3,,\n");
  CHECK(shop.night("2026-01-04").settled.followed.demanded == 0);
  shop.orders("2026-01-05", "B2,ann,2026-01-05,-0.02,refund,R3,,\n");
  CHECK(shop.night("2026-01-05").settled.followed.demanded == 1);
  shop.orders("2026-01-06", "B3,ann,2026-01-06,-7.00,refund,R3,,\n");
  const auto followed = shop.night("2026-01-06").settled.followed;
  CHECK(followed.demanded == 0);
  CHECK(followed.given_back == 1);
  CHECK(shop.vouchers().back() ==
        second + "; redeemed 2026-01-03 for R3; demanded 6.25 2026-01-05; demanded -1.00 2026-01-06");
}

TEST_CASE("undoing a night takes its vouchers with it, and the next night issues them anew") {
  Shop shop(program_text);
  shop.orders("2026-01-02", "R1,ann,2026-01-01,20.00,paid,,,\nR2,ann,2026-01-02,30.00,paid,,,\n");
  const auto night = shop.night("2026-01-02").receipt.batch;
  REQUIRE(night);
  shop.undo(*night, "2026-01-02");
  CHECK(shop.vouchers().empty());
  shop.night("2026-01-02");
  CHECK(shop.vouchers() == Lines{stays, second});
}

TEST_CASE("undoing an import calls off the vouchers that followed, and importing again brings them again") {
  Shop shop(program_text);
  const std::string rows = "R1,ann,2026-01-01,20.00,paid,,,\nR2,ann,2026-01-02,90.00,paid,,,\n";
  const auto import = shop.orders("2026-01-02", rows).receipt.batch;
  REQUIRE(import);
  shop.night("2026-01-02");
  const auto before = shop.books();
  CHECK(shop.rosters() == Lines{"ann 2026-01-02 into vip"});
  shop.undo(*import, "2026-01-03");
  const auto off = Lines{stays + "; voided 2026-01-03", second + "; voided 2026-01-03"};
  CHECK(shop.vouchers() == off);
  shop.night("2026-01-03");
  CHECK(shop.books().empty());
  CHECK(shop.vouchers() == off);
  CHECK(shop.rosters() == Lines{"ann 2026-01-02 into vip", "ann 2026-01-03 out of vip"});
  shop.orders("2026-01-04", rows);
  shop.night("2026-01-04");
  CHECK(shop.books() == before);
  CHECK(shop.vouchers() == Lines{off[0], off[1], stays, second});
  CHECK(shop.rosters().back() == "ann 2026-01-04 into vip");
  CHECK_FALSE(shop.night("2026-01-04").receipt.batch);
}

TEST_CASE("a budget in number ends for the same members, whether nights were missed or not") {
  const std::string text =
      "[program]\nname = \"shop\"\n[[coupon]]\nid = \"few\"\nname = \"Few\"\noff = \"5.00\"\n"
      "budget = { vouchers = 3 }\nissue = { on = \"order\", number = 1 }\n";
  // Members are numbered in another order than that of their first orders.
  const std::string rows =
      "R1,dan,2026-01-04,1.00,paid,,,\nR2,cat,2026-01-03,1.00,paid,,,\nR3,ann,2026-01-02,1.00,paid,,,\n"
      "R4,ben,2026-01-02,1.00,paid,,,\n";
  Shop nightly(text), once(text);
  nightly.orders("2026-01-01", rows);
  once.orders("2026-01-01", rows);
  for (const char* on : {"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"}) nightly.night(on);
  const auto followed = once.night("2026-01-04").settled.followed;
  CHECK(followed.vouchers == 3);
  CHECK(followed.left_out == 1);
  CHECK(once.vouchers() == Lines{"cat few 2026-01-03, 5.00, by itself: order 1",
                                 "ann few 2026-01-02, 5.00, by itself: order 1",
                                 "ben few 2026-01-02, 5.00, by itself: order 1"});
  CHECK(nightly.vouchers() == once.vouchers());
}

TEST_CASE("a budget in money stops vouchers from the day on which it is spent") {
  const std::string text =
      "[program]\nname = \"shop\"\n[[coupon]]\nid = \"few\"\nname = \"Few\"\noff = \"5.00\"\n"
      "budget = { amount = \"5.00\" }\nissue = { on = \"order\", number = 1 }\n";
  const auto live = [&](Shop& shop, bool every_night) {
    shop.orders("2026-01-01", "R0,zoe,2026-01-01,1.00,paid,,,\n");
    shop.night("2026-01-01");
    shop.orders("2026-01-02", "R1,ann,2026-01-02,1.00,paid,,,\n");
    if (every_night) shop.night("2026-01-02");
    shop.use("2026-01-03", "zoe", "few", "20.00", "R9");
    if (every_night) shop.night("2026-01-03");
    shop.orders("2026-01-04", "R2,ben,2026-01-04,1.00,paid,,,\n");
    shop.night("2026-01-04");
  };
  Shop nightly(text), seldom(text);
  live(nightly, true);
  live(seldom, false);
  CHECK(nightly.vouchers() == Lines{"zoe few 2026-01-01, 5.00, by itself: order 1; redeemed 2026-01-03 for R9",
                                    "ann few 2026-01-02, 5.00, by itself: order 1"});
  CHECK(seldom.vouchers() == nightly.vouchers());
}

} // namespace follow_up_test
