// SPDX-License-Identifier: MIT
#include <algorithm>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace free_tier_test {

using namespace loyalty;

namespace {

/// Gold, which nobody reaches, is free in June for whoever has bought; it doubles the points.
Program gold_in_june() {
  auto program = point_a_piece();
  program.tiers = {{.id = "silver", .name = "Silver", .when = compare(Metric::spend, Comparison::at_least, 10'000)},
                   {.id = "gold",
                    .name = "Gold",
                    .when = compare(Metric::spend, Comparison::at_least, 100'000'000),
                    .multiplier = Ratio{2 * Ratio::one},
                    .free = FreeDays{.from = day("2026-06-01"),
                                     .until = day("2026-06-30"),
                                     .who = compare(Metric::orders, Comparison::at_least, 1)}}};
  return program;
}

int rank_on(const Program& program, const Conclusions& conclusions, Day day) {
  const Tier* held = nullptr;
  for (const auto& change : conclusions.tier_changes)
    if (change.day <= day) held = program.tier(change.tier);
  return held == nullptr ? -1 : static_cast<int>(held - program.tiers.data());
}

} // namespace

TEST_CASE("a free tier is held from the morning of its first day through its last day") {
  const auto story = Story(gold_in_june()).order("2026-05-10", "100.00");
  CHECK(story.tiers("2026-12-31") ==
        Lines{"2026-05-10 promoted silver", "2026-06-01 granted gold until 2026-06-30", "2026-07-01 ended silver"});
  const auto points_of_order_on = [](const char* on) {
    return Story(gold_in_june()).order("2026-05-10", "100.00").order(on, "10.00").on(on).balance - 100;
  };
  CHECK(points_of_order_on("2026-05-31") == 10);
  CHECK(points_of_order_on("2026-06-01") == 20);
  CHECK(points_of_order_on("2026-06-30") == 20);
  CHECK(points_of_order_on("2026-07-01") == 10);
}

TEST_CASE("who meets the condition within the days has the free tier from that evening, and as long as it is met") {
  auto story = Story(gold_in_june()).joined("2026-01-01").order("2026-06-10", "50.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-06-10 granted gold until 2026-06-30", "2026-07-01 ended nothing"});
  CHECK(story.on("2026-06-10").balance == 50);
  story.refund("2026-06-12", 1, "50.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-06-10 granted gold until 2026-06-30", "2026-06-12 ended nothing"});
  CHECK(Story(gold_in_june()).order("2026-07-01", "50.00").tiers("2026-12-31").empty());
}

TEST_CASE("time alone can take a free tier away within its days") {
  auto program = gold_in_june();
  program.tiers[1].free->who =
      compare(Metric::spend, Comparison::at_least, 5'000, {Window::Kind::rolling, {.days = 10}});
  CHECK(Story(program).order("2026-06-05", "50.00").tiers("2026-12-31") ==
        Lines{"2026-06-05 granted gold until 2026-06-30", "2026-06-15 ended nothing"});
  CHECK(Story(program).order("2026-05-25", "50.00").tiers("2026-12-31") ==
        Lines{"2026-06-01 granted gold until 2026-06-30", "2026-06-04 ended nothing"});
}

TEST_CASE("whoever earns the free tier meanwhile keeps it") {
  auto program = gold_in_june();
  program.tiers[1].when.value = 20'000;
  program.tiers[1].term = {.days = 100};
  CHECK(Story(program).order("2026-05-10", "100.00").order("2026-06-20", "100.00").tiers("2026-07-31") ==
        Lines{"2026-05-10 promoted silver", "2026-06-01 granted gold until 2026-06-30",
              "2026-06-20 promoted gold until 2026-09-27"});
}

TEST_CASE("on each of its days a free tier is a floor for whoever meets its condition, and on no other") {
  Chance chance(16);
  int free_evenings = 0;
  for (int round = 0; round < 300; ++round) {
    auto plain = random_program(chance);
    if (plain.tiers.empty()) continue;
    for (auto& tier : plain.tiers) tier.multiplier = {Ratio::one};
    auto with_free = plain;
    const auto place = chance.between(0, static_cast<int>(plain.tiers.size()) - 1);
    const Day from = random_day(chance);
    const FreeDays free{.from = from, .until = from + chance.between(0, 40), .who = random_condition(chance, 1)};
    with_free.tiers[static_cast<std::size_t>(place)].free = free;
    auto history = random_history(chance);
    history.registered = true;
    const Day member_from = std::min(history.joined_on, first_known(history));
    Engine without(always(plain));
    Engine with(always(with_free));
    const auto found = with.walk(history, free.until + 50);
    for (Day on = free.from - 2; on <= free.until + 2; on = on + 1) {
      const auto held = rank_on(plain, without.walk(history, on), on);
      const bool is_free = on >= member_from && free.from <= on && on <= free.until && without.meets(free.who, on);
      free_evenings += is_free && held < place ? 1 : 0;
      CAPTURE(round, to_string(on), to_string(free.from), to_string(free.until));
      CHECK(rank_on(with_free, found, on) == (is_free ? std::max(held, place) : held));
    }
  }
  CHECK(free_evenings > 1'000);
}

} // namespace free_tier_test
