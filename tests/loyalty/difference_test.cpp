// SPDX-License-Identifier: MIT
#include "loyalty/difference.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/story.hpp"

namespace difference_test {

using namespace loyalty;

namespace {

using Strings = std::vector<std::string>;

std::vector<NumberedEntry> numbered(const std::vector<Entry>& entries) {
  std::vector<NumberedEntry> lines;
  for (const auto& entry : entries) lines.push_back({static_cast<std::int32_t>(lines.size()) + 1, entry});
  return lines;
}

/// What the lines say, whatever their numbers: each in words, lots by the fact that opened them, in order of words.
Strings told(const std::vector<NumberedEntry>& lines) {
  std::map<std::int32_t, std::string> lots;
  std::map<std::int32_t, bool> cancelled;
  for (const auto& [number, entry] : lines) {
    if (entry.reverses != 0) cancelled[entry.reverses] = cancelled[number] = true;
    if (opens_lot(entry)) lots[number] = loyalty::words(entry.cause);
  }
  Strings words;
  for (const auto& [number, entry] : lines) {
    if (cancelled.contains(number)) continue;
    std::string line = to_string(entry.day) + ' ' + std::string(to_string(entry.kind));
    for (const std::int64_t value : {entry.points, entry.base.minor, std::int64_t{entry.terms},
                                     std::int64_t{entry.available_on.number}, std::int64_t{entry.last_day.number}})
      line += ' ' + std::to_string(value);
    line += " for " + loyalty::words(entry.cause);
    words.push_back(line + " of " + (entry.lot == 0 ? "" : lots.at(entry.lot)));
  }
  std::sort(words.begin(), words.end());
  return words;
}

template <class Line>
void append(std::vector<Line>& stored, const std::vector<Line>& added) {
  stored.insert(stored.end(), added.begin(), added.end());
}

Balance balance(const std::vector<NumberedEntry>& lines, Day day) {
  Tally tally(day);
  for (const auto& line : lines) tally.add(line.number, line.entry);
  return tally.balance();
}

bool same(const Balance& left, const Balance& right) {
  return left.earned == right.earned && left.adjusted == right.adjusted && left.redeemed == right.redeemed &&
         left.expired == right.expired && left.clawed_back == right.clawed_back && left.balance == right.balance &&
         left.held == right.held && left.debt == right.debt && left.forgiven == right.forgiven &&
         left.growth == right.growth;
}

const Day the_end = first_random_day + 1'500;

const Day monday = Day::from_civil(2026, 6, 1);

Entry earn(Points points, std::int64_t order) {
  return {.day = monday, .points = points, .cause = OrderId(order), .available_on = monday};
}

Entry redeem(Points points, std::int32_t lot) {
  return {.day = monday + 1, .kind = EntryKind::redeem, .points = points, .lot = lot};
}

} // namespace

TEST_CASE("nothing is added to an account that says the same") {
  const std::vector<Entry> walked{earn(10, 1), redeem(4, 1)};
  CHECK(difference(numbered(walked), walked).empty());
}

TEST_CASE("what follows is appended, and its lots are the stored ones") {
  const std::vector<Entry> walked{earn(10, 1), redeem(4, 1)};
  const auto added = difference(numbered({walked.front()}), walked);
  REQUIRE(added.size() == 1);
  CHECK(added.front().number == 2);
  CHECK(added.front().entry == walked.back());
}

TEST_CASE("a line that no longer follows is cancelled on its own day, with its lot") {
  const auto added = difference(numbered({earn(10, 1), redeem(4, 1)}), std::vector{earn(10, 1)});
  REQUIRE(added.size() == 1);
  const auto& reversal = added.front().entry;
  CHECK(reversal.day == monday + 1);
  CHECK(reversal.points == -4);
  CHECK(reversal.lot == 1);
  CHECK(reversal.reverses == 2);
}

TEST_CASE("a lot that changed takes everything drawn on it along") {
  const auto stored = numbered({earn(10, 1), redeem(4, 1)});
  const auto added = difference(stored, std::vector{earn(12, 1), redeem(4, 1)});
  REQUIRE(added.size() == 4);
  CHECK(added[1].entry.lot == added[0].number);
  auto all = stored;
  append(all, added);
  CHECK(balance(all, monday + 1).balance == 8);
  CHECK(balance(all, monday + 1).redeemed == 4);
  CHECK(balance(all, monday).earned == 12);
}

TEST_CASE("equal lines are paired one by one") {
  const auto twice = numbered({earn(10, 1), redeem(4, 1), redeem(4, 1)});
  CHECK(difference(twice, std::vector{earn(10, 1), redeem(4, 1)}).size() == 1);
}

TEST_CASE("a cancelled line can follow again") {
  auto stored = numbered({earn(10, 1)});
  append(stored, difference(stored, std::vector<Entry>{}));
  CHECK(balance(stored, monday).balance == 0);
  append(stored, difference(stored, std::vector{earn(10, 1)}));
  CHECK(stored.size() == 3);
  CHECK(balance(stored, monday).balance == 10);
}

TEST_CASE("a tier line that no longer follows is cancelled by an equal one") {
  const TierChange silver{.day = monday, .tier = "silver"};
  const TierChange gold{.day = monday, .tier = "gold"};
  std::vector stored{silver};
  append(stored, difference(stored, std::vector{gold}));
  CHECK(stored.size() == 3);
  CHECK(netted(stored) == std::vector{gold});
}

TEST_CASE("tier lines of one day keep the order in which they happened") {
  const TierChange lost{.day = monday, .reason = TierReason::program};
  const TierChange silver{.day = monday, .tier = "silver"};
  std::vector stored{silver};
  append(stored, difference(stored, std::vector{lost, silver}));
  CHECK(netted(stored) == std::vector{lost, silver});
}

TEST_CASE("walking often and appending the difference writes what one walk gives, row for row") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_timeline(chance));
    const auto history = random_history(chance);
    std::vector<NumberedEntry> stored;
    std::vector<TierChange> tiers;
    for (auto day = first_random_day; day < the_end; day = day + chance.between(1, 300)) {
      const auto& walked = engine.walk(history, day);
      append(stored, difference(stored, walked.entries));
      append(tiers, difference(tiers, walked.tier_changes));
    }
    const auto& once = engine.walk(history, the_end);
    append(stored, difference(stored, once.entries));
    append(tiers, difference(tiers, once.tier_changes));
    bool equal = stored.size() == once.entries.size();
    for (std::size_t row = 0; equal && row < stored.size(); ++row)
      equal = stored[row].number == static_cast<std::int32_t>(row) + 1 && stored[row].entry == once.entries[row];
    CHECK(equal);
    CHECK(tiers == once.tier_changes);
  });
}

TEST_CASE("late facts: the stored lines and the difference say what a walk with all facts says") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_timeline(chance));
    const auto history = random_history(chance);
    std::vector<NumberedEntry> stored;
    std::vector<TierChange> tiers;
    const auto settle = [&](const History& known, Day day) {
      const auto& walked = engine.walk(known, day);
      append(stored, difference(stored, walked.entries));
      append(tiers, difference(tiers, walked.tier_changes));
    };
    // Facts come late, are undone, and come again.
    for (int night = chance.between(1, 3); night > 0; --night)
      settle(without(history, [&](auto) { return chance.one_in(3); }), random_day(chance));
    const auto day = random_day(chance) + 300;
    settle(history, day);
    const auto& walked = engine.walk(history, day);
    CHECK(told(stored) == told(numbered(walked.entries)));
    CHECK(netted(tiers) == walked.tier_changes);
    CHECK(difference(stored, walked.entries).empty());
    CHECK(difference(tiers, walked.tier_changes).empty());
    const auto earlier = random_day(chance);
    CHECK(same(balance(stored, earlier), balance(numbered(walked.entries), earlier)));
  });
}

} // namespace difference_test
