// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"

namespace reward_rules_test {

using namespace loyalty;

namespace {

using On = IssueRule::On;

RewardRule ten_points(IssueRule when) {
  return {.id = "thanks", .name = "Thanks", .when = std::move(when), .gives = {.points = 10}};
}

/// Orders earn nothing, so that every line is the reward's.
Program with(RewardRule rule) {
  Program program{.name = "shop"};
  program.rewards = {std::move(rule)};
  return program;
}
Program with(IssueRule when) { return with(ten_points(std::move(when))); }

} // namespace

TEST_CASE("a birthday brings points each year, though nothing was bought; on 28 February where it was the 29th") {
  auto story = FullStory(with({.on = On::birthday})).joined("2026-03-01").birthday("2026-03-01", "2000-02-29");
  CHECK(story.lines("2028-12-31") == Lines{"2027-02-28 earn 10", "2028-02-29 earn 10"});
  auto ahead = FullStory(with({.on = On::birthday, .number = 7})).joined("2026-03-01");
  CHECK(ahead.birthday("2026-05-17", "1990-05-20").lines("2027-01-31") == Lines{"2026-05-17 earn 10"});
}

TEST_CASE("the anniversary of joining, from the first on") {
  CHECK(FullStory(with({.on = On::anniversary})).joined("2024-02-29").lines("2028-12-31") ==
        Lines{"2025-02-28 earn 10", "2026-02-28 earn 10", "2027-02-28 earn 10", "2028-02-29 earn 10"});
  CHECK(FullStory(with({.on = On::anniversary, .number = 7})).order("2026-01-03", "10.00").lines("2027-12-31") ==
        Lines{"2026-12-27 earn 10", "2027-12-27 earn 10"});
}

TEST_CASE("a day of each month, or its last where it is too short") {
  CHECK(FullStory(with({.on = On::date, .subject = "31"})).joined("2026-01-31").lines("2026-04-30") ==
        Lines{"2026-01-31 earn 10", "2026-02-28 earn 10", "2026-03-31 earn 10", "2026-04-30 earn 10"});
  CHECK(FullStory(with({.on = On::date, .subject = "1"})).joined("2025-11-02").lines("2026-01-31") ==
        Lines{"2025-12-01 earn 10", "2026-01-01 earn 10"});
}

TEST_CASE("a day of each year, or one day, for those who are members by then") {
  CHECK(FullStory(with({.on = On::date, .subject = "06-01"})).joined("2026-06-01").lines("2027-12-31") ==
        Lines{"2026-06-01 earn 10", "2027-06-01 earn 10"});
  CHECK(FullStory(with({.on = On::date, .subject = "02-29"})).joined("2026-03-01").lines("2028-12-31") ==
        Lines{"2027-02-28 earn 10", "2028-02-29 earn 10"});
  CHECK(FullStory(with({.on = On::date, .subject = "2026-06-19"})).joined("2026-06-01").lines("2027-12-31") ==
        Lines{"2026-06-19 earn 10"});
  CHECK(FullStory(with({.on = On::date, .subject = "2026-06-19"})).joined("2026-06-20").lines("2027-12-31").empty());
}

TEST_CASE("registering is what the shop says, joining whatever makes a member") {
  CHECK(FullStory(with({.on = On::registering})).joined("2026-01-05").lines("2026-12-31") ==
        Lines{"2026-01-05 earn 10"});
  CHECK(FullStory(with({.on = On::registering})).order("2026-01-05", "10.00").lines("2026-12-31").empty());
  CHECK(FullStory(with({.on = On::joining})).order("2026-01-05", "10.00").lines("2026-12-31") ==
        Lines{"2026-01-05 earn 10"});
}

TEST_CASE("the n-th member who was brought, and the n-th who bought and kept it") {
  const auto brings = [](On on) {
    FullStory story(with({.on = on, .number = 2}));
    story.joined("2026-01-01").brought(7, "2026-02-01").brought(8, "2026-02-03", "2026-02-05");
    story.brought(9, "2026-02-04", "2026-02-08", "2026-02-20");
    return story.lines("2026-12-31");
  };
  CHECK(brings(On::brought) == Lines{"2026-02-03 earn 10"});
  CHECK(brings(On::invited) == Lines{"2026-02-08 earn 10", "2026-02-20 claw_back 10 of 1"});
}

TEST_CASE("the n-th order; what it brought goes when it comes back, and comes with the next") {
  auto story =
      FullStory(with({.on = On::order, .number = 2})).order("2026-01-01", "10.00").order("2026-01-02", "10.00");
  story.refund("2026-01-05", 1, "10.00").order("2026-01-08", "10.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-02 earn 10", "2026-01-05 claw_back 10 of 1", "2026-01-08 earn 10"});
}

namespace {

/// For each order with so much of a category left.
RewardRule from_hundred() {
  auto rule = ten_points({.on = On::order});
  rule.orders.lines = {.of = {.categories = {"beauty"}}, .min_spend = money("100.00")};
  return rule;
}

} // namespace

TEST_CASE("each order brings a reward, and takes it along when nothing of it remains") {
  auto story = FullStory(with({.on = On::order})).order("2026-01-01", "10.00").order("2026-01-01", "20.00");
  story.order("2026-01-03", "0.00").refund("2026-01-05", 2, "5.00").refund("2026-01-06", 2, "15.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-01 earn 10", "2026-01-01 earn 10", "2026-01-06 claw_back 10 of 2"});
}

TEST_CASE("an order with such lines brings a reward as long as they come to enough") {
  FullStory story(with(from_hundred()));
  story.order_of("2026-01-01", {{"beauty", money("120.00")}, {"food", money("80.00")}});
  story.order_of("2026-01-02", {{"beauty", money("99.99")}, {"food", money("80.00")}});
  story.order_of("2026-01-03", {{"food", money("200.00")}});
  story.refund("2026-01-05", 1, "33.33").refund("2026-01-06", 1, "0.01");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-01 earn 10", "2026-01-06 claw_back 10 of 1"});
}

TEST_CASE("orders of a host, through a channel, on days of the week and month; every second one") {
  const auto brings = [](Scope orders) {
    auto rule = ten_points({.on = On::order});
    rule.orders = std::move(orders);
    FullStory story(with(rule));
    story.order("2026-01-08", "10.00", {.host = "lao-k", .channel = "live"}); // a Thursday
    story.order("2026-01-09", "10.00", {.host = "yu", .channel = "live"});
    story.order("2026-01-18", "10.00", {.channel = "shelf"});
    story.order("2026-01-19", "10.00");
    return story.lines("2026-12-31");
  };
  CHECK(brings({.hosts = {"lao-k"}}) == Lines{"2026-01-08 earn 10"});
  CHECK(brings({.channels = {"live"}}) == Lines{"2026-01-08 earn 10", "2026-01-09 earn 10"});
  CHECK(brings({.weekdays = {5}}) == Lines{"2026-01-09 earn 10"});
  CHECK(brings({.month_days = {8, 18}}) == Lines{"2026-01-08 earn 10", "2026-01-18 earn 10"});
  CHECK(brings({.every = 2}) == Lines{"2026-01-09 earn 10", "2026-01-19 earn 10"});
}

TEST_CASE("of every second order, what was the second goes when there are fewer, and comes with the next") {
  auto rule = ten_points({.on = On::order});
  rule.orders.every = 2;
  auto story = FullStory(with(rule)).order("2026-01-01", "10.00").order("2026-01-02", "10.00");
  story.refund("2026-01-05", 1, "10.00").order("2026-01-08", "10.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-02 earn 10", "2026-01-05 claw_back 10 of 1", "2026-01-08 earn 10"});
}

TEST_CASE("the n-th order with such lines") {
  auto rule = from_hundred();
  rule.when.number = 2;
  FullStory story(with(rule));
  story.order_of("2026-01-01", {{"beauty", money("100.00")}}).order_of("2026-01-02", {{"beauty", money("100.00")}});
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-02 earn 10"});
}

TEST_CASE("what is held comes so long after the order, by the program of its day; not if the order came back before") {
  auto rule = from_hundred();
  rule.hold_days = 7;
  rule.gives.coupons = {"gift"};
  auto program = with(rule);
  program.coupons = {{.id = "gift", .name = "Gift", .kind = AmountOff{money("5.00")}}};
  auto later = program;
  later.rewards.clear();
  FullStory story(program);
  for (int left = 3; left > 0; --left) story.order_of("2026-01-01", {{"beauty", money("100.00")}});
  story.refund("2026-01-08", 1, "0.01").refund("2026-01-09", 2, "0.01").change_program("2026-01-02", later);
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-08 earn 10", "2026-01-08 earn 10", "2026-01-09 claw_back 10 of 1"});
  CHECK(story.occasions("2026-12-31") == Lines{"2026-01-08 gift for reward thanks order row 2",
                                               "2026-01-08 gift for reward thanks order row 3",
                                               "2026-01-09 gift for reward thanks order row 2 undone"});
}

TEST_CASE("the first orders of a month, by their days, though what they bring comes later") {
  auto rule = ten_points({.on = On::order});
  rule.hold_days = 30;
  rule.limit = Limit{1, Calendar::month};
  FullStory story(with(rule));
  story.order("2026-01-01", "10.00").order("2026-01-31", "10.00").order("2026-02-01", "10.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-31 earn 10", "2026-03-03 earn 10"});
  story.refund("2026-02-02", 1, "10.00").order("2026-02-03", "10.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-31 earn 10", "2026-02-02 claw_back 10 of 1", "2026-03-03 earn 10"});
}

TEST_CASE("who is shut out or held out when it comes is given nothing of what was held") {
  auto rule = ten_points({.on = On::order});
  rule.hold_days = 7;
  FullStory closed(with(rule));
  CHECK(closed.order("2026-01-01", "10.00").act("2026-01-05", ActKind::close, 0).lines("2026-12-31").empty());
  FullStory held(with(rule));
  held.order("2026-01-01", "10.00");
  held.drawn({.holdout = "lot", .held = true, .on = day("2026-01-02"), .from = day("2026-01-03")});
  CHECK(held.lines("2026-12-31").empty());
}

TEST_CASE("cash back is a share of what was paid in money for the lines, as long as that stays") {
  auto rule = from_hundred();
  rule.gives = {};
  rule.cash = CashBack{Ratio{50'000}, money("8.00")};
  FullStory story(with(rule));
  story.order("2026-01-01", "210.00",
              {.parts = {{"beauty", money("100.00")}, {"food", money("100.00")}}, .shipping = money("10.00")});
  story.order("2026-01-02", "100.00", {.parts = {{"beauty", money("100.00")}}, .wallet = money("40.00")});
  story.order("2026-01-03", "300.00", {.parts = {{"beauty", money("300.00")}}});
  CHECK(story.cash("2026-12-31") == Lines{"2026-01-01 5.00 for order 1 by thanks",
                                          "2026-01-02 3.00 for order 2 by thanks",
                                          "2026-01-03 8.00 for order 3 by thanks"});
  // 12.00 of 240.00 would be more than 8.00, 6.00 of 120.00 is less. With less than 100.00 nothing is left.
  story.refund("2026-02-01", 3, "60.00").refund("2026-02-02", 3, "120.00").refund("2026-02-03", 3, "30.00");
  CHECK(story.cash("2026-12-31").size() == 5);
  CHECK(story.cash("2026-02-02").back() == "2026-02-02 -2.00 for order 3 by thanks");
  CHECK(story.cash("2026-02-03").back() == "2026-02-03 -6.00 for order 3 by thanks");
}

TEST_CASE("cash back of an amount goes with the order, and comes to nobody who is shut out") {
  auto rule = ten_points({.on = On::order});
  rule.gives = {};
  rule.cash = CashBack{money("3.00"), {}};
  auto story = FullStory(with(rule)).order("2026-01-01", "10.00").refund("2026-01-03", 1, "9.99");
  CHECK(story.cash("2026-12-31") == Lines{"2026-01-01 3.00 for order 1 by thanks"});
  story.refund("2026-01-04", 1, "0.01").act("2026-01-05", ActKind::close, 0).order("2026-01-06", "10.00");
  CHECK(story.cash("2026-12-31") ==
        Lines{"2026-01-01 3.00 for order 1 by thanks", "2026-01-04 -3.00 for order 1 by thanks"});
}

TEST_CASE("so many days of silence, each time; a silence that was none gives it back") {
  auto story = FullStory(with({.on = On::dormant, .number = 30})).order("2026-01-01", "10.00");
  story.order("2026-03-10", "10.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-31 earn 10", "2026-04-09 earn 10"});
  story.refund("2026-05-01", 2, "10.00");
  CHECK(story.lines("2026-12-31").back() == "2026-05-01 claw_back 10 of 2");
}

TEST_CASE("an activity on days in a row, and again after as many more") {
  FullStory story(with({.on = On::streak, .number = 3, .subject = "check-in"}));
  for (const char* on : {"2026-01-01", "2026-01-02", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05",
                         "2026-01-06", "2026-01-08", "2026-01-09"})
    story.does(on, "check-in");
  story.does("2026-01-10", "review");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-03 earn 10", "2026-01-06 earn 10"});
}

TEST_CASE("a term of a plan, also for whoever is held out; it goes with the fee") {
  auto program = with(ten_points({.on = On::membership, .subject = "plus"}));
  program.rewards[0].gives.coupons = {"gift"};
  program.coupons = {{.id = "gift", .name = "Gift", .kind = AmountOff{money("5.00")}}};
  program.plans = {{.id = "plus", .name = "Plus", .fee = money("50.00"), .term = Period{.months = 1}}};
  FullStory story(program);
  story.joined("2026-01-01").fee("2026-01-10", "50.00", "plus").refund("2026-01-12", 1, "50.00");
  story.drawn({.holdout = "lot", .held = true, .on = day("2026-01-02"), .from = day("2026-01-03")});
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-10 earn 10", "2026-01-12 claw_back 10 of 1"});
  CHECK(story.occasions("2026-12-31") ==
        Lines{"2026-01-10 gift for reward thanks membership plus from 2026-01-10",
              "2026-01-12 gift for reward thanks membership plus from 2026-01-10 undone"});
}

TEST_CASE("whoever is held out gets nothing that comes by itself") {
  FullStory story(with({.on = On::date, .subject = "06-01"}));
  story.joined("2026-01-01")
      .drawn({.holdout = "lot",
              .held = true,
              .on = day("2026-05-30"),
              .from = day("2026-05-31"),
              .until = day("2026-06-30")});
  CHECK(story.lines("2027-12-31") == Lines{"2027-06-01 earn 10"});
}

TEST_CASE("days, members and how often bound a reward") {
  auto rule = ten_points({.on = On::dormant, .number = 10});
  const auto told = [](const RewardRule& reward) {
    FullStory story(with(reward));
    for (const char* on : {"2026-01-01", "2026-02-01", "2026-03-01", "2027-01-01"}) story.order(on, "10.00");
    return story.lines("2027-12-31");
  };
  rule.limit = Limit{2, Calendar::year};
  CHECK(told(rule) == Lines{"2026-01-11 earn 10", "2026-02-11 earn 10", "2027-01-11 earn 10"});
  rule.limit.reset();
  rule.from = day("2026-02-11");
  rule.until = day("2026-03-10");
  CHECK(told(rule) == Lines{"2026-02-11 earn 10"});
  rule.from = rule.until = {};
  rule.who = at_least(Metric::orders, 3);
  CHECK(told(rule) == Lines{"2026-03-11 earn 10", "2027-01-11 earn 10"});
}

TEST_CASE("what was taken back does not count towards the limit") {
  auto rule = ten_points({.on = On::order, .number = 1});
  rule.limit = Limit{1, {}};
  auto story = FullStory(with(rule)).order("2026-01-01", "10.00").refund("2026-01-02", 1, "10.00");
  CHECK(story.order("2026-01-03", "10.00").lines("2026-12-31") ==
        Lines{"2026-01-01 earn 10", "2026-01-02 claw_back 10 of 1", "2026-01-03 earn 10"});
}

TEST_CASE("growth of a reward counts for the tier of the same evening, and goes with it") {
  auto rule = ten_points({.on = On::order, .number = 1});
  rule.gives = {.growth = 100};
  auto program = with(rule);
  program.tiers = {{.id = "gold", .name = "Gold", .when = at_least(Metric::growth, 100)}};
  auto story = FullStory(program).order("2026-01-01", "10.00").refund("2026-01-05", 1, "10.00");
  CHECK(story.lines("2026-12-31") == Lines{"2026-01-01 growth 100", "2026-01-05 growth -100"});
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-01 promoted gold", "2026-01-05 demoted nothing"});
}

TEST_CASE("vouchers of a reward are those of its audience, under the name of the occasion") {
  auto rule = ten_points({.on = On::date, .subject = "06-01"});
  rule.gives = {.coupons = {"gift", "other"}};
  auto program = with(rule);
  program.coupons = {
      {.id = "gift", .name = "Gift", .kind = AmountOff{money("5.00")}},
      {.id = "other", .name = "Other", .kind = AmountOff{money("5.00")}, .audience = at_least(Metric::orders, 1)}};
  CHECK(FullStory(program).joined("2026-01-01").occasions("2026-12-31") ==
        Lines{"2026-06-01 gift for reward thanks date 2026-06-01"});
}

TEST_CASE("a coupon comes on the new occasions too") {
  Program program{.name = "shop"};
  program.coupons = {{.id = "gift",
                      .name = "Gift",
                      .kind = AmountOff{money("5.00")},
                      .issue = {{.on = On::anniversary},
                                {.on = On::date, .subject = "06-01"},
                                {.on = On::brought, .number = 1},
                                {.on = On::streak, .number = 2, .subject = "check-in"}}}};
  FullStory story(program);
  story.joined("2026-01-05").does("2026-03-01", "check-in").does("2026-03-02", "check-in").brought(7, "2026-04-01");
  CHECK(story.occasions("2027-02-01") == Lines{"2026-03-02 gift for streak check-in through 2026-03-02",
                                               "2026-04-01 gift for brought 1", "2026-06-01 gift for date 2026-06-01",
                                               "2027-01-05 gift for anniversary 2027"});
}

TEST_CASE("a program without the reward keeps what was given, and one that has it again gives nothing twice") {
  auto story = FullStory(with({.on = On::birthday})).joined("2026-01-01").birthday("2026-01-01", "1990-05-20");
  story.change_program("2026-05-21", Program{.name = "shop"});
  story.change_program("2027-05-01", with({.on = On::birthday, .number = 7}));
  CHECK(story.lines("2027-12-31") == Lines{"2026-05-20 earn 10", "2027-05-13 earn 10"});
}

TEST_CASE("the rule that an entry names is the reward") {
  Engine engine(always(with({.on = On::joining})));
  History history{
      .member = MemberId(1), .joined_on = day("2026-01-05"), .registered = true, .orders = {}, .refunds = {}};
  const auto& entries = engine.walk(history, day("2026-01-05")).entries;
  REQUIRE(entries.size() == 1);
  CHECK(to_string(engine.terms().at(static_cast<std::size_t>(entries[0].terms)).rule) == "reward thanks");
}

} // namespace reward_rules_test
