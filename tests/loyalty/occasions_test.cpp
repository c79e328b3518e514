// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"

namespace occasions_test {

using namespace loyalty;

namespace {

using On = IssueRule::On;

Program with(IssueRule rule, Condition audience = {}) {
  auto program = point_a_piece();
  program.coupons = {{.id = "gift",
                      .name = "Gift",
                      .kind = AmountOff{Money{1'000}},
                      .audience = std::move(audience),
                      .issue = {std::move(rule)}}};
  return program;
}

} // namespace

TEST_CASE("on joining: the day that the shop says, or the day of the first order") {
  CHECK(FullStory(with({.on = On::joining})).joined("2026-01-05").occasions("2026-12-31") ==
        Lines{"2026-01-05 gift for joining"});
  auto story = FullStory(with({.on = On::joining})).order("2026-01-07", "10.00").order("2026-01-09", "10.00");
  CHECK(story.occasions("2026-01-06").empty());
  CHECK(story.occasions("2026-12-31") == Lines{"2026-01-07 gift for joining"});
}

TEST_CASE("a present for joining brings points, growth and vouchers, once") {
  Program program{.name = "shop"};
  program.joining = {.points = 100, .growth = 10, .coupons = {"gift"}};
  program.coupons = {{.id = "gift", .name = "Gift", .kind = AmountOff{Money{1'000}}}};
  for (auto story : {FullStory(program).joined("2026-01-05").order("2026-01-05", "10.00"),
                     FullStory(program).order("2026-01-05", "10.00").order("2026-01-05", "10.00")}) {
    CHECK(story.lines("2026-12-31") == Lines{"2026-01-05 earn 100", "2026-01-05 growth 10"});
    CHECK(story.occasions("2026-12-31") == Lines{"2026-01-05 gift for joining"});
  }
  CHECK(FullStory(program).joined("2026-02-01").order("2026-01-05", "10.00").lines("2026-12-31") ==
        Lines{"2026-02-01 earn 100", "2026-02-01 growth 10"});
}

TEST_CASE("on the birthday each year, or so many days before it") {
  auto story = FullStory(with({.on = On::birthday})).joined("2026-01-01").birthday("2026-01-01", "1990-05-20");
  CHECK(story.occasions("2028-05-19") ==
        Lines{"2026-05-20 gift for birthday 2026", "2027-05-20 gift for birthday 2027"});
  auto ahead =
      FullStory(with({.on = On::birthday, .number = 7})).joined("2026-01-01").birthday("2026-01-01", "1990-01-03");
  // Joining found this year's birthday two days away.
  CHECK(ahead.occasions("2027-12-31") == Lines{"2026-01-01 gift for birthday 2026", "2026-12-27 gift for birthday 2027",
                                               "2027-12-27 gift for birthday 2028"});
}

TEST_CASE("a birthday that is learnt late brings the voucher at once, or next year if it is over") {
  const auto learnt = [](const char* known) {
    return FullStory(with({.on = On::birthday, .number = 7}))
        .joined("2026-01-01")
        .birthday(known, "1990-05-20")
        .occasions("2027-04-30");
  };
  CHECK(learnt("2026-05-13") == Lines{"2026-05-13 gift for birthday 2026"});
  CHECK(learnt("2026-05-17") == Lines{"2026-05-17 gift for birthday 2026"});
  CHECK(learnt("2026-05-20") == Lines{"2026-05-20 gift for birthday 2026"});
  CHECK(learnt("2026-05-21").empty());
}

TEST_CASE("another birthday brings no second voucher for the year") {
  auto story = FullStory(with({.on = On::birthday})).joined("2026-01-01").birthday("2026-01-01", "1990-05-20");
  story.birthday("2026-06-01", "1990-07-20");
  CHECK(story.occasions("2027-12-31") ==
        Lines{"2026-05-20 gift for birthday 2026", "2027-07-20 gift for birthday 2027"});
}

TEST_CASE("born on 29 February: on the 28th of other years") {
  auto story = FullStory(with({.on = On::birthday})).joined("2026-03-01").birthday("2026-03-01", "2000-02-29");
  CHECK(story.occasions("2028-12-31") ==
        Lines{"2027-02-28 gift for birthday 2027", "2028-02-29 gift for birthday 2028"});
}

TEST_CASE("on the n-th order; a refund undoes it, and the next order reaches it again") {
  auto story =
      FullStory(with({.on = On::order, .number = 2})).order("2026-01-01", "10.00").order("2026-01-02", "10.00");
  story.refund("2026-01-05", 1, "4.00");
  CHECK(story.occasions("2026-01-31") == Lines{"2026-01-02 gift for order 2"});
  story.refund("2026-01-06", 1, "6.00").order("2026-01-08", "10.00");
  CHECK(story.occasions("2026-01-31") == Lines{"2026-01-02 gift for order 2", "2026-01-06 gift for order 2 undone",
                                               "2026-01-08 gift for order 2, again 1"});
  story.refund("2026-01-10", 3, "10.00");
  CHECK(story.occasions("2026-01-31").back() == "2026-01-10 gift for order 2, again 1 undone");
}

TEST_CASE("an n-th order that comes and goes on one day brings nothing") {
  auto story =
      FullStory(with({.on = On::order, .number = 1})).order("2026-01-01", "10.00").refund("2026-01-01", 1, "10.00");
  CHECK(story.occasions("2026-12-31").empty());
}

TEST_CASE("so many days after the last order, once for each silence") {
  auto story =
      FullStory(with({.on = On::dormant, .number = 30})).order("2026-01-01", "10.00").order("2026-01-20", "10.00");
  story.order("2026-03-10", "10.00");
  CHECK(story.occasions("2026-12-31") ==
        Lines{"2026-02-19 gift for dormant since 2026-01-20", "2026-04-09 gift for dormant since 2026-03-10"});
  auto refunded =
      FullStory(with({.on = On::dormant, .number = 30})).order("2026-01-01", "10.00").order("2026-01-20", "10.00");
  refunded.refund("2026-01-21", 2, "10.00");
  CHECK(refunded.occasions("2026-12-31") == Lines{"2026-01-31 gift for dormant since 2026-01-01"});
}

TEST_CASE("when a tier is first reached, not when it is granted; what reached it and came back did not") {
  auto program = with({.on = On::upgrade, .subject = "gold"});
  program.tiers = {{.id = "silver", .name = "Silver", .when = at_least(Metric::spend, 1'000)},
                   {.id = "gold", .name = "Gold", .when = at_least(Metric::spend, 5'000)}};
  auto story = FullStory(program).grant("2026-01-01", "gold", "2026-01-10").order("2026-01-15", "10.00");
  story.order("2026-01-16", "40.00").refund("2026-01-20", 1, "5.00").order("2026-01-21", "10.00");
  CHECK(story.tiers("2026-01-31").size() == 6);
  CHECK(story.occasions("2026-01-31") == Lines{"2026-01-16 gift for tier gold", "2026-01-20 gift for tier gold undone",
                                               "2026-01-21 gift for tier gold, again 1"});
  program.coupons[0].issue[0].subject = "";
  auto any = FullStory(program).order("2026-01-15", "10.00").order("2026-01-16", "40.00");
  CHECK(any.occasions("2026-01-31") == Lines{"2026-01-15 gift for tier silver", "2026-01-16 gift for tier gold"});
}

TEST_CASE("on the first day of a campaign, for those who are members by then") {
  auto program = with({.on = On::campaign, .subject = "618"});
  program.campaigns = {{"618", "618", {.from = day("2026-06-01")}, BonusPoints{1}}};
  CHECK(FullStory(program).joined("2026-01-01").occasions("2026-12-31") == Lines{"2026-06-01 gift for campaign 618"});
  CHECK(FullStory(program).joined("2026-06-01").occasions("2026-12-31") == Lines{"2026-06-01 gift for campaign 618"});
  CHECK(FullStory(program).joined("2026-06-02").occasions("2026-12-31").empty());
}

TEST_CASE("when a term of a plan begins, each time") {
  auto program = with({.on = On::membership, .subject = "plus"});
  program.plans = {{.id = "plus", .name = "Plus", .fee = money("50.00"), .term = Period{.months = 1}}};
  auto story = FullStory(program).fee("2026-01-10", "50.00", "plus").fee("2026-01-20", "50.00", "plus");
  CHECK(story.occasions("2026-12-31") == Lines{"2026-01-10 gift for membership plus from 2026-01-10",
                                               "2026-02-10 gift for membership plus from 2026-02-10"});
  auto refunded = FullStory(program).fee("2026-01-10", "50.00", "plus").fee("2026-01-20", "50.00", "plus");
  CHECK(refunded.refund("2026-01-25", 2, "50.00").occasions("2026-12-31") ==
        Lines{"2026-01-10 gift for membership plus from 2026-01-10"});
}

TEST_CASE("the audience is asked on the day itself, with what the day brought") {
  auto story = FullStory(with({.on = On::order, .number = 2}, at_least(Metric::spend, 5'000)));
  CHECK(story.order("2026-01-01", "10.00").order("2026-01-02", "40.00").occasions("2026-12-31") ==
        Lines{"2026-01-02 gift for order 2"});
  auto poor = FullStory(with({.on = On::order, .number = 2}, at_least(Metric::spend, 5'001)));
  CHECK(poor.order("2026-01-01", "10.00")
            .order("2026-01-02", "40.00")
            .order("2026-01-03", "40.00")
            .occasions("2026-12-31")
            .empty());
}

TEST_CASE("another program keeps what was given: the same occasion is no second one") {
  auto story = FullStory(with({.on = On::order, .number = 1})).order("2026-01-01", "10.00");
  story.change_program("2026-02-01", with({.on = On::order, .number = 1})).order("2026-02-02", "10.00");
  CHECK(story.occasions("2026-12-31") == Lines{"2026-01-01 gift for order 1"});
}

} // namespace occasions_test
