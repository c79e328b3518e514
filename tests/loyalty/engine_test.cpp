// SPDX-License-Identifier: MIT
#include "loyalty/engine.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace engine_test {

using namespace loyalty;

namespace {

/// A lot as its own lines tell it.
struct Kept {
  Points points = 0;
  Points redeemed = 0;
  Entry opened;
  Day last_day = never;
  Day back_on = never; ///< on which redeemed points came back last
};

/// Whoever is shut out can lose all points, pending ones too.
bool is_forfeit(const Entry& entry, const History& history) {
  return entry.kind == EntryKind::adjust && std::ranges::any_of(history.acts, [&](const Act& act) {
           return act.kind == ActKind::close && act_of(entry.cause) == act.id;
         });
}

/// What is wrong with an account that is read line by line; empty if nothing is.
std::string fault_of(const std::vector<Entry>& entries, const History& history, bool inactivity) {
  std::map<std::int32_t, Kept> lots;
  std::int32_t number = 0;
  for (const auto& entry : entries) {
    ++number;
    const auto at = " at line " + std::to_string(number);
    if (entry.reverses != 0) return "a walk reverses nothing" + at;
    if (number > 1 && entry.day < entries[static_cast<std::size_t>(number) - 2].day) return "days go back" + at;
    if (opens_lot(entry)) {
      if (entry.last_day < entry.day || entry.available_on < entry.day) return "a lot ends before it begins" + at;
      lots[number] = {entry.points, 0, entry, entry.last_day};
      continue;
    }
    if (entry.lot == 0) continue;
    if (!lots.contains(entry.lot)) return "no such lot" + at;
    Kept& lot = lots[entry.lot];
    const bool held = lot.opened.available_on > entry.day;
    const auto rank = [](const Kept& of, std::int32_t name) { return std::tuple(of.last_day, of.opened.day, name); };
    switch (entry.kind) {
      case EntryKind::redate: lot.last_day = entry.last_day; continue;
      case EntryKind::give_back:
        lot.points += entry.points;
        lot.redeemed -= entry.points;
        lot.back_on = entry.day;
        if (lot.redeemed < 0) return "more given back than redeemed" + at;
        continue;
      case EntryKind::expire:
        if (lot.last_day >= entry.day && !inactivity) return "expired too early" + at;
        if (entry.points != lot.points) return "a part of a lot expired" + at;
        break;
      case EntryKind::redeem:
      case EntryKind::repay:
      case EntryKind::adjust:
        if (is_forfeit(entry, history)) break;
        if (held) return "held points spent" + at;
        // What comes back after its last day pays what is owed, or ends.
        if (lot.last_day < entry.day && lot.back_on != entry.day) return "spent after the last day" + at;
        for (const auto& [name, other] : lots)
          if (other.points > 0 && other.opened.available_on <= entry.day && rank(other, name) < rank(lot, entry.lot))
            return "another lot comes first" + at;
        if (entry.kind == EntryKind::redeem) lot.redeemed += entry.points;
        break;
      default: break;
    }
    lot.points -= entry.kind == EntryKind::adjust ? -entry.points : entry.points;
    if (entry.kind != EntryKind::adjust && entry.points <= 0) return "nothing moved" + at;
    if (lot.points < 0) return "a lot fell below zero" + at;
  }
  return {};
}

Balance balance_on(const std::vector<Entry>& entries, Day day) {
  Tally tally(day);
  std::int32_t number = 0;
  for (const auto& entry : entries) tally.add(++number, entry);
  return tally.balance();
}

/// The lines up to a day, so that a walk through it can be compared with a longer one.
template <class Line>
std::vector<Line> until(const std::vector<Line>& lines, Day day) {
  std::vector<Line> kept;
  for (const auto& line : lines)
    if (line.day <= day) kept.push_back(line);
  return kept;
}

std::string told(const Conclusions& conclusions) {
  std::string text;
  for (const auto& entry : conclusions.entries) text += words(entry) + '\n';
  for (const auto& change : conclusions.tier_changes) text += words(change) + '\n';
  return text;
}

constexpr std::uint64_t every = 4; ///< seeds whose programs use the whole language, which takes its time

} // namespace

TEST_CASE("a day goes in order: the program, what ends, what becomes free, gifts, orders, what they spend, the tier") {
  auto program = point_a_piece();
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.days = 10}};
  program.points.hold_days = 3;
  auto doubled = program;
  doubled.points.earn->points = 2;
  doubled.tiers = {{.id = "fan", .name = "Fan", .when = {}, .multiplier = {3 * Ratio::one}}};
  auto story = Story(program).order("2026-01-01", "10.00").order("2026-01-08", "20.00").award("2026-01-11", 1);
  story.change_program("2026-01-11", doubled).order("2026-01-11", "5.00", 7);
  CHECK(story.lines("2026-01-11") == Lines{"2026-01-01 earn 10 from 2026-01-04 until 2026-01-10",
                                           "2026-01-08 earn 20 from 2026-01-11 until 2026-01-17",
                                           "2026-01-11 expire 10 of 1", "2026-01-11 earn 1 until 2026-01-20",
                                           "2026-01-11 earn 10 from 2026-01-14 until 2026-01-20",
                                           "2026-01-11 redeem 7 of 2"});
  CHECK(story.tiers("2026-01-11") == Lines{"2026-01-11 promoted fan"});
}

TEST_CASE("a changed program rates nothing before its first day") {
  auto doubled = point_a_piece();
  doubled.points.earn->points = 2;
  const auto story = Story(point_a_piece())
                         .order("2026-01-31", "10.00")
                         .order("2026-02-01", "10.00")
                         .change_program("2026-02-01", doubled);
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-31 earn 10", "2026-02-01 earn 20"});
}

TEST_CASE("the first program also rules every day before it") {
  History history;
  history.orders = {{.id = OrderId(1), .placed_at = Moment::at(day("1999-01-01")), .amount = money("10.00")}};
  Timeline timeline;
  take_over(timeline, day("2026-01-01"), point_a_piece());
  Engine engine(timeline);
  CHECK(engine.walk(history, day("2026-01-01")).entries.size() == 1);
}

TEST_CASE("without facts there are no conclusions, and nothing is ever due") {
  Engine engine(always(point_a_piece()));
  const History nothing;
  const auto& walked = engine.walk(nothing, day("2026-01-01"));
  CHECK(walked.entries.empty());
  CHECK(walked.points_due_on == never);
  CHECK(walked.tiers_due_on == never);
}

TEST_CASE("due are the next fact, the day after a last day, and the first day of another program") {
  auto program = point_a_piece();
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.days = 10}};
  History history;
  history.orders = {{.id = OrderId(1), .placed_at = Moment::at(day("2026-01-01")), .amount = money("10.00")},
                    {.id = OrderId(2), .placed_at = Moment::at(day("2026-01-05")), .amount = money("10.00")}};
  Engine engine(always(program));
  CHECK(engine.walk(history, day("2026-01-01")).points_due_on == day("2026-01-05"));
  CHECK(engine.walk(history, day("2026-01-05")).points_due_on == day("2026-01-11"));
  CHECK(engine.walk(history, day("2026-01-11")).points_due_on == day("2026-01-15"));
  CHECK(engine.walk(history, day("2026-01-15")).points_due_on == never);
  auto timeline = always(program);
  take_over(timeline, day("2026-01-08"), program);
  Engine two(timeline);
  CHECK(two.walk(history, day("2026-01-05")).points_due_on == day("2026-01-08"));
  CHECK(two.walk(history, day("2026-01-05")).tiers_due_on == day("2026-01-08"));
}

TEST_CASE("every line moves points that are there, and lots go by their last day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    if (seed % every != 0) return;
    CAPTURE(seed);
    const auto timeline = random_schemes(chance);
    const auto history = random_life(chance).history;
    bool inactivity = false;
    for (const auto& version : timeline)
      inactivity = inactivity || version.program->points.expire.kind == ExpiryRule::Kind::inactivity;
    Engine engine(timeline);
    const auto fault = fault_of(engine.walk(history, the_end).entries, history, inactivity);
    if (!fault.empty()) FAIL(fault);
  });
}

TEST_CASE("earned and adjusted points are redeemed, expired, clawed back, held or there, on every day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    if (seed % every != 0) return;
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto history = random_life(chance).history;
    const auto& entries = engine.walk(history, the_end).entries;
    std::set<Day> days;
    for (const auto& entry : entries) days.insert({entry.day, entry.day + 7});
    bool sound = true;
    for (const auto day : days) {
      const auto sums = balance_on(entries, day);
      sound = sound && sums.earned + sums.adjusted + sums.overspent ==
                           sums.redeemed + sums.expired + sums.clawed_back + sums.balance + sums.held;
      sound = sound && sums.balance >= 0 && sums.held >= 0 && sums.debt >= 0;
    }
    CHECK(sound);
  });
}

TEST_CASE("a walk through an earlier day is the beginning of a walk through a later one") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_timeline(chance));
    const auto history = random_history(chance);
    const auto whole = engine.walk(history, the_end);
    const auto day = random_later_day(chance, 300);
    const auto& part = engine.walk(history, day);
    CHECK(part.entries == until(whole.entries, day));
    CHECK(part.tier_changes == until(whole.tier_changes, day));
  });
}

TEST_CASE("nothing happens before the due day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_timeline(chance));
    const auto history = random_history(chance);
    const auto whole = engine.walk(history, the_end);
    const auto day = random_later_day(chance, 300);
    const auto& part = engine.walk(history, day);
    const auto before = [](Day due) { return due == never ? the_end : due - 1; };
    CHECK(part.entries == until(whole.entries, before(part.points_due_on)));
    CHECK(part.tier_changes == until(whole.tier_changes, before(part.tiers_due_on)));
  });
}

TEST_CASE("one member's walk leaves nothing behind for the next one") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    if (seed % every != 0) return;
    CAPTURE(seed);
    const auto timeline = random_schemes(chance);
    Engine used(timeline);
    const auto before = random_life(chance).history;
    used.walk(before, the_end);
    const auto history = random_life(chance).history;
    Engine fresh(timeline);
    CHECK(told(used.walk(history, the_end)) == told(fresh.walk(history, the_end)));
  });
}

} // namespace engine_test
