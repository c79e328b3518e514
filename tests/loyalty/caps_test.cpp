// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_history.hpp"

namespace caps_test {

using namespace loyalty;

namespace {

Program capped(Caps caps) {
  auto program = point_a_piece();
  program.points.caps = caps;
  return program;
}

/// What the orders of a story earn, one after the other.
std::vector<Points> earned(const Program& program, const std::vector<std::pair<const char*, const char*>>& orders,
                           const char* joined = nullptr) {
  FullStory story(program);
  if (joined != nullptr) story.joined(joined);
  std::vector<Points> points;
  Points before = 0;
  for (const auto& [on, amount] : orders) {
    story.order(on, amount);
    points.push_back(story.on("2099-12-31").earned - before);
    before += points.back();
  }
  return points;
}

using Earned = std::vector<Points>;

} // namespace

TEST_CASE("at most so many a day, a month, a year of the member") {
  CHECK(earned(capped({.day = 30}),
               {{"2026-01-01", "20.00"}, {"2026-01-01", "20.00"}, {"2026-01-01", "5.00"}, {"2026-01-02", "20.00"}}) ==
        Earned{20, 10, 0, 20});
  CHECK(earned(capped({.month = 30}), {{"2026-01-01", "20.00"}, {"2026-01-31", "20.00"}, {"2026-02-01", "40.00"}}) ==
        Earned{20, 10, 30});
  CHECK(earned(capped({.term = 30}), {{"2026-03-09", "20.00"}, {"2027-03-08", "20.00"}, {"2027-03-09", "20.00"}}) ==
        Earned{20, 10, 20});
  CHECK(earned(capped({.term = 30}), {{"2026-03-09", "20.00"}, {"2026-06-01", "20.00"}}, "2025-06-01") ==
        Earned{20, 20});
}

TEST_CASE("the narrowest of several caps counts") {
  CHECK(earned(capped({.order = 25, .day = 40, .month = 60}),
               {{"2026-01-01", "30.00"}, {"2026-01-01", "30.00"}, {"2026-01-02", "10.00"}, {"2026-01-03", "30.00"}}) ==
        Earned{25, 15, 10, 10});
}

TEST_CASE("what is earned beyond counts at its rate, rounded down for each order") {
  const Caps caps{.day = 30, .beyond = Ratio{100'000}};
  CHECK(earned(capped(caps), {{"2026-01-01", "75.00"}, {"2026-01-01", "19.00"}, {"2026-01-02", "30.00"}}) ==
        Earned{34, 1, 30});
  CHECK(earned(capped({.order = 10, .beyond = Ratio{500'000}}), {{"2026-01-01", "21.00"}}) == Earned{15});
}

TEST_CASE("the multiplier comes before the caps, and the bonus of a campaign is beside them") {
  auto program = capped({.day = 30});
  program.campaigns = {{"twice", "Twice", {}, Multiply{Ratio{2 * Ratio::one}}}, {"gift", "Gift", {}, BonusPoints{50}}};
  CHECK(earned(program, {{"2026-01-01", "20.00"}, {"2026-01-01", "20.00"}}) == Earned{80, 50});
}

TEST_CASE("a refund takes back what the caps had let the order earn, and makes room for the orders after it") {
  auto story = FullStory(capped({.day = 30})).order("2026-01-01", "20.00").order("2026-01-01", "20.00");
  // The second was let earn 10: they stay as long as 10.00 of it remain.
  CHECK(story.refund("2026-01-02", 2, "10.00").on("2026-01-02").balance == 30);
  CHECK(story.refund("2026-01-03", 2, "4.00").on("2026-01-03").balance == 26);
  CHECK(story.refund("2026-01-04", 1, "20.00").on("2026-01-04").balance == 6);
  auto same_day = FullStory(capped({.day = 30})).order("2026-01-01", "30.00").refund("2026-01-01", 1, "30.00");
  CHECK(same_day.order("2026-01-01", "30.00").on("2026-01-01").balance == 30);
  auto between = FullStory(capped({.month = 30})).order("2026-01-01", "30.00").order("2026-01-02", "25.00");
  CHECK(between.refund("2026-01-20", 1, "10.00").on("2026-01-20").balance == 30);
  CHECK(between.refund("2026-01-21", 1, "20.00").on("2026-01-21").balance == 25);
}

TEST_CASE("what freed room brings can be taken for the refund that freed it, whether at once or in parts") {
  auto program = capped({.term = 20});
  program.points.hold_days = 7;
  auto story = FullStory(program).order("2026-01-01", "20.00").redeem("2026-01-10", 12).order("2026-01-12", "20.00");
  auto parts = story;
  story.refund("2026-01-14", 1, "20.00");
  parts.refund("2026-01-14", 1, "9.00").refund("2026-01-14", 1, "11.00");
  for (const auto& told : {story, parts}) {
    // The second order brings 20 held points; the 12 that the first had spent are taken of them.
    CHECK(told.on("2026-01-14").held == 8);
    CHECK(told.on("2026-01-14").balance == 0);
    CHECK(told.on("2026-01-14").debt == 0);
  }
}

TEST_CASE("an order that earned less for its number earns no more when it has another, whatever room there is") {
  auto program = capped({.term = 30});
  program.campaigns = {{"second", "Second", {.every = 2}, Multiply{Ratio{Ratio::one / 2}}}};
  auto story = FullStory(program).order("2026-01-01", "30.00").order("2026-01-02", "20.00");
  auto parts = story;
  story.refund("2026-01-03", 1, "30.00");
  parts.refund("2026-01-03", 1, "4.00").refund("2026-01-03", 1, "26.00");
  for (const auto& told : {story, parts}) CHECK(told.on("2026-01-03").balance == 10);
}

TEST_CASE("where what an order earned for its number goes, what it carries anyway has the room under the cap") {
  auto program = capped({.day = 10});
  program.points.earn->rounding = EarnRounding::carry;
  program.campaigns = {{"second", "Second", {.order = 2}, EarnMore{{1, Money{100}, EarnRounding::floor}}}};
  auto story = FullStory(program).order("2026-01-01", "0.50").order("2026-01-02", "20.00");
  CHECK(story.on("2026-01-02").balance == 10);
  CHECK(story.refund("2026-01-03", 1, "0.50").on("2026-01-03").balance == 10);
  CHECK(story.refund("2026-01-04", 2, "15.00").on("2026-01-04").balance == 5);
  CHECK(story.refund("2026-01-05", 2, "5.00").on("2026-01-05").balance == 0);
}

TEST_CASE("points by hand and for activities fill no cap") {
  auto program = capped({.day = 30});
  program.activities = {{.id = "check-in", .name = "Check-in", .points = 25}};
  auto story = FullStory(program).award("2026-01-01", 30).does("2026-01-01", "check-in").order("2026-01-01", "40.00");
  CHECK(story.on("2026-01-01").earned == 85);
}

TEST_CASE("without a rate beyond, no day, month or year of a member brings more than its cap") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Caps caps;
    if (chance.one_in(2)) caps.order = chance.between(1, 40);
    if (chance.one_in(2)) caps.day = chance.between(1, 60);
    if (chance.one_in(2)) caps.month = chance.between(1, 90);
    if (chance.one_in(2)) caps.term = chance.between(1, 150);
    auto program = capped(caps);
    program.points.earn = random_earn(chance);
    if (chance.one_in(3)) program.points.earn->rounding = EarnRounding::carry;
    auto history = random_history(chance, {.orders_paid_with_points = false, .acts = false});
    history.joined_on = first_random_day;
    Engine engine(always(program));
    std::map<OrderId, std::size_t> places;
    for (std::size_t index = 0; index < history.orders.size(); ++index) places[history.orders[index].id] = index;
    for (const auto& refund : history.refunds)
      if (refund.order) places[refund.id] = *refund.order;
    std::map<OrderId, Points> orders;
    std::map<Day, Points> days, months, years;
    for (const auto& entry : engine.walk(history, first_random_day + 1'500).entries) {
      const bool taken = entry.kind == EntryKind::claw_back || entry.kind == EntryKind::debt;
      const auto row = order_of(entry.cause);
      if ((entry.kind != EntryKind::earn && !taken) || !row || !places.contains(*row)) continue;
      const auto& order = history.orders[places[*row]];
      const Points points = taken ? -entry.points : entry.points;
      orders[order.id] += points;
      days[order.day()] += points;
      months[start_of(Calendar::month, order.day())] += points;
      years[first_day({.kind = Window::Kind::membership_year}, order.day(), history.joined_on)] += points;
    }
    const auto within = [](const auto& sums, const std::optional<Points>& cap) {
      return !cap || std::all_of(sums.begin(), sums.end(), [&](const auto& sum) { return sum.second <= *cap; });
    };
    CHECK(within(orders, caps.order));
    CHECK(within(days, caps.day));
    CHECK(within(months, caps.month));
    CHECK(within(years, caps.term));
  });
}

} // namespace caps_test
