// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace activities_test {

using namespace loyalty;

namespace {

Program shop(Activity activity) {
  Program program{.name = "shop"};
  program.activities = {std::move(activity)};
  return program;
}

Balance balance_of(const Program& program, const History& history, Day day) {
  Engine engine(always(program));
  Tally tally(day);
  std::int32_t number = 0;
  for (const auto& entry : engine.walk(history, day).entries) tally.add(++number, entry);
  return tally.balance();
}

/// Times that are rewarded and days on which a streak is complete, counted day by day after the page of the program.
struct Counted {
  std::int64_t times = 0;
  std::int64_t streaks = 0;
};
Counted count(const Activity& activity, const std::map<Day, std::int64_t>& done) {
  Counted counted;
  std::map<Day, std::int64_t> in_part;
  for (const auto& [day, times] : done) {
    auto rewarded = std::min(times, activity.per_day.value_or(times));
    if (activity.limit) {
      auto& part = in_part[activity.limit->per ? start_of(*activity.limit->per, day) : Day{}];
      rewarded = std::min(rewarded, activity.limit->times - part);
      part += rewarded;
    }
    counted.times += rewarded;
    std::int64_t row = 1;
    for (Day before = day - 1; done.contains(before); before = before - 1) ++row;
    if (activity.streak_days > 0 && row % activity.streak_days == 0) ++counted.streaks;
  }
  return counted;
}

} // namespace

TEST_CASE("each is rewarded with points and growth, in lines that name it") {
  auto story = FullStory(shop({.id = "check-in", .name = "Check-in", .points = 2, .growth = 5}));
  story.does("2026-01-01", "check-in", 3).does("2026-01-02", "share");
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-01 earn 6", "2026-01-01 growth 15"});
}

TEST_CASE("at most so many a day, whether told at once or one by one") {
  const Activity twice{.id = "check-in", .name = "Check-in", .points = 2, .per_day = 2};
  CHECK(FullStory(shop(twice)).does("2026-01-01", "check-in", 5).on("2026-01-31").earned == 4);
  auto story = FullStory(shop(twice));
  for (int times = 0; times < 5; ++times) story.does("2026-01-01", "check-in");
  CHECK(story.does("2026-01-02", "check-in").on("2026-01-31").earned == 6);
}

TEST_CASE("a limit for each day is the same as so many a day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const auto times = chance.between(1, 3);
    const Activity by_day{.id = "check-in", .name = "Check-in", .points = 2, .per_day = times};
    const Activity by_limit{.id = "check-in", .name = "Check-in", .points = 2, .limit = Limit{times, Calendar::day}};
    auto one = FullStory(shop(by_day));
    auto other = FullStory(shop(by_limit));
    for (int done = chance.between(1, 8); done > 0; --done) {
      const auto on = to_string(first_random_day + chance.between(0, 4));
      const auto count = chance.between(1, 3);
      one.does(on.c_str(), "check-in", count);
      other.does(on.c_str(), "check-in", count);
    }
    REQUIRE(one.lines("2030-12-31") == other.lines("2030-12-31"));
  });
}

TEST_CASE("at most so many in a week, whatever year it falls in") {
  FullStory story(shop({.id = "check-in", .name = "Check-in", .points = 1, .limit = Limit{3, Calendar::week}}));
  for (const char* on : {"2025-12-28", "2025-12-31", "2026-01-01", "2026-01-05"}) story.does(on, "check-in", 2);
  CHECK(story.lines("2026-01-31") ==
        Lines{"2025-12-28 earn 2", "2025-12-31 earn 2", "2026-01-01 earn 1", "2026-01-05 earn 2"});
}

TEST_CASE("at most so many in a calendar part, or ever") {
  auto program = shop({.id = "check-in", .name = "Check-in", .points = 1, .limit = Limit{3, Calendar::month}});
  const auto done = [&] {
    FullStory story(program);
    for (const char* on : {"2026-01-30", "2026-01-31", "2026-02-01"}) story.does(on, "check-in", 2);
    return story;
  };
  CHECK(done().on("2026-01-31").earned == 3);
  CHECK(done().on("2026-02-01").earned == 5);
  program.activities[0].limit = Limit{3, {}};
  CHECK(done().on("2026-02-01").earned == 3);
}

TEST_CASE("so many days in a row bring a reward, and again after as many more; a gap begins anew") {
  auto story = FullStory(shop(
      {.id = "check-in", .name = "Check-in", .per_day = 0, .streak_days = 3, .streak_points = 10, .streak_growth = 1}));
  for (const char* on : {"2026-01-01", "2026-01-02", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05",
                         "2026-01-06", "2026-01-08", "2026-01-09", "2026-01-10"})
    story.does(on, "check-in");
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-03 earn 10", "2026-01-03 growth 1", "2026-01-06 earn 10",
                                           "2026-01-06 growth 1", "2026-01-10 earn 10", "2026-01-10 growth 1"});
}

TEST_CASE("streaks go on over the turn of months and years") {
  auto story = FullStory(shop({.id = "check-in", .name = "Check-in", .streak_days = 3, .streak_points = 10}));
  story.does("2025-12-30", "check-in").does("2025-12-31", "check-in").does("2026-01-01", "check-in");
  CHECK(story.on("2026-01-01").earned == 10);
}

TEST_CASE("conditions count what was done beyond the limits too, and growth for it lifts the tier the same day") {
  auto program = shop({.id = "check-in", .name = "Check-in", .growth = 5, .per_day = 1});
  auto many = at_least(Metric::activities, 3);
  many.subject = "check-in";
  program.tiers = {{.id = "busy", .name = "Busy", .when = many},
                   {.id = "grown", .name = "Grown", .when = at_least(Metric::growth, 10)}};
  auto story = FullStory(program).does("2026-01-01", "check-in", 3).does("2026-01-02", "check-in");
  CHECK(story.tiers("2026-01-31") == Lines{"2026-01-01 promoted busy", "2026-01-02 promoted grown"});
}

TEST_CASE("a tier that waited is judged by what was done until then, also when another one is given back") {
  auto program = shop({.id = "review", .name = "Review"});
  auto few = at_least(Metric::activities, 2);
  few.subject = "review";
  few.comparison = Comparison::less_than;
  few.window = {.kind = Window::Kind::calendar_year};
  program.tiers = {
      {.id = "buyer", .name = "Buyer", .when = at_least(Metric::orders, 1), .promote = Calendar::month},
      {.id = "quiet", .name = "Quiet", .when = few, .term = Period{.days = 90}, .promote = Calendar::year}};
  auto story = FullStory(program).does("2025-06-14", "review", 3).order("2025-12-28", "10.00");
  CHECK(story.refund("2026-01-03", 1, "10.00").tiers("2026-12-31") ==
        Lines{"2026-01-01 promoted buyer", "2026-01-03 demoted nothing"});
}

TEST_CASE("a tier that waited is judged by the tags and the balance of its day") {
  auto program = shop({.id = "review", .name = "Review"});
  Condition bears{.kind = Condition::Kind::compare, .metric = Metric::tag, .value = 1, .words = {"KOC"}};
  for (const auto& asked : {bears, at_least(Metric::balance, 5)}) {
    program.tiers = {
        {.id = "friend", .name = "Friend", .when = asked, .term = Period{.months = 12}, .promote = Calendar::month},
        {.id = "buyer", .name = "Buyer", .when = at_least(Metric::spend, 10'000), .term = Period{.months = 6}}};
    auto story = FullStory(program).act("2026-01-05", ActKind::tag, 0, "KOC").award("2026-01-05", 5);
    story.order("2026-01-20", "100.00").act("2026-02-10", ActKind::untag, 0, "KOC").redeem("2026-02-10", 5);
    CHECK(story.refund("2026-02-20", 1, "100.00").tiers("2026-12-31") ==
          Lines{"2026-01-20 promoted buyer until 2026-07-19", "2026-02-20 demoted friend until 2027-01-31"});
    // Not what came later.
    auto late = FullStory(program).joined("2026-01-01").order("2026-01-20", "100.00");
    late.act("2026-02-05", ActKind::tag, 0, "KOC").award("2026-02-05", 5).refund("2026-02-20", 1, "100.00");
    CHECK(late.tiers("2026-03-31") == Lines{"2026-01-20 promoted buyer until 2026-07-19", "2026-02-20 demoted nothing",
                                            "2026-03-01 promoted friend until 2027-02-28"});
  }
}

TEST_CASE("points for activities are never held, and end as others do") {
  auto program = shop({.id = "check-in", .name = "Check-in", .points = 2});
  program.points.hold_days = 7;
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 1}};
  CHECK(FullStory(program).does("2026-01-01", "check-in").lines("2026-02-01") ==
        Lines{"2026-01-01 earn 2 until 2026-01-31", "2026-02-01 expire 2 of 1"});
}

TEST_CASE("what is rewarded is what counting by days says, in whatever order the activities came in") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto activity = random_activity(chance, "check-in");
    const auto program = shop(activity);
    std::map<Day, std::int64_t> done;
    History told, shuffled;
    told.member = shuffled.member = MemberId(1);
    Day day = random_day(chance);
    for (int left = chance.between(1, 12); left > 0; --left) {
      const std::int64_t times = chance.between(1, 3);
      done[day] += times;
      told.acts.push_back(
          {.id = ActId(left), .day = day, .kind = ActKind::activity, .points = times, .subject = "check-in"});
      day = day + chance.of({0, 1, 1, 1, 2, 30});
    }
    told.joined_on = shuffled.joined_on = told.acts.front().day;
    shuffled.acts = told.acts;
    std::reverse(shuffled.acts.begin(), shuffled.acts.end());
    for (auto& act : shuffled.acts) act.id = ActId(chance.between(1, 1'000));
    sort_facts(told);
    sort_facts(shuffled);
    const auto counted = count(activity, done);
    for (const auto& history : {told, shuffled}) {
      const auto balance = balance_of(program, history, the_end);
      CHECK(balance.earned == counted.times * activity.points + counted.streaks * activity.streak_points);
      CHECK(balance.growth == counted.times * activity.growth + counted.streaks * activity.streak_growth);
    }
  });
}

} // namespace activities_test
