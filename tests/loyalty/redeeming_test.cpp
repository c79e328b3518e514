// SPDX-License-Identifier: MIT
#include "loyalty/redeeming.hpp"

#include <optional>
#include <string>

#include "catch.hpp"
#include "loyalty/story.hpp"

namespace redeeming_test {

using namespace loyalty;

namespace {

const RedeemRule rule{.points = 10, .worth = {100}, .minimum = 100, .step = 50, .max_share = {500'000}};

std::string refusal(Points points, Points balance, std::optional<Money> order, const RedeemRule& of = rule) {
  const auto refused = check_redemption(of, points, balance, order);
  return refused ? std::string(to_string(*refused)) : "fine";
}

} // namespace

TEST_CASE("lots go by their last day") {
  auto program = point_a_piece();
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 12}};
  auto sooner = program;
  sooner.points.expire.after = {.months = 3};
  auto story =
      Story(program).order("2026-01-01", "10.00").change_program("2026-02-01", sooner).order("2026-02-02", "10.00");
  CHECK(story.redeem("2026-02-03", 12).lines("2026-02-03") ==
        Lines{"2026-01-01 earn 10 until 2026-12-31", "2026-02-02 earn 10 until 2026-05-01", "2026-02-03 redeem 10 of 2",
              "2026-02-03 redeem 2 of 1"});
}

TEST_CASE("never-ending lots go last") {
  auto ending = point_a_piece();
  ending.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 12}};
  auto story = Story(ending).order("2026-01-01", "10.00").change_program("2026-02-01", point_a_piece());
  story.order("2026-02-02", "10.00").redeem("2026-02-03", 12);
  CHECK(story.lines("2026-02-03") == Lines{"2026-01-01 earn 10 until 2026-12-31", "2026-02-02 earn 10",
                                           "2026-02-03 redeem 10 of 1", "2026-02-03 redeem 2 of 2"});
}

TEST_CASE("of lots with one last day, the one earned first goes first, then the one entered first") {
  auto program = point_a_piece();
  program.points.expire = {.kind = ExpiryRule::Kind::fixed_day};
  auto story = Story(program).order("2026-01-01", "1.00").order("2026-01-02", "2.00").order("2026-01-02", "3.00");
  CHECK(story.redeem("2026-01-03", 5).lines("2026-01-03") ==
        Lines{"2026-01-01 earn 1 until 2026-12-31", "2026-01-02 earn 2 until 2026-12-31",
              "2026-01-02 earn 3 until 2026-12-31", "2026-01-03 redeem 1 of 1", "2026-01-03 redeem 2 of 2",
              "2026-01-03 redeem 2 of 3"});
}

TEST_CASE("acts by hand come after everything else of their day") {
  const auto story = Story(point_a_piece()).redeem("2026-01-01", 4).order("2026-01-01", "10.00");
  CHECK(story.lines("2026-01-01") == Lines{"2026-01-01 earn 10", "2026-01-01 redeem 4 of 1"});
}

TEST_CASE("a correction downwards takes points as a redemption does, and owes the rest") {
  const auto story = Story(point_a_piece()).award("2026-01-01", 5).adjust("2026-01-02", -8);
  CHECK(story.lines("2026-01-02") == Lines{"2026-01-01 earn 5", "2026-01-02 adjust -5 of 1", "2026-01-02 debt 3"});
}

TEST_CASE("a redemption is refused for the first reason that applies") {
  CHECK(refusal(100, 100, money("20.00")) == "fine");
  CHECK(refusal(0, 100, money("20.00")) == "below_minimum");
  CHECK(refusal(50, 1'000, money("20.00")) == "below_minimum");
  CHECK(refusal(120, 1'000, money("99.00")) == "not_a_multiple");
  CHECK(refusal(150, 100, money("99.00")) == "not_enough_points");
  CHECK(refusal(100, 100, std::nullopt) == "order_amount_missing");
  CHECK(refusal(100, 100, money("19.98")) == "above_share_of_order");
  CHECK(check_redemption(std::nullopt, 100, 100, money("99.00")) == RedeemRefusal::no_rule);
}

TEST_CASE("without a limit on the share, the order need not be known") {
  auto open = rule;
  open.max_share = {Ratio::one};
  CHECK(refusal(100, 100, std::nullopt, open) == "fine");
  CHECK(refusal(100, 100, money("10.00"), open) == "fine");
  CHECK(refusal(100, 100, money("9.99"), open) == "above_share_of_order");
}

TEST_CASE("an order can be too small for points, and a redemption too large") {
  auto bounded = rule;
  bounded.max_share = {Ratio::one};
  bounded.min_spend = money("50.00");
  bounded.max_points = 200;
  CHECK(refusal(200, 1'000, money("50.00"), bounded) == "fine");
  CHECK(refusal(250, 1'000, money("50.00"), bounded) == "above_maximum");
  CHECK(refusal(200, 1'000, money("49.99"), bounded) == "below_minimum_spend");
  CHECK(refusal(200, 1'000, std::nullopt, bounded) == "order_amount_missing");
  CHECK(refusal(200, 150, money("50.00"), bounded) == "not_enough_points");
}

TEST_CASE("points are worth what the program says, fractions of a cent dropped") {
  CHECK(worth_of(rule, 100) == money("10.00"));
  CHECK(worth_of({.points = 3, .worth = money("0.10")}, 100) == money("3.33"));
  CHECK(worth_of(rule, 0) == Money{});
}

} // namespace redeeming_test
