// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace referrals_test {

using namespace loyalty;

namespace {

/// 50 points for the inviter, 30 for the invited, after a week; the third invited member brings a voucher.
Program shop() {
  Program program{.name = "shop"};
  program.coupons = {{.id = "friends", .name = "Friends", .kind = AmountOff{Money{5'000}}},
                     {.id = "thanks", .name = "Thanks", .kind = AmountOff{Money{500}}}};
  program.referral = {.inviter = {.points = 50},
                      .invited = {.points = 30},
                      .milestones = {{3, {.points = 100, .coupons = {"friends"}}}},
                      .hold_days = 7};
  return program;
}

Program with_tiers() {
  auto program = shop();
  program.tiers = {{.id = "silver", .name = "Silver", .when = at_least(Metric::points_earned, 1'000)},
                   {.id = "gold",
                    .name = "Gold",
                    .when = at_least(Metric::points_earned, 2'000),
                    .referral = Reward{.points = 80, .coupons = {"thanks"}}}};
  return program;
}

} // namespace

TEST_CASE("the inviter is rewarded when the first order of whom they brought has left the hold") {
  const auto story = FullStory(shop()).joined("2026-01-01").brought(2, "2026-01-02", "2026-01-03");
  CHECK(story.lines("2026-01-09").empty());
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-10 earn 50"});
}

TEST_CASE("the invited is rewarded on the same day") {
  const auto story =
      FullStory(shop()).invited_by("2026-01-02", 9).order("2026-01-03", "10.00").order("2026-01-04", "10.00");
  CHECK(story.lines("2026-01-09").empty());
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-10 earn 30"});
}

TEST_CASE("an order from before the invitation, a fee, and an order refunded within the hold bring nothing") {
  CHECK(FullStory(shop()).joined("2026-01-01").brought(2, "2026-01-05", "2026-01-03").lines("2026-01-31").empty());
  CHECK(FullStory(shop())
            .joined("2026-01-01")
            .brought(2, "2026-01-02", "2026-01-03", "2026-01-10")
            .lines("2026-01-31")
            .empty());
  auto program = shop();
  program.plans = {{.id = "plus", .name = "Plus", .fee = money("10.00"), .term = Period{.months = 1}}};
  CHECK(FullStory(program).invited_by("2026-01-02", 9).fee("2026-01-03", "10.00", "plus").lines("2026-01-31").empty());
  const auto refunded =
      FullStory(shop()).invited_by("2026-01-02", 9).order("2026-01-03", "10.00").refund("2026-01-10", 1, "10.00");
  CHECK(refunded.lines("2026-01-31").empty());
}

TEST_CASE("after an order that was refunded within the hold, the next one counts") {
  auto story =
      FullStory(shop()).invited_by("2026-01-02", 9).order("2026-01-03", "10.00").refund("2026-01-05", 1, "10.00");
  story.order("2026-01-06", "10.00");
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-13 earn 30"});
}

TEST_CASE("a later refund takes both rewards back, once") {
  const auto inviter = FullStory(shop()).joined("2026-01-01").brought(2, "2026-01-02", "2026-01-03", "2026-01-11");
  CHECK(inviter.lines("2026-01-31") == Lines{"2026-01-10 earn 50", "2026-01-11 claw_back 50 of 1"});
  auto invited =
      FullStory(shop()).invited_by("2026-01-02", 9).order("2026-01-03", "10.00").refund("2026-01-11", 1, "4.00");
  CHECK(invited.lines("2026-01-31") == Lines{"2026-01-10 earn 30"});
  invited.refund("2026-01-12", 1, "6.00").order("2026-01-20", "10.00").refund("2026-01-21", 2, "10.00");
  CHECK(invited.lines("2026-02-28") == Lines{"2026-01-10 earn 30", "2026-01-12 claw_back 30 of 1"});
}

TEST_CASE("rewards that were spent by then are owed") {
  auto story = FullStory(shop()).joined("2026-01-01").brought(2, "2026-01-02", "2026-01-03", "2026-01-20");
  story.redeem("2026-01-11", 50).award("2026-01-25", 20);
  CHECK(story.on("2026-01-20").debt == 50);
  CHECK(story.on("2026-01-25").debt == 30);
  CHECK(story.on("2026-01-25").balance == 0);
}

TEST_CASE("the inviter's tier says what they get, where it says so") {
  const auto earned = [](Points before) {
    const auto story = FullStory(with_tiers()).award("2026-01-01", before).brought(2, "2026-01-02", "2026-01-03");
    return story.on("2026-01-31").earned - before;
  };
  CHECK(earned(10) == 50);
  CHECK(earned(1'000) == 50);
  CHECK(earned(2'000) == 80);
  const auto story =
      FullStory(with_tiers()).award("2026-01-01", 2'000).brought(2, "2026-01-02", "2026-01-03", "2026-01-20");
  CHECK(story.occasions("2026-01-31") ==
        Lines{"2026-01-10 thanks for invited member 2", "2026-01-20 thanks for invited member 2 undone"});
  CHECK(story.on("2026-01-31").balance == 2'000);
}

TEST_CASE("the third who was brought is a milestone; who loses them and brings another reaches it again") {
  auto story = FullStory(shop()).joined("2026-01-01");
  story.brought(2, "2026-01-01", "2026-01-02").brought(3, "2026-01-01", "2026-01-03");
  story.brought(4, "2026-01-01", "2026-01-04", "2026-01-20");
  CHECK(story.on("2026-01-10").earned == 100);
  CHECK(story.on("2026-01-11").balance == 250);
  CHECK(story.on("2026-01-20").balance == 100);
  story.brought(5, "2026-01-01", "2026-01-21");
  CHECK(story.on("2026-01-28").balance == 250);
  CHECK(story.occasions("2026-01-31") == Lines{"2026-01-11 friends for invited 3",
                                               "2026-01-20 friends for invited 3 undone",
                                               "2026-01-28 friends for invited 3, again 1"});
}

TEST_CASE("who gains one and loses another on the same day keeps what both together leave") {
  // The third comes on the day on which one of the first two is lost: two are left, and no milestone stands.
  auto gained_last = FullStory(shop()).joined("2026-01-01").brought(2, "2026-01-01", "2026-01-02");
  gained_last.brought(3, "2026-01-01", "2026-01-02", "2026-01-20").brought(4, "2026-01-01", "2026-01-13");
  auto gained_first = FullStory(shop()).joined("2026-01-01").brought(2, "2026-01-01", "2026-01-13");
  gained_first.brought(3, "2026-01-01", "2026-01-02", "2026-01-20").brought(4, "2026-01-01", "2026-01-02");
  for (const auto& story : {gained_last, gained_first}) {
    CHECK(story.on("2026-01-20").balance == 100);
    CHECK(story.occasions("2026-01-31").empty());
  }
}

TEST_CASE("a tier can ask for invited members, and falls when they are lost") {
  auto program = shop();
  program.tiers = {{.id = "friend", .name = "Friend", .when = at_least(Metric::referrals, 1)}};
  const auto story = FullStory(program).joined("2026-01-01").brought(2, "2026-01-02", "2026-01-03", "2026-01-20");
  CHECK(story.tiers("2026-01-31") == Lines{"2026-01-10 promoted friend", "2026-01-20 demoted nothing"});
}

TEST_CASE(
    "a voucher for the so-many-th invited member comes with their first order, and goes with it unless it was used") {
  auto program = shop();
  program.referral = {.hold_days = 7};
  program.coupons[0].issue = {{.on = IssueRule::On::invited, .number = 2}};
  auto story = FullStory(program).joined("2026-01-01").brought(2, "2026-01-01", "2026-01-02");
  story.brought(3, "2026-01-01", "2026-01-03", "2026-01-20");
  CHECK(story.occasions("2026-01-31") ==
        Lines{"2026-01-10 friends for invited 2", "2026-01-20 friends for invited 2 undone"});
}

TEST_CASE("when all whom a member brought are lost, the member has what they would have without them") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto program = random_scheme(chance);
    program.points.shortfall = Shortfall::debt;
    program.points.expire = {};
    add_referral(chance, program);
    // Tiers that the rewards themselves reach would bring packs and multipliers, which nobody takes back.
    program.tiers.clear();
    for (auto& campaign : program.campaigns) campaign.scope.who = {};
    // That they were brought stays.
    std::erase_if(program.rewards, [](const RewardRule& rule) { return rule.when.on == IssueRule::On::brought; });
    for (auto& rule : program.rewards) rule.who = {};
    Engine engine(always(program));
    auto life = random_life(chance, {.orders_paid_with_points = false, .transfers = false});
    std::erase_if(life.history.acts,
                  [](const Act& act) { return act.kind == ActKind::close || act.kind == ActKind::reopen; });
    // Who was known by those alone is known by what is left.
    if (!life.history.registered) life.history.joined_on = first_fact(life.history);
    for (auto& act : life.history.acts) act.order.reset();
    for (auto& [guest, on] : life.guests) refund_everything(guest, the_end);
    const auto worth = [&](const History& history) {
      Tally tally(the_end);
      std::int32_t number = 0;
      for (const auto& entry : engine.walk(history, the_end).entries) tally.add(++number, entry);
      return std::pair(tally.balance().balance + tally.balance().held - tally.balance().debt, tally.balance().growth);
    };
    auto alone = life.history;
    alone.invited.clear();
    CHECK(worth(known_on(life, the_end)) == worth(alone));
  });
}

} // namespace referrals_test
