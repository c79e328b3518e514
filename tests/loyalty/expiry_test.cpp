// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/story.hpp"

namespace expiry_test {

using namespace loyalty;

namespace {

using Kind = ExpiryRule::Kind;

ExpiryRule after(Period length, std::optional<Calendar> round_up = {}) {
  return {.kind = Kind::after, .after = length, .round_up = round_up};
}

ExpiryRule each_year(unsigned month, unsigned on) { return {.kind = Kind::fixed_day, .month = month, .day = on}; }

ExpiryRule inactive(Period length) { return {.kind = Kind::inactivity, .after = length}; }

Program with(const ExpiryRule& rule) {
  auto program = point_a_piece();
  program.points.expire = rule;
  return program;
}

} // namespace

TEST_CASE("the last usable day is the day before the anniversary, clamped to the month's end, or rounded up") {
  struct Row {
    ExpiryRule rule;
    const char *earned, *last;
  };
  const Period month{.months = 1}, year{.months = 12};
  for (const auto& row :
       {Row{{}, "2026-01-31", ""}, Row{inactive(year), "2026-01-31", ""}, Row{after(month), "2026-01-31", "2026-02-27"},
        Row{after(month), "2028-01-31", "2028-02-28"}, Row{after(month), "2026-01-15", "2026-02-14"},
        Row{after(year), "2028-02-29", "2029-02-27"}, Row{after(year), "2026-01-01", "2026-12-31"},
        Row{after({.days = 30}), "2026-01-01", "2026-01-30"}, Row{after({.days = 1}), "2026-01-01", "2026-01-01"},
        Row{after(year, Calendar::month), "2026-01-15", "2027-01-31"},
        Row{after(year, Calendar::month), "2026-01-01", "2026-12-31"},
        Row{after(year, Calendar::quarter), "2026-01-15", "2027-03-31"},
        Row{after(year, Calendar::year), "2026-01-15", "2027-12-31"},
        Row{each_year(12, 31), "2026-12-30", "2026-12-31"}, Row{each_year(12, 31), "2026-12-31", "2026-12-31"},
        Row{each_year(6, 30), "2026-07-01", "2027-06-30"}}) {
    CAPTURE(row.earned, row.last);
    CHECK(to_string(last_usable_day(row.rule, day(row.earned))) == row.last);
  }
}

TEST_CASE("points can be spent on their last day and expire the day after") {
  auto story = Story(with(after({.months = 1}))).order("2026-01-31", "10.00");
  CHECK(story.on("2026-02-27").balance == 10);
  CHECK(story.lines("2026-02-28").back() == "2026-02-28 expire 10 of 1");
  story.redeem("2026-02-27", 4);
  CHECK(story.lines("2026-02-28").back() == "2026-02-28 expire 6 of 1");
}

TEST_CASE("points expire before the day's orders count") {
  const auto story = Story(with(after({.days = 10}))).order("2026-01-01", "10.00").order("2026-01-11", "5.00", 3);
  CHECK(story.lines("2026-01-11") == Lines{"2026-01-01 earn 10 until 2026-01-10", "2026-01-11 expire 10 of 1",
                                           "2026-01-11 earn 5 until 2026-01-20", "2026-01-11 redeem 3 of 3"});
}

TEST_CASE("expiry counts from the day of the order, hold or not") {
  auto program = with(after({.days = 10}));
  program.points.hold_days = 7;
  CHECK(Story(program).order("2026-01-01", "10.00").lines("2026-01-01") ==
        Lines{"2026-01-01 earn 10 from 2026-01-08 until 2026-01-10"});
}

TEST_CASE("inactivity ends all points together, so long after the last order") {
  auto story = Story(with(inactive({.months = 3}))).order("2026-01-01", "10.00").order("2026-03-31", "5.00");
  CHECK(story.on("2026-06-29").balance == 15);
  CHECK(story.lines("2026-07-01") ==
        Lines{"2026-01-01 earn 10", "2026-03-31 earn 5", "2026-06-30 expire 10 of 1", "2026-06-30 expire 5 of 2"});
  story.order("2026-06-29", "0.50");
  CHECK(story.on("2026-09-28").balance == 15);
  CHECK(story.on("2026-09-29").balance == 0);
}

TEST_CASE("points given by hand to a member who has long been inactive live as long as any") {
  const auto story = Story(with(inactive({.months = 3}))).order("2026-01-01", "10.00").award("2026-08-01", 7);
  CHECK(story.lines("2026-12-31") ==
        Lines{"2026-01-01 earn 10", "2026-04-01 expire 10 of 1", "2026-08-01 earn 7", "2026-11-01 expire 7 of 3"});
}

TEST_CASE("a first switch-on of expiry wipes nothing sooner than one full period later") {
  const auto switched = [](const ExpiryRule& rule, const ExpiryRule& before = {}) {
    auto story = Story(with(before)).order("2020-05-05", "10.00");
    return story.change_program("2026-01-31", with(rule)).lines("2029-12-31");
  };
  CHECK(switched(after({.months = 12})) ==
        Lines{"2020-05-05 earn 10", "2026-01-31 redate of 1 until 2027-01-30", "2027-01-31 expire 10 of 1"});
  CHECK(switched(after({.months = 1}, Calendar::quarter)).back() == "2026-04-01 expire 10 of 1");
  CHECK(switched(each_year(2, 1)) ==
        Lines{"2020-05-05 earn 10", "2026-01-31 redate of 1 until 2027-02-01", "2027-02-02 expire 10 of 1"});
  CHECK(switched(inactive({.months = 12})) == Lines{"2020-05-05 earn 10", "2027-01-31 expire 10 of 1"});
  CHECK(switched(after({.months = 12}), inactive({.months = 120})).back() == "2027-01-31 expire 10 of 1");
}

TEST_CASE("points that come back end with their lot, though its last day changed after they were spent") {
  const auto story = Story(with({}))
                         .order("2026-01-01", "10.00")
                         .order("2026-01-02", "0.50", 6)
                         .change_program("2026-01-31", with(after({.months = 12})))
                         .redeem("2026-02-02", 4)
                         .refund("2026-02-03", 2, "0.50");
  CHECK(story.lines("2027-12-31") == Lines{"2026-01-01 earn 10", "2026-01-02 redeem 6 of 1",
                                           "2026-01-31 redate of 1 until 2027-01-30", "2026-02-02 redeem 4 of 1",
                                           "2026-02-03 give_back 6 of 1", "2027-01-31 expire 6 of 1"});
}

TEST_CASE("another expiry rule leaves the last days of earlier points alone") {
  const auto story = Story(with(after({.months = 12})))
                         .order("2026-01-01", "10.00")
                         .change_program("2026-02-01", with(after({.days = 5})))
                         .order("2026-02-02", "5.00");
  CHECK(story.lines("2027-12-31") == Lines{"2026-01-01 earn 10 until 2026-12-31", "2026-02-02 earn 5 until 2026-02-06",
                                           "2026-02-07 expire 5 of 2", "2027-01-01 expire 10 of 1"});
}

} // namespace expiry_test
