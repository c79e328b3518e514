// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/price.hpp"

namespace held_out_walk_test {

using namespace loyalty;

namespace {

using On = IssueRule::On;

Coupon automatic(const char* id, IssueRule rule) {
  return {.id = id, .name = id, .kind = AmountOff{money("5.00")}, .issue = {std::move(rule)}};
}

/// A voucher with every order, one for joining, and one with each term of a plan; doubled points; a tier with a pack.
Program everything() {
  auto program = point_a_piece();
  program.coupons = {automatic("second", {.on = On::order, .number = 2}),
                     automatic("third", {.on = On::order, .number = 3}),
                     automatic("hello", {.on = On::joining}),
                     automatic("monthly", {.on = On::membership, .subject = "plus"}),
                     {.id = "pack", .name = "pack", .kind = AmountOff{money("9.00")}}};
  program.campaigns = {{"double", "double", {}, Multiply{Ratio{2 * Ratio::one}}}};
  program.plans = {{.id = "plus", .name = "plus", .fee = money("9.90"), .term = Period{.months = 1}}};
  Condition spent{.kind = Condition::Kind::compare, .value = 10'000};
  program.tiers = {{.id = "silver", .name = "silver", .when = spent, .pack = {.points = 50, .coupons = {"pack"}}}};
  return program;
}

Assignment spring(bool held) {
  return {.holdout = "spring",
          .held = held,
          .on = day("2026-01-31"),
          .from = day("2026-02-01"),
          .until = day("2026-03-31")};
}

FullStory told(bool held) {
  FullStory story(everything());
  story.joined("2026-01-10").order("2026-01-31", "30.00").order("2026-02-10", "80.00").order("2026-04-01", "40.00");
  return story.drawn(spring(held));
}

Condition held_out_in(std::vector<std::string> names) {
  Condition condition{.kind = Condition::Kind::compare, .metric = Metric::holdout, .value = 1};
  condition.words = std::move(names);
  return condition;
}

} // namespace

TEST_CASE("whoever is held out gets no vouchers and no campaigns, but points and tiers", "[holdout]") {
  auto story = told(true);
  CHECK(story.occasions("2026-04-30") == Lines{"2026-01-10 hello for joining", "2026-04-01 third for order 3"});
  CHECK(story.rules(1, "2026-04-30") == "points.earn, campaign double 60");
  CHECK(story.rules(2, "2026-04-30") == "points.earn 80");
  CHECK(story.tiers("2026-04-30") == Lines{"2026-02-10 promoted silver"});
}

TEST_CASE("whoever was drawn and not held gets all that others get", "[holdout]") {
  auto story = told(false);
  CHECK(story.occasions("2026-04-30") == Lines{"2026-01-10 hello for joining", "2026-02-10 pack for tier silver",
                                               "2026-02-10 second for order 2", "2026-04-01 third for order 3"});
  CHECK(story.rules(2, "2026-04-30") == "points.earn, campaign double 160");
}

TEST_CASE("what was paid for comes all the same", "[holdout]") {
  FullStory story(everything());
  story.joined("2026-01-10").fee("2026-02-10", "9.90", "plus").drawn(spring(true));
  CHECK(story.occasions("2026-04-30") ==
        Lines{"2026-01-10 hello for joining", "2026-02-10 monthly for membership plus from 2026-02-10"});
}

TEST_CASE("a newcomer is held out from the first day on", "[holdout]") {
  FullStory story(everything());
  auto newcomer = spring(true);
  newcomer.on = newcomer.from = day("2026-02-05");
  story.joined("2026-02-05").order("2026-02-05", "30.00").drawn(newcomer);
  CHECK(story.occasions("2026-04-30").empty());
  CHECK(story.rules(1, "2026-04-30") == "points.earn 30");
}

TEST_CASE("a condition holds from the day of the draw through the last day", "[holdout]") {
  auto program = point_a_piece();
  program.groups = {{"held", "held", held_out_in({"spring", "autumn"})}, {"other", "other", held_out_in({"autumn"})}};
  FullStory story(program);
  story.joined("2026-01-10").drawn(spring(true));
  CHECK(story.rosters("2026-04-30") == Lines{"2026-01-31 into held", "2026-04-01 out of held"});
  FullStory free(program);
  free.joined("2026-01-10").drawn(spring(false));
  CHECK(free.rosters("2026-04-30").empty());
}

TEST_CASE("a price passes the offers of campaigns over", "[holdout]") {
  auto program = point_a_piece();
  program.campaigns = {{"sale", "sale", {}, LinesOff{Ratio{100'000}}},
                       {"full", "full", {}, ThresholdOff{.min_spend = money("50.00"), .off = money("8.00")}}};
  Buyer buyer{.day = day("2026-02-10"), .meets = [](const Condition&) { return true; }};
  const Cart cart{.lines = {{.price = money("100.00")}}};
  CHECK(quote(program, buyer, cart, {}).goods == money("82.00"));
  buyer.passed_over = true;
  CHECK(quote(program, buyer, cart, {}).goods == money("100.00"));
}

} // namespace held_out_walk_test
