// SPDX-License-Identifier: MIT
#include "loyalty/replay.hpp"

#include "catch.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace loyalty::replay_test {
namespace {

Program points_program(Points for_one, const char* worth) {
  Program program;
  program.points.earn = EarnRule{1, money("1.00")};
  program.points.redeem = RedeemRule{.points = for_one, .worth = money(worth)};
  return program;
}

/// Buys for 200.00, and for 150.00 of which points pay some.
History who_redeems(Points redeemed) {
  History history;
  history.member = MemberId(1);
  history.orders.push_back({.id = OrderId(1), .placed_at = Moment::at(day("2026-01-05")), .amount = money("200.00")});
  history.orders.push_back({.id = OrderId(2),
                            .placed_at = Moment::at(day("2026-01-25")),
                            .amount = money("150.00"),
                            .points_redeemed = redeemed});
  return history;
}

} // namespace

TEST_CASE("the rules under which points were redeemed give what they gave") {
  const auto rules = always(points_program(10, "1.00"));
  const auto replayed = Replay(rules, rules).of(who_redeems(100), day("2026-12-31"));
  CHECK(replayed.points.earned == 350);
  CHECK(replayed.points.redeemed == 100);
  CHECK(replayed.paid_by_points == money("10.00"));
  CHECK(replayed.missing == Money{});
}

TEST_CASE("the same money costs other points under other rules") {
  const auto then = always(points_program(10, "1.00"));
  const auto replayed = Replay(always(points_program(20, "1.00")), then).of(who_redeems(100), day("2026-12-31"));
  CHECK(replayed.points.redeemed == 200);
  CHECK(replayed.paid_by_points == money("10.00"));
}

TEST_CASE("what the balance does not reach for is missing") {
  const auto then = always(points_program(10, "1.00"));
  const auto replayed = Replay(always(points_program(40, "1.00")), then).of(who_redeems(100), day("2026-12-31"));
  CHECK(replayed.points.redeemed == 350);
  CHECK(replayed.points.debt == 0);
  CHECK(replayed.paid_by_points == money("8.75"));
  CHECK(replayed.missing == money("1.25"));
}

TEST_CASE("a gift is had or not") {
  auto rules = points_program(10, "1.00");
  rules.gifts.push_back({.id = "cup", .name = "Cup", .points = 100});
  auto dear = rules;
  dear.gifts.front().points = 500;
  auto history = who_redeems(0);
  history.acts.push_back(
      {.id = ActId(1), .day = day("2026-02-01"), .kind = ActKind::redeem, .points = 100, .subject = "cup"});
  CHECK(Replay(always(rules), always(rules)).of(history, day("2026-12-31")).gifts.at("cup") == 1);
  const auto too_dear = Replay(always(dear), always(rules)).of(history, day("2026-12-31"));
  CHECK(too_dear.gifts.empty());
  CHECK(too_dear.points.redeemed == 0);
}

} // namespace loyalty::replay_test
