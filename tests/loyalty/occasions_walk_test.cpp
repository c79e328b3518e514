// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace occasions_walk_test {

using namespace loyalty;

namespace {

template <class Line>
std::vector<Line> until(const std::vector<Line>& lines, Day day) {
  std::vector<Line> kept;
  for (const auto& line : lines)
    if (line.day <= day) kept.push_back(line);
  return kept;
}

template <class Line>
bool days_ascend(const std::vector<Line>& lines) {
  return std::is_sorted(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.day < b.day; });
}

template <class Line>
Lines told(const std::vector<Line>& lines) {
  Lines told;
  for (const auto& line : lines) told.push_back(words(line));
  return told;
}

/// The days before the due one.
Day before(Day due) { return due == never ? the_end : due - 1; }

/// Checks that a walk through `day` gave what the whole walk gave until then, and nothing is missing before what is
/// due.
void check_begins(const Conclusions& part, const Conclusions& whole, Day day) {
  CHECK(told(part.entries) == told(until(whole.entries, std::max(day, before(part.points_due_on)))));
  CHECK(told(part.tier_changes) == told(until(whole.tier_changes, std::max(day, before(part.tiers_due_on)))));
  CHECK(part.occasions == until(whole.occasions, std::max(day, before(part.issues_due_on))));
  CHECK(part.roster_changes == until(whole.roster_changes, std::max(day, before(part.issues_due_on))));
  CHECK(part.cash == until(whole.cash, std::max(day, before(part.issues_due_on))));
}

} // namespace

TEST_CASE("whatever the program: walking on only adds, and nothing happens before it is due") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto life = random_life(chance);
    const auto whole = engine.walk(life.history, the_end);
    CHECK(days_ascend(whole.entries));
    CHECK(days_ascend(whole.tier_changes));
    CHECK(days_ascend(whole.occasions));
    CHECK(days_ascend(whole.roster_changes));
    CHECK(days_ascend(whole.cash));
    const auto day = random_later_day(chance, 300);
    CAPTURE(to_string(day));
    check_begins(engine.walk(life.history, day), whole, day);
  });
}

TEST_CASE("whatever the program: what comes later was not needed to conclude what came before") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto life = random_life(chance);
    const auto whole = engine.walk(life.history, the_end);
    const auto day = random_later_day(chance, 300);
    CAPTURE(to_string(day));
    const auto known_then = known_on(life, day);
    const auto& known = engine.walk(known_then, day);
    CHECK(known.entries == until(whole.entries, day));
    CHECK(known.tier_changes == until(whole.tier_changes, day));
    CHECK(known.occasions == until(whole.occasions, day));
    CHECK(known.roster_changes == until(whole.roster_changes, day));
    CHECK(known.cash == until(whole.cash, day));
  });
}

TEST_CASE("whatever the program: from due day to due day a member comes to the same as in one walk") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto life = random_life(chance);
    const auto whole = engine.walk(life.history, the_end);
    for (Day day = first_random_day - 1; day <= the_end;) {
      CAPTURE(to_string(day));
      const auto& part = engine.walk(life.history, day);
      check_begins(part, whole, day);
      const Day due = std::min({part.points_due_on, part.tiers_due_on, part.issues_due_on});
      REQUIRE(due > day);
      day = due;
    }
  });
}

TEST_CASE("whatever the program: the days that a walk passes over are days on which nothing happens") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const auto timeline = always(random_scheme(chance));
    const auto life = random_life(chance);
    // A program that takes over every day makes the walk stop on every day.
    auto daily = timeline;
    const Day last = first_random_day + 600;
    for (Day day = first_random_day + 1; day <= last; day = day + 1)
      daily.add({timeline.latest().id, day, timeline.latest().program});
    Engine engine(timeline), stopping(daily);
    const auto once = engine.walk(life.history, last);
    const auto& stopped = stopping.walk(life.history, last);
    CHECK(told(once.entries) == told(stopped.entries));
    CHECK(told(once.tier_changes) == told(stopped.tier_changes));
    CHECK(once.occasions == stopped.occasions);
    CHECK(once.roster_changes == stopped.roster_changes);
    CHECK(once.cash == stopped.cash);
  });
}

} // namespace occasions_walk_test
