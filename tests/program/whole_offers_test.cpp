// SPDX-License-Identifier: MIT
// What campaigns and coupons of the whole program take off.
#include "program/whole_program.hpp"

namespace whole_offers_test {

using namespace loyalty;
using namespace loyalty::program::whole_program;

TEST_CASE("whole program: the lines that campaigns are for") {
  const auto& lines = whole().campaign("lines")->scope.lines;
  CHECK(lines.of.categories == Strings{"beauty"});
  CHECK(lines.of.skus == Strings{"A1", "A2"});
  CHECK(lines.except.categories == Strings{"礼品卡"});
  CHECK(lines.except.skus == Strings{"Z9"});
  CHECK(lines.on_sale == LineScope::OnSale::leave_out);
  CHECK(lines.min_spend == Money{10'000});
  CHECK(lines.pieces == 2);
  CHECK(whole().campaign("full-price")->scope.lines.on_sale == LineScope::OnSale::refuse);
}

TEST_CASE("whole program: the lines that coupons are good for") {
  const auto& coupon = *whole().coupon("points");
  CHECK(coupon.lines.of.skus == Strings{"A1"});
  CHECK(coupon.lines.except.categories == Strings{"礼品卡"});
  CHECK(coupon.lines.on_sale == LineScope::OnSale::only);
  CHECK(coupon.lines.pieces == 3);
  CHECK(coupon.lines.min_spend == Money{});
  CHECK(coupon.min_spend == Money{2'000});
}

TEST_CASE("whole program: ladders") {
  const auto& steps = std::get<LadderOff>(whole().campaign("ladder")->effect).steps;
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].spend == Money{20'000});
  CHECK(steps[0].pieces == 0);
  CHECK((steps[0].off == Reduction{Ratio{200'000}}));
  CHECK(steps[1].spend == Money{50'000});
  CHECK((steps[1].off == Reduction{Money{15'000}}));
  const auto& three = std::get<LadderOff>(whole().campaign("three")->effect).steps;
  REQUIRE(three.size() == 1);
  CHECK(three[0].pieces == 3);
  CHECK(three[0].spend == Money{});
}

TEST_CASE("whole program: offers on pieces") {
  const auto offer = [](const char* campaign) { return std::get<PiecesOff>(whole().campaign(campaign)->effect); };
  const auto gift = offer("two-get-one");
  CHECK(gift.buy == 2);
  CHECK(gift.get == 1);
  CHECK(std::get<Ratio>(gift.value) == Ratio{Ratio::one});
  CHECK(gift.times == 3);
  CHECK(gift.pick == PiecesOff::Pick::dearest);
  REQUIRE(gift.get_from);
  CHECK(gift.get_from->of.skus == Strings{"GIFT"});
  const auto half = offer("second-half");
  CHECK(half.buy == 1);
  CHECK(std::get<Ratio>(half.value) == Ratio{500'000});
  CHECK(half.pick == PiecesOff::Pick::each_round);
  CHECK_FALSE(half.times);
  CHECK_FALSE(half.get_from);
  const auto three = offer("any-three");
  CHECK(three.buy == 0);
  CHECK(three.get == 3);
  CHECK(std::get<PiecesOff::Price>(three.value).together == Money{10'000});
  CHECK(three.pick == PiecesOff::Pick::dearest);
  CHECK(std::get<Money>(offer("five-off").value) == Money{500});
  CHECK(offer("five-off").pick == PiecesOff::Pick::cheapest);
  CHECK((std::get<ShippingOff>(whole().campaign("half-shipping")->effect).off == Reduction{Ratio{500'000}}));
  CHECK(std::get<LinePrice>(whole().campaign("fixed")->effect).each == Money{990});
}

TEST_CASE("whole program: floors of prices") {
  const auto& prices = whole().prices;
  CHECK(prices.lost);
  REQUIRE(prices.floors.size() == 2);
  CHECK(prices.floors[0].lines.of.categories == Strings{"酒"});
  CHECK(std::get<Ratio>(prices.floors[0].least) == Ratio{700'000});
  CHECK(prices.floors[1].lines.every_line());
  CHECK(std::get<Money>(prices.floors[1].least) == Money{50});
}

} // namespace whole_offers_test
