// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>

#include "app/coupon_shop.hpp"
#include "app/coupons/void_coupon.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/chain.hpp"

namespace app_coupons_test {

using namespace loyalty;
using namespace loyalty::app;
using namespace loyalty::reports;
using namespace loyalty::shop;
using namespace loyalty::coupon_shop;

namespace {

std::vector<std::string> names(const IssueResult& result) {
  std::vector<std::string> all;
  for (const auto& refused : result.refused) all.push_back(refused.member + " " + std::string(to_string(refused.why)));
  return all;
}

using Strings = std::vector<std::string>;

} // namespace

TEST_CASE("a voucher is issued once per member and day, or per key") {
  Shop shop;
  const auto first = shop.issue("2026-06-10", {.coupon = "newcomer", .members = {"a"}});
  REQUIRE(first.issued.size() == 1);
  CHECK(check_code(first.issued[0].code) == first.issued[0].code);
  CHECK(first.issued[0].member == "a");
  CHECK(to_string(first.issued[0].last_day) == "2026-07-09");
  CHECK(first.receipt.batch);

  const auto second = shop.issue("2026-06-10", {.coupon = "newcomer", .members = {"a"}});
  CHECK(second.issued.empty());
  CHECK(second.already.at(0).code == first.issued[0].code);
  CHECK_FALSE(second.receipt.batch);

  CHECK(shop.issue("2026-06-11", {.coupon = "newcomer", .members = {"a"}}).issued.size() == 1);
  CHECK(shop.issue("2026-06-10", {.coupon = "newcomer", .members = {"a"}, .again = true}).issued.size() == 1);
  CHECK(shop.issue("2026-06-10", {.coupon = "newcomer", .members = {"a"}, .key = "fair"}).issued.size() == 1);
  CHECK(shop.issue("2026-09-10", {.coupon = "newcomer", .members = {"a"}, .key = "fair"}).already.size() == 1);
  CHECK(store::check_chain(*shop.ledger).empty());
}

TEST_CASE("a list: the refused are named, the others go in") {
  Shop shop;
  const auto result =
      shop.issue("2026-06-10", {.coupon = "half", .members = {"a", "b", "nobody", "c", "b"}, .list = true});
  CHECK(result.issued.size() == 2);
  CHECK(names(result) == Strings{"a wrong_audience", "nobody member_not_found"});
  const auto later = shop.issue("2026-06-30", {.coupon = "half", .members = {"b"}});
  CHECK(names(later) == Strings{"b member_limit_reached"});
  CHECK(shop.issue("2026-07-01", {.coupon = "half", .members = {"b"}}).issued.size() == 1);
  CHECK(names(shop.issue("2026-05-31", {.coupon = "half", .members = {"b"}})) == Strings{"b wrong_audience"});
}

TEST_CASE("all who hold a tier on the day") {
  Shop shop;
  CHECK(shop.issue("2026-05-31", {.coupon = "newcomer", .who = Shop::holders({"silver", "gold"})}).issued.empty());
  const auto result = shop.issue("2026-06-10", {.coupon = "newcomer", .who = Shop::holders({"silver", "gold"})});
  REQUIRE(result.issued.size() == 2);
  CHECK(result.issued[0].member == "b");
  CHECK(result.issued[1].member == "c");
  CHECK(shop.issue("2026-06-10", {.coupon = "newcomer", .who = Shop::holders({"gold"})}).already.size() == 1);
}

TEST_CASE("unknown coupons and members stop the run") {
  Shop shop;
  const auto hint = [&](IssueRequest request) {
    try {
      shop.issue("2026-06-10", std::move(request));
    } catch (const Error& error) {
      CHECK(error.failure == Failure::refused);
      return error.hint.english();
    }
    return std::string("no error");
  };
  CHECK(hint({.coupon = "newcomr", .members = {"a"}}) == "did you mean newcomer?");
  CHECK(hint({.coupon = "xyz", .members = {"a"}}) == "it has: newcomer, half, live");
  CHECK(hint({.coupon = "half", .members = {"A"}}) == "did you mean a?");
}

TEST_CASE("budgets stop issuing and redeeming") {
  Shop shop;
  const auto all = shop.issue("2026-06-10", {.coupon = "live", .members = {"a", "b", "c"}, .list = true});
  CHECK(all.issued.size() == 3);
  CHECK(names(shop.issue("2026-06-11", {.coupon = "live", .members = {"a"}})) == Strings{"a voucher_budget_spent"});
  CHECK_FALSE(shop.redeem("2026-06-10", {all.issued[0].code, {2000}}).refused);
  CHECK_FALSE(shop.redeem("2026-06-10", {all.issued[1].code, {2000}}).refused);
  CHECK(shop.redeem("2026-06-10", {all.issued[2].code, {2000}}).refused == Refusal::money_budget_spent);
  CHECK_FALSE(shop.redeem("2026-06-10", {all.issued[2].code, {200}}).refused);
}

TEST_CASE("redeeming takes the discount off once") {
  Shop shop;
  const auto code = shop.code("2026-06-10", "newcomer", "a");
  CHECK(shop.redeem("2026-06-10", {code, {5899}}).refused == Refusal::below_minimum_spend);
  CHECK(shop.redeem("2026-06-09", {code, {12'800}}).refused == Refusal::voucher_not_found);
  CHECK(shop.redeem("2026-07-10", {code, {12'800}}).refused == Refusal::expired);
  CHECK(shop.redeem("2026-06-10", {code, {12'800}, "", "b"}).refused == Refusal::wrong_member);

  const auto used = shop.redeem("2026-06-12", {code, {12'800}, "O1", "a"});
  CHECK_FALSE(used.refused);
  CHECK(used.discount == Money{1000});
  CHECK(used.to_pay == Money{11'800});
  CHECK(used.member == "a");
  CHECK(used.receipt.batch);

  const auto repeated = shop.redeem("2026-06-13", {code, {12'800}, "O1"});
  CHECK(repeated.already);
  CHECK_FALSE(repeated.refused);
  CHECK_FALSE(repeated.receipt.batch);
  CHECK(shop.redeem("2026-06-12", {code, {12'900}, "O1"}).refused == Refusal::already_redeemed);
  CHECK(shop.redeem("2026-06-12", {code, {12'800}, "O2"}).refused == Refusal::already_redeemed);
  CHECK(shop.redeem("2026-06-10", {code, {12'800}}).refused == Refusal::already_redeemed);

  const auto other = shop.code("2026-06-10", "newcomer", "b");
  CHECK(shop.redeem("2026-06-12", {other, {12'800}, "O1"}).refused == Refusal::order_already_used);
  CHECK(store::check_chain(*shop.ledger).empty());

  shop.undo(*used.receipt.batch);
  CHECK_FALSE(shop.redeem("2026-06-12", {other, {12'800}, "O1"}).refused);
  CHECK_FALSE(shop.redeem("2026-06-12", {code, {12'800}, "O2"}).refused);
}

TEST_CASE("terms stay as they were issued") {
  Shop shop;
  const auto code = shop.code("2026-06-10", "half", "b");
  auto cheaper = std::string(program_text);
  cheaper.replace(cheaper.find("\"50%\""), 5, "\"10%\"");
  issue_coupon(shop.context("2026-06-11"), {"loyalty.toml", cheaper}, {.coupon = "newcomer", .members = {"a"}});
  CHECK(shop.redeem("2026-06-12", {code, {8001}}).discount == Money{4001});
}

TEST_CASE("mistyped and unknown codes") {
  Shop shop;
  auto code = shop.code("2026-06-10", "newcomer", "a");
  const auto unlike = std::adjacent_find(code.begin(), code.end(), std::not_equal_to<>());
  std::iter_swap(unlike, unlike + 1);
  CHECK(shop.redeem("2026-06-10", {code, {12'800}}).refused == Refusal::code_mistyped);
  CHECK(shop.redeem("2026-06-10", {"22222-222222", {12'800}}).refused == Refusal::voucher_not_found);
  CHECK(void_coupon(shop.context("2026-06-10"), code, "typo").refused == Refusal::code_mistyped);
  CHECK(void_coupon(shop.context("2026-06-10"), "22222-222222", "typo").refused == Refusal::voucher_not_found);
}

TEST_CASE("a public code takes the member's voucher or claims one") {
  Shop shop;
  CHECK(shop.redeem("2026-06-10", {"WELCOME", {2000}}).refused == Refusal::member_missing);
  const auto own = shop.code("2026-06-09", "live", "a");
  const auto used = shop.redeem("2026-06-10", {"welcome", {2000}, "O1", "a"});
  CHECK(used.voucher.code == own);
  CHECK_FALSE(used.claimed);
  const auto claimed = shop.redeem("2026-06-10", {"WELCOME", {2000}, "O2", "a"});
  CHECK(claimed.claimed);
  CHECK(claimed.discount == Money{500});
  CHECK(shop.redeem("2026-06-10", {"WELCOME", {2000}, "O2", "a"}).already);
  CHECK(shop.redeem("2026-06-10", {"WELCOME", {2000}, "O3", "a"}).refused == Refusal::member_limit_reached);
  CHECK(shop.redeem("2026-06-10", {"WELCOME", {2000}, "O3", "b"}).refused == Refusal::money_budget_spent);
  CHECK(shop.figures("live", "2026-06-10").issued == 2);
  CHECK_THROWS_AS(shop.redeem("2026-06-10", {"WELCOME", {2000}, "", "nobody"}), Error);
}

TEST_CASE("cancelling a voucher, and again") {
  Shop shop;
  const auto code = shop.code("2026-06-10", "newcomer", "a");
  CHECK(void_coupon(shop.context("2026-06-11"), code, "mistake").receipt.batch);
  const auto again = void_coupon(shop.context("2026-06-12"), code, "mistake");
  CHECK(again.already);
  CHECK_FALSE(again.receipt.batch);
  CHECK(shop.redeem("2026-06-12", {code, {12'800}}).refused == Refusal::voided);
}

TEST_CASE("a dry run shows whom, and writes nothing") {
  Shop shop;
  shop.dry_run = true;
  const auto shown = shop.issue("2026-06-10", {.coupon = "newcomer", .members = {"a"}});
  CHECK(shown.issued.at(0).code == code_to_come);
  CHECK(shown.receipt.dry_run);
  CHECK(shop.redeem("2026-06-10", {"WELCOME", {2000}, "", "a"}).voucher.code == code_to_come);
  shop.dry_run = false;
  CHECK(shop.issue("2026-06-10", {.coupon = "newcomer", .members = {"a"}}).issued.at(0).code != code_to_come);
}

} // namespace app_coupons_test
