// SPDX-License-Identifier: MIT
#include "loyalty/liability.hpp"

#include <optional>
#include <vector>

#include "catch.hpp"
#include "loyalty/story.hpp"

namespace liability_test {

using namespace loyalty;

namespace {

std::vector<NumberedEntry> numbered(const std::vector<Entry>& entries) {
  std::vector<NumberedEntry> lines;
  for (const auto& entry : entries) lines.push_back({static_cast<std::int32_t>(lines.size()) + 1, entry});
  return lines;
}

/// Two lots, of which the member used some before they earned the second.
std::vector<NumberedEntry> two_lots() {
  return numbered({{.day = day("2026-01-10"), .points = 100, .last_day = day("2026-03-31")},
                   {.day = day("2026-02-05"), .kind = EntryKind::redeem, .points = 40, .lot = 1},
                   {.day = day("2026-02-05"), .points = 30, .last_day = day("2026-04-30")},
                   {.day = day("2026-02-20"), .points = 50, .last_day = day("2026-04-30")},
                   {.day = day("2026-03-10"), .kind = EntryKind::redeem, .points = 20, .lot = 1},
                   {.day = day("2026-03-12"), .kind = EntryKind::give_back, .points = 25, .lot = 1},
                   {.day = day("2026-03-15"), .kind = EntryKind::claw_back, .points = 10, .lot = 3},
                   {.day = day("2026-04-01"), .kind = EntryKind::expire, .points = 65, .lot = 1}});
}

LotStory ended(bool by_user, Points used, std::int32_t months_later, Points expired) {
  LotStory lot{.earned = day("2025-01-15"), .last_day = day("2025-12-31"), .by_user = by_user, .expired = expired};
  if (used > 0) lot.uses = {{lot.earned + Period{.months = months_later}, used}};
  return lot;
}

/// As many members with one such lot each.
UseOfPoints past_of(int members, const LotStory& lot) {
  UseOfPoints past(day("2026-06-30"));
  for (int member = 0; member < members; ++member) past.add(std::vector{lot});
  return past;
}

} // namespace

TEST_CASE("the story of a lot is what was used of it and did not come back, and what expired", "[liability]") {
  const auto lots = lot_stories(two_lots(), day("2026-04-30"));
  REQUIRE(lots.size() == 3);
  CHECK(lots[0].left == 0);
  CHECK(lots[0].expired == 65);
  REQUIRE(lots[0].uses.size() == 1);
  CHECK(lots[0].uses[0].day == day("2026-02-05"));
  CHECK(lots[0].uses[0].points == 35);
  CHECK(lots[1].left == 20);
  CHECK(lots[2].left == 50);
  // Used on the day on which it was earned: not before.
  CHECK_FALSE(lots[0].by_user);
  CHECK_FALSE(lots[1].by_user);
  CHECK(lots[2].by_user);
}

TEST_CASE("the story of a lot knows nothing of later days", "[liability]") {
  const auto lots = lot_stories(two_lots(), day("2026-02-19"));
  REQUIRE(lots.size() == 2);
  CHECK(lots[0].left == 60);
  CHECK(lots[0].uses.size() == 1);
}

TEST_CASE("open points stand in the month of their last day, pending ones apart", "[liability]") {
  auto lines = two_lots();
  lines.push_back({9, {.day = day("2026-03-01"), .points = 7, .available_on = day("2026-05-01")}});
  lines.push_back({10, {.day = day("2026-03-01"), .points = 8}});
  const Day on = day("2026-04-30");
  OpenPoints open;
  open.add(lot_stories(lines, on), on);
  CHECK(open.held == 7);
  CHECK(open.without_end == 8);
  REQUIRE(open.months.size() == 1);
  const auto& [month, classes] = *open.months.begin();
  CHECK(month == day("2026-04-01"));
  CHECK(classes == std::map<LotClass, Points>{{{false, 2}, 20}, {{true, 2}, 50}});
}

TEST_CASE("the past speaks from 300 ended lots of 100 members on, 30 of whom used points", "[liability]") {
  const auto unused = ended(false, 0, 0, 10);
  CHECK_FALSE(past_of(300, unused).enough());
  auto past = past_of(270, unused);
  past.add(past_of(29, ended(false, 5, 2, 5)));
  CHECK_FALSE(past.enough());
  past.add(past_of(1, ended(true, 5, 2, 5)));
  CHECK(past.enough());
  // The same lots of fewer members.
  UseOfPoints few(day("2026-06-30"));
  for (int member = 0; member < 99; ++member) few.add(std::vector(4, ended(false, 5, 2, 5)));
  CHECK_FALSE(few.enough());
  // Lots whose last day is not over say nothing.
  UseOfPoints early(day("2025-12-31"));
  for (int member = 0; member < 400; ++member) early.add(std::vector{ended(false, 5, 2, 5)});
  CHECK_FALSE(early.enough());
}

TEST_CASE("open points are used as those of their class were at a later age", "[liability]") {
  auto past = past_of(100, ended(false, 10, 3, 90));
  past.add(past_of(100, ended(true, 60, 3, 40)));
  CHECK(past.expected({false, 2}, 1'000) == 100);
  CHECK(past.expected({true, 2}, 1'000) == 600);
  // What was used in the same month of its age is over.
  CHECK(past.expected({true, 3}, 1'000) == 0);
  CHECK(past.expected({true, 2}, 1) == 1);
  CHECK(past.expected({false, 2}, 4) == 0);
  CHECK(past.expected({false, 2}, 5) == 1);
}

TEST_CASE("a class with few ended lots goes by all of them", "[liability]") {
  auto past = past_of(100, ended(false, 10, 3, 90));
  past.add(past_of(99, ended(true, 100, 3, 0)));
  CHECK(past.expected({false, 2}, 1'000) == 100);
  // (1,000 + 9,900) of (1,000 + 9,000 + 9,900).
  CHECK(past.expected({true, 2}, 1'000) == 548);
}

TEST_CASE("points of an age at which none was ever seen to end are counted whole", "[liability]") {
  const auto past = past_of(100, ended(true, 10, 1, 0));
  CHECK(past.expected({true, 1}, 70) == 70);
}

TEST_CASE("the estimate is compared where all points of that time have ended", "[liability]") {
  const ExpiryRule six_months{.kind = ExpiryRule::Kind::after, .after = {.months = 6}, .round_up = Calendar::month};
  CHECK(compared_on(six_months, day("1998-06-30")) == day("1997-11-30"));
  CHECK(compared_on(six_months, day("1998-06-15")) == day("1997-11-30"));
  CHECK(compared_on(six_months, day("1998-07-01")) == day("1997-12-31"));
  const ExpiryRule ninety_days{.kind = ExpiryRule::Kind::after, .after = {.days = 90}};
  CHECK(compared_on(ninety_days, day("2026-06-15")) == day("2026-02-28"));
  const ExpiryRule in_december{.kind = ExpiryRule::Kind::fixed_day};
  CHECK(compared_on(in_december, day("2026-12-31")) == day("2025-12-31"));
  CHECK(compared_on(in_december, day("2027-01-01")) == day("2026-12-31"));
  CHECK_FALSE(compared_on(ExpiryRule{}, day("2026-06-15")));
  CHECK_FALSE(compared_on(ExpiryRule{.kind = ExpiryRule::Kind::inactivity, .after = {.days = 90}}, day("2026-06-15")));
}

TEST_CASE("lots of an earlier day that have ended are followed", "[liability]") {
  const auto lines = two_lots();
  const Day then = day("2026-02-28");
  const Day now = day("2026-04-30");
  LotsSince since;
  since.add(lot_stories(lines, then), then, lot_stories(lines, now), now);
  // Only the first lot has ended; what it gave on 10 March came back two days later, and more of what it gave before.
  CHECK(since.open == std::map<LotClass, Points>{{{false, 1}, 60}});
  CHECK(since.used == -5);
  since.add(since);
  CHECK(since.used == -10);
}

} // namespace liability_test
