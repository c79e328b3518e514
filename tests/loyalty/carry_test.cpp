// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/story.hpp"

namespace carry_test {

using namespace loyalty;

namespace {

constexpr EarnRule ten_per_hundred{10, Money{10'000}, EarnRounding::carry};

Program carrying() {
  Program program{.name = "shop"};
  program.points.earn = ten_per_hundred;
  return program;
}

/// Twice the points from the second order on.
Program doubling() {
  auto program = carrying();
  Condition bought{.kind = Condition::Kind::compare, .metric = Metric::orders, .value = 1};
  program.tiers = {{.id = "fan", .name = "Fan", .when = bought, .multiplier = {2 * Ratio::one}}};
  return program;
}

Balance balance_of(Engine& engine, const History& history, Day day) {
  Tally tally(day);
  std::int32_t number = 0;
  for (const auto& entry : engine.walk(history, day).entries) tally.add(++number, entry);
  return tally.balance();
}

Points worth(const Balance& balance) { return balance.balance + balance.held - balance.debt; }

/// What is left of a member's orders at the end of a day.
Money remaining(const History& history, Day day) {
  Money all;
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    const auto& order = history.orders[index];
    if (order.day() > day || order.void_from_start) continue;
    Money left = order.amount - order.refunded;
    for (const auto& refund : history.refunds)
      if (refund.order == static_cast<std::int32_t>(index) && refund.day() <= day)
        left -= std::min(left, refund.amount);
    all += left;
  }
  return all;
}

} // namespace

TEST_CASE("what an order leaves over counts with the next") {
  const auto story = Story(carrying())
                         .order("2026-01-01", "159.00")
                         .order("2026-01-02", "30.00")
                         .order("2026-01-03", "11.00")
                         .order("2026-01-04", "300.00");
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-01 earn 10", "2026-01-03 earn 10", "2026-01-04 earn 30"});
}

TEST_CASE("orders of the same day carry too, and a void one carries nothing") {
  auto story = Story(carrying()).order("2026-01-01", "60.00").order("2026-01-01", "60.00");
  CHECK(story.on("2026-01-01").earned == 10);
  story.refund("2026-01-02", 1, "60.00").order("2026-01-03", "40.00");
  CHECK(story.lines("2026-01-03") == Lines{"2026-01-01 earn 10", "2026-01-02 claw_back 10 of 1", "2026-01-03 earn 10"});
}

TEST_CASE("a full amount brings what the order that completed it earned at, and takes back the same") {
  auto story = Story(doubling()).order("2026-01-01", "99.00").order("2026-01-02", "101.00");
  CHECK(story.on("2026-01-02").balance == 40);
  // 200.00 fall to 150.00: the second hundred, made at twice the points, is gone.
  CHECK(story.refund("2026-01-03", 1, "50.00").on("2026-01-03").balance == 20);
  CHECK(story.refund("2026-01-04", 1, "49.00").on("2026-01-04").balance == 20);
  CHECK(story.refund("2026-01-05", 2, "1.01").on("2026-01-05").balance == 0);
}

TEST_CASE("an order that only completes what another began leaves nothing behind when both are refunded") {
  auto story = Story(doubling()).order("2026-01-01", "99.00").order("2026-01-02", "1.00");
  CHECK(story.on("2026-01-02").balance == 20);
  story.refund("2026-01-03", 1, "99.00").refund("2026-01-04", 2, "1.00");
  CHECK(story.on("2026-01-04").balance == 0);
  CHECK(story.on("2026-01-04").debt == 0);
}

TEST_CASE("halves of a point are not given twice by refunding step by step") {
  auto program = carrying();
  program.points.earn = EarnRule{1, Money{100}, EarnRounding::carry};
  Condition always_so{};
  program.tiers = {{.id = "all", .name = "All", .when = always_so, .multiplier = {1'500'000}}};
  auto story = Story(program).award("2026-01-01", 1).order("2026-01-02", "2.00");
  CHECK(story.on("2026-01-02").balance == 4);
  CHECK(story.refund("2026-01-03", 1, "1.00").on("2026-01-03").balance == 2);
  CHECK(story.refund("2026-01-04", 1, "1.00").on("2026-01-04").balance == 1);
}

TEST_CASE("of an order that met its cap, a refund takes back no more than the cap let it earn") {
  auto program = carrying();
  program.points.caps.order = 15;
  auto story = Story(program).order("2026-01-01", "350.00");
  CHECK(story.on("2026-01-01").balance == 15);
  CHECK(story.refund("2026-01-02", 1, "100.00").on("2026-01-02").balance == 15);
  CHECK(story.refund("2026-01-03", 1, "100.00").on("2026-01-03").balance == 10);
  CHECK(story.refund("2026-01-04", 1, "150.00").on("2026-01-04").balance == 0);
}

TEST_CASE("another rate goes on from what is left over") {
  auto dearer = carrying();
  dearer.points.earn = EarnRule{1, Money{1'000}, EarnRounding::carry};
  auto story = Story(carrying()).change_program("2026-02-01", dearer);
  story.order("2026-01-01", "159.00").order("2026-02-01", "1.00").order("2026-02-02", "25.00");
  // 159.00, 160.00, 185.00: tens are completed at 160.00, 170.00 and 180.00.
  CHECK(story.lines("2026-02-28") == Lines{"2026-01-01 earn 10", "2026-02-01 earn 1", "2026-02-02 earn 2"});
  // As if the first had never been: of 26.00 tens are completed at 10.00 and 20.00.
  CHECK(story.refund("2026-03-01", 1, "159.00").on("2026-03-01").balance == 2);
}

TEST_CASE("what the n-th order carried at a better rate goes when it is another one") {
  for (const auto rounding : {EarnRounding::full, EarnRounding::carry}) {
    auto program = carrying();
    program.points.earn->rounding = rounding;
    program.campaigns = {{"second", "Second", {.order = 2}, Multiply{{2 * Ratio::one}}}};
    auto story = Story(program).order("2026-01-01", "100.00").order("2026-01-02", "200.00");
    CHECK(story.on("2026-01-02").balance == 50);
    CHECK(story.refund("2026-01-03", 1, "100.00").on("2026-01-03").balance == 20);
    CHECK(story.refund("2026-01-04", 2, "200.00").on("2026-01-04").balance == 0);
    CHECK(story.on("2026-01-04").debt == 0);
  }
}

TEST_CASE("carried points that ended unused are not deducted again, whichever order brought them") {
  auto program = carrying();
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 1}};
  auto alone = Story(program).order("2026-01-01", "200.00").award("2026-02-20", 5);
  CHECK(alone.refund("2026-03-01", 1, "200.00").on("2026-03-01").balance == 5);
  auto completed = Story(program).order("2026-01-01", "60.00").order("2026-01-02", "60.00").award("2026-02-20", 5);
  CHECK(completed.on("2026-02-20").expired == 10);
  CHECK(completed.refund("2026-03-01", 1, "60.00").on("2026-03-01").balance == 5);
}

TEST_CASE("growth carries by itself") {
  auto program = point_a_piece();
  program.growth.earn = ten_per_hundred;
  auto story = Story(program).order("2026-01-01", "60.00").order("2026-01-02", "60.00");
  CHECK(story.on("2026-01-01").growth == 0);
  CHECK(story.on("2026-01-02").growth == 10);
  CHECK(story.refund("2026-01-03", 1, "20.01").on("2026-01-03").growth == 0);
}

TEST_CASE("whatever was bought and given back, the points are those of all that remains together") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto program = carrying();
    program.points.earn = random_earn(chance);
    program.points.earn->rounding = EarnRounding::carry;
    program.growth.earn = program.points.earn;
    program.points.hold_days = chance.of({0, 7});
    Engine engine(always(program));
    auto history = random_history(chance, {.orders_paid_with_points = false, .acts = false});
    std::erase_if(history.refunds, [](const auto& refund) { return refund.order < 0; });
    for (int times = 0; times < 3; ++times) {
      const Day day = random_later_day(chance, 300);
      const auto full = remaining(history, day).minor / program.points.earn->per.minor * program.points.earn->points;
      const auto balance = balance_of(engine, history, day);
      CHECK(worth(balance) == full);
      CHECK(balance.growth == full);
    }
  });
}

} // namespace carry_test
