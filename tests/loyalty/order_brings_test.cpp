// SPDX-License-Identifier: MIT
#include "loyalty/order_brings.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace order_brings_test {

using namespace loyalty;

namespace {

std::string words(const Brought& brought) {
  auto text = std::string(to_string(brought.kind)) + ' ';
  text += brought.kind == Brought::Kind::voucher
              ? brought.coupon
              : std::to_string(brought.points) + " by " + to_string(brought.terms.rule);
  return text + " on " + to_string(brought.on);
}

Lines told(const Program& program, const History& history, const NewOrder& order) {
  Engine engine(always(program));
  Lines lines;
  for (const auto& each : brought_by(engine, history, order)) lines.push_back(words(each));
  return lines;
}

History bought_once() {
  History history{.member = MemberId(1), .joined_on = day("2026-01-01"), .orders = {}, .refunds = {}};
  history.orders = {{.id = OrderId(1), .placed_at = Moment::at(day("2026-01-01")), .amount = money("10.00")}};
  return history;
}

Program with_everything() {
  Program program{.name = "shop"};
  program.points = {.earn = EarnRule{1, Money{100}}, .hold_days = 7};
  program.growth.earn = EarnRule{1, Money{100}};
  program.campaigns = {
      {"beauty", "Beauty", {.lines = {.of = {.categories = {"beauty"}}}}, EarnGrowth{{1, Money{1'000}}}}};
  program.tiers = {{.id = "gold", .name = "Gold", .when = at_least(Metric::spend, 10'000), .pack = {.points = 5}}};
  program.coupons = {{.id = "thirty", .name = "Thirty", .kind = AmountOff{money("30.00")}},
                     {.id = "second",
                      .name = "Second",
                      .kind = AmountOff{money("1.00")},
                      .issue = {{.on = IssueRule::On::order, .number = 2}}}};
  program.rewards = {{.id = "spend",
                      .name = "Spend",
                      .when = {.on = IssueRule::On::order},
                      .orders = {.lines = {.min_spend = money("50.00")}},
                      .hold_days = 14,
                      .gives = {.points = 3, .coupons = {"thirty"}}}};
  return program;
}

} // namespace

TEST_CASE("an order brings points from the day on which they can be spent, growth, packs and vouchers") {
  const NewOrder order{
      day("2026-02-01"), money("100.00"), {.parts = {{"beauty", money("40.00")}, {"", money("60.00")}}}};
  CHECK(told(with_everything(), bought_once(), order) ==
        Lines{"points 100 by points.earn on 2026-02-08", "growth 100 by growth.earn on 2026-02-01",
              "growth 4 by campaign beauty on 2026-02-01", "points 5 by pack of tier gold on 2026-02-01",
              "points 3 by reward spend on 2026-02-15", "voucher second on 2026-02-01",
              "voucher thirty on 2026-02-15"});
  CHECK(told(with_everything(), bought_once(), {day("2026-02-01"), Money{}, {}}) == Lines{});
}

TEST_CASE("an order brings what the member has of it once it is placed and nothing else happens") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto life = random_life(chance);
    const Day on = random_day(chance);
    auto known = known_on(life, on);
    const auto amount = Money{chance.between(0, 200) * 100};
    const auto brought = brought_by(engine, known, {on, amount, {.parts = {{"beauty", amount}}}});
    const auto own = [](const Brought& each) {
      return each.kind == Brought::Kind::points && each.terms.rule.kind == RuleKind::order_points;
    };
    // The same by the lines of an order that is told as any other.
    known.orders.push_back({.id = OrderId(9'999), .placed_at = Moment::at(on, 86'399), .amount = amount});
    known.sales.push_back({.parts = {{"beauty", amount}}});
    if (known.joined_on == never) known.joined_on = on;
    Points earned = 0;
    for (const auto& entry : engine.walk(known, on).entries) {
      if (!opens_lot(entry) || order_of(entry.cause) != OrderId(9'999) || entry.terms < 0) continue;
      const auto& terms = engine.terms()[static_cast<std::size_t>(entry.terms)];
      if (terms.rule.kind == RuleKind::order_points) earned += entry.points;
    }
    Points told = 0;
    for (const auto& each : brought)
      if (own(each)) told += each.points;
    CHECK(told == earned);
  });
}

} // namespace order_brings_test
