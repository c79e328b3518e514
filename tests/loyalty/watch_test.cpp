// SPDX-License-Identifier: MIT
#include "loyalty/watch.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/story.hpp"

namespace loyalty::watch_test {
namespace {

/// A member who places orders of 100.00, some of which are given back whole at once.
History buys(const std::vector<std::pair<const char*, bool>>& orders) {
  History history;
  for (const auto& [on, returned] : orders)
    history.orders.push_back({.id = OrderId(static_cast<std::int64_t>(history.orders.size()) + 1),
                              .placed_at = Moment::at(day(on)),
                              .amount = money("100.00"),
                              .void_from_start = returned});
  return history;
}

std::string words(const std::optional<Seen>& seen) {
  if (!seen) return "nothing";
  return std::to_string(seen->orders) + " " + to_string(seen->amount, cny) + " " + to_string(seen->from) + " " +
         to_string(seen->to);
}

} // namespace

TEST_CASE("three orders of 90 days that came back whole are a cycle, if they are half of the money") {
  const auto as_of = day("2026-12-31");
  const auto cycle = [&](const auto& orders) { return words(refund_cycle(buys(orders), as_of)); };
  using Orders = std::vector<std::pair<const char*, bool>>;
  CHECK(cycle(Orders{{"2026-01-01", true}, {"2026-02-01", true}}) == "nothing");
  CHECK(cycle(Orders{{"2026-01-01", true}, {"2026-02-01", true}, {"2026-03-31", true}}) ==
        "3 300.00 2026-01-01 2026-03-31");
  CHECK(cycle(Orders{{"2026-01-01", true}, {"2026-02-01", true}, {"2026-04-01", true}}) == "nothing");
  CHECK(cycle(Orders{{"2026-01-01", true},
                     {"2026-01-02", false},
                     {"2026-01-03", false},
                     {"2026-01-04", false},
                     {"2026-01-05", true},
                     {"2026-01-06", true}}) == "3 300.00 2026-01-01 2026-01-06");
  CHECK(cycle(Orders{{"2026-01-01", true},
                     {"2026-01-02", false},
                     {"2026-01-03", false},
                     {"2026-01-04", false},
                     {"2026-01-05", false},
                     {"2026-01-06", true},
                     {"2026-01-07", true}}) == "nothing");
}

TEST_CASE("what comes after the day is not seen") {
  const std::vector<std::pair<const char*, bool>> orders{
      {"2026-01-01", true}, {"2026-01-02", true}, {"2026-01-03", true}};
  CHECK(words(refund_cycle(buys(orders), day("2026-01-02"))) == "nothing");
}

TEST_CASE("days with three orders that count are told") {
  const auto history = buys({{"2026-01-01", false},
                             {"2026-01-01", false},
                             {"2026-01-01", true},
                             {"2026-01-02", false},
                             {"2026-01-02", false},
                             {"2026-01-02", false}});
  const auto days = days_of_many_orders(history, day("2026-01-31"));
  REQUIRE(days.size() == 1);
  CHECK(words(days.front()) == "3 300.00 2026-01-02 2026-01-02");
}

TEST_CASE("splitting an order pays only where orders are counted or capped") {
  CHECK_FALSE(rewards_many_orders(Program{}));
  Program capped;
  capped.points.caps.order = 100;
  CHECK(rewards_many_orders(capped));
  Program bonus;
  bonus.campaigns.push_back({.id = "b", .name = "b", .effect = BonusPoints{5}});
  CHECK(rewards_many_orders(bonus));
}

TEST_CASE("ten first orders of one amount within an hour are a burst, unless somebody came again") {
  std::vector<FirstOrder> first;
  for (std::int64_t member = 1; member <= 10; ++member)
    first.push_back(
        {MemberId(member), Moment::at(day("2026-01-01"), static_cast<std::int32_t>(member * 300)), money("9.90")});
  const auto found = bursts(first);
  REQUIRE(found.size() == 1);
  CHECK(words(found.front()) == "10 99.00 2026-01-01 2026-01-01");
  first.back().repeated = true;
  CHECK(bursts(first).empty());
  first.back().repeated = false;
  first.back().at.seconds += 3'600;
  CHECK(bursts(first).empty());
}

} // namespace loyalty::watch_test
