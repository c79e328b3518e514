// SPDX-License-Identifier: MIT
#include "loyalty/tiering.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/slow_ladder.hpp"
#include "loyalty/story.hpp"

namespace tiering_test {

using namespace loyalty;

namespace {

std::vector<std::string> told(const std::vector<TierChange>& changes) {
  std::vector<std::string> lines;
  for (const auto& change : changes)
    lines.push_back(to_string(change.day) + ' ' + std::string(to_string(change.reason)) + ' ' + change.tier +
                    " until " + to_string(change.until) + " at " + std::to_string(change.qualifying) + " by " +
                    std::to_string(change.program.value));
  return lines;
}

Condition not_below(Metric metric, std::int64_t value, const Window& window = {}) {
  return {.kind = Condition::Kind::compare, .metric = metric, .value = value, .window = window};
}

Window days(std::int32_t length) { return {Window::Kind::rolling, {.days = length}}; }

/// Silver from 100.00 spent in the last 30 days, gold from 300.00, for terms of 60 days.
Program ladder() {
  auto program = point_a_piece();
  program.tiers = {{.id = "silver", .name = "Silver", .when = not_below(Metric::spend, 10'000, days(30))},
                   {.id = "gold", .name = "Gold", .when = not_below(Metric::spend, 30'000, days(30))}};
  for (auto& tier : program.tiers) tier.term = {.days = 60};
  return program;
}

/// The same without terms.
Program day_to_day() {
  auto program = ladder();
  for (auto& tier : program.tiers) tier.term = {};
  return program;
}

int rank_on(const Program& program, const std::vector<TierChange>& changes, Day day) {
  const Tier* held = nullptr;
  for (const auto& change : changes)
    if (change.day <= day) held = program.tier(change.tier);
  return held == nullptr ? -1 : static_cast<int>(held - program.tiers.data());
}

/// Ever higher steps that only lifetime sums reach.
Program lifetime_ladder(Chance& chance) {
  auto program = random_program(chance);
  program.tiers.clear();
  for (const char* id : {"a", "b", "c"}) {
    const int step = static_cast<int>(program.tiers.size()) + 1;
    Tier tier{.id = id, .name = id};
    tier.when = random_condition(chance, step, true);
    const auto for_life = [](auto&& self, Condition& condition) -> void {
      condition.window = {};
      for (auto& part : condition.parts) self(self, part);
    };
    for_life(for_life, tier.when);
    if (chance.one_in(3)) tier.promote = chance.of({Calendar::month, Calendar::quarter, Calendar::year});
    tier.multiplier = Ratio{step * Ratio::one};
    program.tiers.push_back(tier);
  }
  return program;
}

} // namespace

TEST_CASE("a tier is reached at the end of the day, and the highest one at once") {
  auto story = Story(ladder()).order("2026-01-01", "99.99").order("2026-01-05", "0.01");
  CHECK(story.tiers("2026-01-04").empty());
  CHECK(story.tiers("2026-01-05") == Lines{"2026-01-05 promoted silver until 2026-03-05"});
  story.order("2026-01-05", "250.00");
  CHECK(story.tiers("2026-01-05") == Lines{"2026-01-05 promoted gold until 2026-03-05"});
}

TEST_CASE("promotion with the next period begins on its first day, and holds no lower tier back") {
  auto program = day_to_day();
  program.tiers[1].promote = Calendar::month;
  CHECK(Story(program).order("2026-01-10", "300.00").tiers("2026-02-01") ==
        Lines{"2026-01-10 promoted silver", "2026-02-01 promoted gold"});
  CHECK(Story(program).order("2026-01-10", "300.00").refund("2026-01-20", 1, "1.00").tiers("2026-02-01") ==
        Lines{"2026-01-10 promoted silver"});
  CHECK(Story(program).order("2026-01-31", "300.00").tiers("2026-02-01") ==
        Lines{"2026-01-31 promoted silver", "2026-02-01 promoted gold"});
  program.tiers[1].promote = Calendar::quarter;
  CHECK(Story(program).order("2026-03-10", "300.00").tiers("2026-04-01").back() == "2026-04-01 promoted gold");
}

TEST_CASE("a tier without a term is held exactly as long as its condition holds") {
  const auto story = Story(day_to_day()).order("2026-01-01", "300.00").order("2026-01-11", "100.00");
  CHECK(story.tiers("2026-12-31") ==
        Lines{"2026-01-01 promoted gold", "2026-01-31 demoted silver", "2026-02-10 demoted nothing"});
}

TEST_CASE("a term that ends is renewed by what keeps the tier, which may be less than what reached it") {
  auto program = ladder();
  program.tiers[1].retain = not_below(Metric::spend, 5'000, days(30));
  const auto story = Story(program).order("2026-01-01", "300.00").order("2026-02-20", "50.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-01 promoted gold until 2026-03-01",
                                           "2026-03-02 renewed gold until 2026-04-30", "2026-05-01 demoted nothing"});
}

TEST_CASE("where it says what keeps a tier, what reaches it does not renew it") {
  auto program = ladder();
  program.tiers[1].retain = not_below(Metric::orders, 5);
  const auto story = Story(program).order("2026-01-01", "300.00").order("2026-02-20", "300.00");
  CHECK(story.tiers("2026-03-02") == Lines{"2026-01-01 promoted gold until 2026-03-01",
                                           "2026-03-02 demoted silver until 2026-04-30",
                                           "2026-03-02 promoted gold until 2026-04-30"});
}

TEST_CASE("what reached a tier does not also keep it, unless the window is for life or a calendar year") {
  const auto kept = [](Window window) {
    auto program = ladder();
    program.tiers.pop_back();
    program.tiers[0].when.window = window;
    return Story(program).order("2026-01-01", "100.00").tiers("2026-03-02").back();
  };
  CHECK(kept(days(365)) == "2026-03-02 promoted silver until 2026-04-30");
  CHECK(kept({}) == "2026-03-02 renewed silver until 2026-04-30");
  CHECK(kept({Window::Kind::calendar_year, {}}) == "2026-03-02 renewed silver until 2026-04-30");
  CHECK(kept({Window::Kind::membership_year, {}}) == "2026-03-02 renewed silver until 2026-04-30");
  auto program = ladder();
  program.tiers.pop_back();
  program.tiers[0].when.window = days(45);
  const auto story = Story(program).order("2026-01-01", "100.00").order("2026-02-01", "100.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-01 promoted silver until 2026-03-01",
                                           "2026-03-02 renewed silver until 2026-04-30", "2026-05-01 demoted nothing"});
}

TEST_CASE("a window can begin when the tier was reached or last kept") {
  auto program = ladder();
  program.tiers[1].retain = not_below(Metric::spend, 5'000, {Window::Kind::since_reached, {}});
  CHECK(Story(program).order("2026-01-01", "350.00").tiers("2026-03-02").back() == "2026-03-02 demoted nothing");
  auto story = Story(program).order("2026-01-01", "300.00").order("2026-01-02", "50.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-01 promoted gold until 2026-03-01",
                                           "2026-03-02 renewed gold until 2026-04-30", "2026-05-01 demoted nothing"});
  story.refund("2026-03-10", 2, "0.01");
  CHECK(story.tiers("2026-03-10").back() == "2026-03-10 demoted nothing");

  Engine engine(always(program));
  const auto history = Story(program).order("2026-01-01", "300.00").order("2026-01-02", "20.00").history();
  engine.walk(history, day("2026-01-31"));
  CHECK(engine.reached_through("gold") == day("2026-01-01"));
  CHECK_FALSE(engine.reached_through("silver"));
  CHECK(engine.measure_after(*program.tiers[1].retain, day("2026-01-31"), day("2026-01-01")) == 2'000);
  CHECK(engine.measure(*program.tiers[1].retain, day("2026-01-31")) == 32'000);
}

TEST_CASE("within the grace the tier can still be kept, from the end of the old term") {
  auto program = ladder();
  program.tiers[1].grace_days = 15;
  auto story = Story(program).order("2026-01-01", "300.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-01 promoted gold until 2026-03-01",
                                           "2026-03-02 grace gold until 2026-03-16", "2026-03-17 demoted nothing"});
  story.order("2026-03-10", "300.00");
  CHECK(story.tiers("2026-03-31").back() == "2026-03-10 renewed gold until 2026-04-30");
}

TEST_CASE("a grace longer than the term never renews for days that are over") {
  auto program = ladder();
  program.tiers[1].term = {.days = 10};
  program.tiers[1].grace_days = 40;
  const auto story = Story(program).order("2026-01-01", "300.00").order("2026-02-18", "300.00");
  CHECK(story.tiers("2026-02-28") ==
        Lines{"2026-01-01 promoted gold until 2026-01-10", "2026-01-11 grace gold until 2026-02-19",
              "2026-02-18 renewed gold until 2026-02-19", "2026-02-20 grace gold until 2026-03-31"});
}

TEST_CASE("a member falls to what is qualified, or one step") {
  auto program = ladder();
  CHECK(Story(program).order("2026-01-01", "300.00").order("2026-02-20", "100.00").tiers("2026-03-02").back() ==
        "2026-03-02 demoted silver until 2026-04-30");
  CHECK(Story(program).order("2026-01-01", "300.00").tiers("2026-03-02").back() == "2026-03-02 demoted nothing");
  program.tiers[1].demote = Demotion::one_step;
  CHECK(Story(program).order("2026-01-01", "300.00").tiers("2026-12-31") ==
        Lines{"2026-01-01 promoted gold until 2026-03-01", "2026-03-02 demoted silver until 2026-04-30",
              "2026-05-01 demoted nothing"});
}

TEST_CASE("what reached a tier brings no lower term at the end of its own, whatever the window still holds") {
  auto program = ladder();
  for (auto& tier : program.tiers) tier.when.window = days(60);
  CHECK(Story(program).order("2026-01-01", "300.00").tiers("2026-12-31") ==
        Lines{"2026-01-01 promoted gold until 2026-03-01", "2026-03-02 demoted nothing"});
  CHECK(Story(program).order("2026-01-01", "300.00").order("2026-01-02", "100.00").tiers("2026-03-02").back() ==
        "2026-03-02 demoted silver until 2026-04-30");
  CHECK(Story(program).order("2026-01-01", "300.00").order("2026-01-02", "99.99").tiers("2026-03-02").back() ==
        "2026-03-02 demoted nothing");
  // A tier without a term is no term: it is held as long as its window holds what it asks for.
  program.tiers[0].term = {};
  program.tiers[0].when.window = days(65);
  CHECK(Story(program).order("2026-01-01", "300.00").tiers("2026-12-31") ==
        Lines{"2026-01-01 promoted gold until 2026-03-01", "2026-03-02 demoted silver", "2026-03-07 demoted nothing"});
}

TEST_CASE("a term that is rounded up ends with the calendar, and so do those after it") {
  auto program = ladder();
  program.tiers.pop_back();
  program.tiers[0].when.window = {Window::Kind::calendar_year, {}};
  program.tiers[0].term = {.months = 12};
  program.tiers[0].round_up = Calendar::year;
  const auto reached = [&](const char* on) { return Story(program).order(on, "100.00").tiers(on); };
  CHECK(reached("2026-01-01") == Lines{"2026-01-01 promoted silver until 2027-12-31"});
  CHECK(reached("2026-03-10") == Lines{"2026-03-10 promoted silver until 2027-12-31"});
  CHECK(reached("2026-12-31") == Lines{"2026-12-31 promoted silver until 2027-12-31"});
  CHECK(Story(program).order("2026-03-10", "100.00").order("2027-12-31", "100.00").tiers("2029-12-31") ==
        Lines{"2026-03-10 promoted silver until 2027-12-31", "2028-01-01 renewed silver until 2028-12-31",
              "2029-01-01 demoted nothing"});
  program.tiers[0].promote = Calendar::year;
  CHECK(Story(program).order("2026-03-10", "100.00").tiers("2027-01-01") ==
        Lines{"2027-01-01 promoted silver until 2027-12-31"});
  program.tiers[0].promote.reset();
  program.tiers[0].term = {.months = 1};
  program.tiers[0].round_up = Calendar::month;
  CHECK(Story(program).order("2026-01-31", "100.00").tiers("2026-03-01") ==
        Lines{"2026-01-31 promoted silver until 2026-02-28", "2026-03-01 renewed silver until 2026-03-31"});
}

TEST_CASE("one step does not rest on a tier without a term that is not qualified for") {
  auto program = ladder();
  program.tiers[0].term = {};
  program.tiers[1].demote = Demotion::one_step;
  CHECK(Story(program).order("2026-01-01", "300.00").tiers("2026-12-31").back() == "2026-03-02 demoted nothing");
}

TEST_CASE("spending points never demotes") {
  auto program = day_to_day();
  program.tiers = {{.id = "fan", .name = "Fan", .when = not_below(Metric::points_earned, 100)}};
  auto story = Story(program).order("2026-01-01", "60.00").award("2026-01-02", 40).redeem("2026-01-03", 100);
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-02 promoted fan"});
  CHECK(story.adjust("2026-01-04", -5).refund("2026-01-05", 1, "1.00").tiers("2026-12-31").back() ==
        "2026-01-05 demoted nothing");
}

TEST_CASE("an order that is wholly refunded is no order and no spend; a partial refund is less spend") {
  auto program = day_to_day();
  program.tiers = {{.id = "two", .name = "Two", .when = not_below(Metric::orders, 2)},
                   {.id = "rich", .name = "Rich", .when = not_below(Metric::spend, 20'000)}};
  const auto after = [&](const char* amount) {
    return Story(program)
        .order("2026-01-01", "100.00")
        .order("2026-01-02", "100.00")
        .refund("2026-01-03", 2, amount)
        .tiers("2026-01-03")
        .back();
  };
  CHECK(after("0.00") == "2026-01-02 promoted rich");
  CHECK(after("40.00") == "2026-01-03 demoted two");
  CHECK(after("100.00") == "2026-01-03 demoted nothing");
}

TEST_CASE("a changed ladder rules from its first day, and a tier it lacks is lost that day") {
  auto easier = day_to_day();
  easier.tiers[1].when.value = 20'000;
  auto bronze = day_to_day();
  bronze.tiers[1].id = "bronze";
  const auto story = Story(day_to_day())
                         .order("2026-01-01", "200.00")
                         .change_program("2026-01-10", easier)
                         .change_program("2026-01-20", bronze);
  CHECK(story.tiers("2026-01-20") == Lines{"2026-01-01 promoted silver", "2026-01-10 promoted gold",
                                           "2026-01-20 program nothing", "2026-01-20 promoted silver"});
}

TEST_CASE("more spend never gives a lower tier where only lifetime sums count") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const bool terms = chance.one_in(2);
    auto program = lifetime_ladder(chance);
    if (terms)
      for (auto& tier : program.tiers) tier.term = {.days = chance.between(5, 200)};
    // With a term, a refund can end a tier that was reached sooner before one that was reached later.
    const auto less = random_history(chance, {.refunds = !terms});
    auto more = less;
    const auto extra = OrderFact{
        .id = OrderId(1'000), .placed_at = Moment::at(random_day(chance), 1), .amount = random_amount(chance)};
    insert_order(more, extra);
    const auto through = first_random_day + 700;
    Engine engine(always(program));
    const auto low = engine.walk(less, through).tier_changes;
    const auto& high = engine.walk(more, through).tier_changes;
    bool never_lower = true;
    for (auto day = first_random_day; day <= through; day = day + 7)
      never_lower = never_lower && rank_on(program, high, day) >= rank_on(program, low, day);
    CHECK(never_lower);
  });
}

TEST_CASE("tiers are those of adding everything up anew on every single day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const auto timeline = random_timeline(chance);
    const auto history = random_history(chance);
    const auto from = first_fact(history);
    if (from == never) return;
    const auto through = from + 450;
    Engine engine(timeline);
    CHECK(told(engine.walk(history, through).tier_changes) == told(SlowLadder(timeline, history).walk(from, through)));
  });
}

} // namespace tiering_test
