// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace rosters_test {

using namespace loyalty;

namespace {

Program with_group(Condition who) {
  auto program = point_a_piece();
  program.groups = {{"vip", "VIP", std::move(who)}};
  return program;
}

constexpr Window thirty_days{.kind = Window::Kind::rolling, .length = Period{.days = 30}};

} // namespace

TEST_CASE("a roster follows what members do on the day they do it") {
  auto story =
      FullStory(with_group(at_least(Metric::spend, 5'000))).order("2026-01-01", "30.00").order("2026-01-05", "30.00");
  story.refund("2026-01-09", 1, "20.00");
  CHECK(story.rosters("2026-12-31") == Lines{"2026-01-05 into vip", "2026-01-09 out of vip"});
}

TEST_CASE("days alone bring members in and out: silence") {
  auto lost =
      FullStory(with_group(compare(Metric::days_since_order, Comparison::more_than, 30))).order("2026-01-01", "10.00");
  CHECK(lost.order("2026-03-01", "10.00").rosters("2026-03-31") ==
        Lines{"2026-02-01 into vip", "2026-03-01 out of vip"});
  CHECK(lost.rosters("2026-04-01").back() == "2026-04-01 into vip");
  auto recent =
      FullStory(with_group(compare(Metric::days_since_order, Comparison::at_most, 30))).order("2026-01-01", "10.00");
  CHECK(recent.rosters("2026-12-31") == Lines{"2026-01-01 into vip", "2026-02-01 out of vip"});
  auto on_the_day =
      FullStory(with_group(compare(Metric::days_since_order, Comparison::equal, 10))).order("2026-01-01", "10.00");
  CHECK(on_the_day.rosters("2026-12-31") == Lines{"2026-01-11 into vip", "2026-01-12 out of vip"});
}

TEST_CASE("days alone: how long ago a member joined") {
  auto newcomer =
      FullStory(with_group(compare(Metric::days_since_joining, Comparison::less_than, 30))).joined("2026-01-01");
  CHECK(newcomer.rosters("2026-12-31") == Lines{"2026-01-01 into vip", "2026-01-31 out of vip"});
}

TEST_CASE("days alone: what leaves a window") {
  auto story = FullStory(with_group(compare(Metric::orders, Comparison::at_least, 2, thirty_days)));
  story.order("2026-01-01", "10.00").order("2026-01-10", "10.00");
  CHECK(story.rosters("2026-12-31") == Lines{"2026-01-10 into vip", "2026-01-31 out of vip"});
  auto few = FullStory(with_group(compare(Metric::orders, Comparison::less_than, 2, thirty_days)));
  few.order("2026-01-01", "10.00").order("2026-01-10", "10.00");
  CHECK(few.rosters("2026-12-31") == Lines{"2026-01-01 into vip", "2026-01-10 out of vip", "2026-01-31 into vip"});
}

TEST_CASE("days alone: the average of what is left in a window can rise") {
  auto story = FullStory(with_group(compare(Metric::average_order, Comparison::at_least, 5'000, thirty_days)));
  story.order("2026-01-01", "10.00").order("2026-01-10", "60.00");
  CHECK(story.rosters("2026-12-31") == Lines{"2026-01-31 into vip", "2026-02-09 out of vip"});
}

TEST_CASE("days alone: activities and the turn of the calendar year") {
  auto condition = compare(Metric::activities, Comparison::at_least, 2, {.kind = Window::Kind::calendar_year});
  condition.subject = "live";
  auto story = FullStory(with_group(condition)).does("2026-01-01", "live").does("2026-12-30", "live");
  CHECK(story.rosters("2027-12-31") == Lines{"2026-12-30 into vip", "2027-01-01 out of vip"});
}

TEST_CASE("days alone: birthdays, from the day they are known") {
  auto story = FullStory(with_group(compare(Metric::birthday_within, Comparison::at_most, 7))).joined("2026-01-01");
  story.birthday("2026-05-18", "1990-05-20");
  CHECK(story.rosters("2027-05-31") ==
        Lines{"2026-05-18 into vip", "2026-05-21 out of vip", "2027-05-13 into vip", "2027-05-21 out of vip"});
}

TEST_CASE("days alone: memberships and granted tiers") {
  auto condition = at_least(Metric::membership, 1);
  auto program = with_group(condition);
  program.plans = {{.id = "plus", .name = "Plus", .fee = money("50.00"), .term = Period{.months = 1}}};
  CHECK(FullStory(program).fee("2026-01-10", "50.00", "plus").rosters("2026-12-31") ==
        Lines{"2026-01-10 into vip", "2026-02-10 out of vip"});
  auto gold = at_least(Metric::tier, 1);
  gold.words = {"gold"};
  auto tiered = with_group(gold);
  tiered.tiers = {{.id = "gold", .name = "Gold", .when = at_least(Metric::spend, 100'000)}};
  CHECK(FullStory(tiered).grant("2026-01-10", "gold", "2026-01-31").rosters("2026-12-31") ==
        Lines{"2026-01-10 into vip", "2026-02-01 out of vip"});
}

TEST_CASE("days alone: points that are freed, and points that end, by their last day or by silence") {
  auto program = with_group(at_least(Metric::balance, 10));
  program.points.hold_days = 7;
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 1}};
  CHECK(FullStory(program).order("2026-01-01", "10.00").rosters("2026-12-31") ==
        Lines{"2026-01-08 into vip", "2026-02-01 out of vip"});
  program.points.hold_days = 0;
  program.points.expire = {.kind = ExpiryRule::Kind::inactivity, .after = Period{.days = 20}};
  CHECK(FullStory(program).order("2026-01-01", "10.00").rosters("2026-12-31") ==
        Lines{"2026-01-01 into vip", "2026-01-21 out of vip"});
}

TEST_CASE("tags and fields, and none of several") {
  auto tag = at_least(Metric::tag, 1);
  tag.words = {"KOC"};
  Condition not_tagged{.kind = Condition::Kind::none, .parts = {tag}};
  auto story = FullStory(with_group(not_tagged)).joined("2026-01-01").act("2026-01-05", ActKind::tag, 0, "KOC");
  story.act("2026-01-09", ActKind::untag, 0, "KOC");
  CHECK(story.rosters("2026-12-31") == Lines{"2026-01-01 into vip", "2026-01-05 out of vip", "2026-01-09 into vip"});
  auto field = at_least(Metric::field, 3);
  field.subject = "fan_club_level";
  auto fan = FullStory(with_group(field)).act("2026-01-05", ActKind::field, 0, "fan_club_level", "", "3");
  fan.act("2026-01-09", ActKind::field, 0, "fan_club_level", "", "2")
      .act("2026-01-10", ActKind::field, 0, "fan_club_level");
  CHECK(fan.rosters("2026-12-31") == Lines{"2026-01-05 into vip", "2026-01-09 out of vip"});
}

TEST_CASE("who sold to a member, and where, as long as the order stands") {
  auto by_anna = at_least(Metric::host, 1);
  by_anna.words = {"anna", "cem"};
  auto story = FullStory(with_group(by_anna)).order("2026-01-01", "10.00", {.host = "ben", .channel = "live"});
  story.order("2026-01-05", "10.00", {.host = "anna"}).refund("2026-01-09", 2, "10.00");
  CHECK(story.rosters("2026-12-31") == Lines{"2026-01-05 into vip", "2026-01-09 out of vip"});
  auto live = at_least(Metric::channel, 1);
  live.words = {"live"};
  auto elsewhere = FullStory(with_group({.kind = Condition::Kind::none, .parts = {live}}));
  elsewhere.order("2026-01-01", "10.00", {.channel = "shelf"}).order("2026-01-05", "10.00", {.channel = "live"});
  CHECK(elsewhere.rosters("2026-12-31") == Lines{"2026-01-01 into vip", "2026-01-05 out of vip"});
}

TEST_CASE("another program takes members off rosters that it no longer has") {
  auto story = FullStory(with_group({})).joined("2026-01-01").change_program("2026-02-01", point_a_piece());
  CHECK(story.rosters("2026-12-31") == Lines{"2026-01-01 into vip", "2026-02-01 out of vip"});
}

} // namespace rosters_test
