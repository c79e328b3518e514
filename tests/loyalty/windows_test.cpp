// SPDX-License-Identifier: MIT
#include "loyalty/engine/windows.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/story.hpp"

namespace windows_test {

using namespace loyalty;

namespace {

using Kind = Window::Kind;

std::string first(const Window& window, const char* on, const char* joined = "2024-02-29") {
  return to_string(first_day(window, day(on), day(joined)));
}

} // namespace

TEST_CASE("a window of N days on day D covers D-N+1 to D") {
  CHECK(first({Kind::rolling, {.days = 1}}, "2026-03-10") == "2026-03-10");
  CHECK(first({Kind::rolling, {.days = 7}}, "2026-03-10") == "2026-03-04");
  CHECK(first({Kind::rolling, {.days = 365}}, "2026-12-31") == "2026-01-01");
}

TEST_CASE("months and years step by calendar, clamped to the month's end") {
  CHECK(first({Kind::rolling, {.months = 1}}, "2026-03-10") == "2026-02-11");
  CHECK(first({Kind::rolling, {.months = 1}}, "2026-03-31") == "2026-03-01");
  CHECK(first({Kind::rolling, {.months = 12}}, "2026-12-31") == "2026-01-01");
  CHECK(first({Kind::rolling, {.months = 12}}, "2028-02-29") == "2027-03-01");
}

TEST_CASE("calendar years begin on 1 January, membership years on the anniversary") {
  CHECK(first({Kind::calendar_year, {}}, "2026-12-31") == "2026-01-01");
  CHECK(first({Kind::calendar_year, {}}, "2027-01-01") == "2027-01-01");
  CHECK(first({Kind::membership_year, {}}, "2024-02-29") == "2024-02-29");
  CHECK(first({Kind::membership_year, {}}, "2025-02-27") == "2024-02-29");
  CHECK(first({Kind::membership_year, {}}, "2025-02-28") == "2025-02-28");
  CHECK(first({Kind::membership_year, {}}, "2028-02-28") == "2027-02-28");
  CHECK(first({Kind::membership_year, {}}, "2028-02-29") == "2028-02-29");
}

TEST_CASE("what leaves a window is not counted from that very day on") {
  const Window week{Kind::rolling, {.days = 7}};
  Windows windows(day("2026-01-01"), {week});
  windows.add(day("2026-01-01"), {100, 1, 0, 0});
  windows.advance(day("2026-01-07"));
  CHECK(windows.sum(Metric::spend, week) == 100);
  CHECK(windows.next_exit() == day("2026-01-08"));
  windows.advance(day("2026-01-08"));
  CHECK(windows.sum(Metric::spend, week) == 0);
  CHECK(windows.sum(Metric::orders, week) == 0);
  CHECK(windows.next_exit() == never);
}

TEST_CASE("a refund lowers the order's own day") {
  const Window week{Kind::rolling, {.days = 7}};
  const Window ever{};
  Windows windows(day("2026-01-01"), {week, ever});
  const auto place = windows.add(day("2026-01-01"), {100, 1, 0, 0});
  windows.advance(day("2026-01-09"));
  windows.add(day("2026-01-09"), {50, 1, 0, 0});
  windows.adjust(place, {-100, -1, 0, 0});
  CHECK(windows.sum(Metric::spend, week) == 50);
  CHECK(windows.sum(Metric::spend, ever) == 50);
  CHECK(windows.sum(Metric::orders, ever) == 1);
}

TEST_CASE("a program looks through each window once, wherever a tier names it") {
  Program program;
  const Condition spend{.kind = Condition::Kind::compare, .window = {Kind::calendar_year, {}}};
  const Condition orders{.kind = Condition::Kind::compare, .metric = Metric::orders};
  program.tiers = {{.id = "a", .name = "A", .when = {.kind = Condition::Kind::any, .parts = {spend, orders}}},
                   {.id = "b", .name = "B", .when = spend, .retain = orders}};
  CHECK(windows_of(program) == std::vector<Window>{spend.window, orders.window});
}

TEST_CASE("sums and exits are those of looking at each fact anew, whatever program looks") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    struct Fact {
      Day day;
      std::int64_t spend;
    };
    const auto joined = random_day(chance);
    std::vector<Window> views{random_window(chance), random_window(chance)};
    std::vector<Fact> facts;
    Windows windows(joined, views);
    const auto sum_on = [&](const Window& window, Day day) {
      std::int64_t sum = 0;
      for (const auto& fact : facts)
        if (fact.day >= first_day(window, day, joined)) sum += fact.spend;
      return sum;
    };
    auto day = first_random_day;
    for (int step = 0; step < 6; ++step) {
      day = day + chance.between(0, 200);
      facts.push_back({day, chance.between(-9, 9)});
      windows.add(day, {facts.back().spend, 0, 0, 0});
      if (chance.one_in(4)) {
        views = {random_window(chance), random_window(chance)};
        windows.look_through(views);
      }
      windows.advance(day);
      bool same = true;
      const auto exit = std::min(windows.next_exit(), day + 400);
      CHECK(exit > day);
      for (const auto& window : views)
        same = same && windows.sum(Metric::spend, window) == sum_on(window, day) &&
               sum_on(window, day) == sum_on(window, exit - 1);
      CHECK(same);
    }
  });
}

} // namespace windows_test
