// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace memberships_walk_test {

using namespace loyalty;

namespace {

/// Silver from 100.00 spent; plus costs 50.00 for a month and brings gold.
Program shop() {
  auto program = point_a_piece();
  program.tiers = {
      {.id = "silver", .name = "Silver", .when = at_least(Metric::spend, 10'000)},
      {.id = "gold", .name = "Gold", .when = at_least(Metric::spend, 100'000), .multiplier = {2 * Ratio::one}}};
  program.plans = {{.id = "plus", .name = "Plus", .fee = money("50.00"), .term = Period{.months = 1}, .tier = "gold"}};
  return program;
}

/// 2% of what was spent in a term, at most 3.00.
Program with_reward(std::int32_t after_days, std::optional<Money> most = {}) {
  auto program = shop();
  program.coupons = {{.id = "rebate", .name = "Rebate", .kind = AmountOff{Money{1}}}};
  program.plans[0].reward =
      TermReward{.share = Ratio{20'000}, .most = most, .coupon = "rebate", .after_days = after_days};
  return program;
}

/// The place of the tier held at the end of a day; -1: none.
int tier_on(Engine& engine, const Program& program, const History& history, Day day) {
  engine.walk(history, day);
  const auto* held = engine.tier();
  return held == nullptr ? -1 : static_cast<int>(program.tier(held->id) - program.tiers.data());
}

/// The highest tier that acts by hand hold on a day: the last grant, and terms of plans that were not
/// ended.
int granted_on(const Program& program, const History& history, Day day) {
  int highest = -1;
  const auto raise = [&](const std::string& tier, Day until) {
    const auto* granted = program.tier(tier);
    if (granted != nullptr && until >= day)
      highest = std::max(highest, static_cast<int>(granted - program.tiers.data()));
  };
  const Act* grant = nullptr;
  for (const auto& act : history.acts) {
    if (act.day > day) break;
    if (act.kind == ActKind::grant) grant = &act;
    if (act.kind != ActKind::membership || program.plan(act.subject) == nullptr) continue;
    Day until = act.until;
    for (const auto& end : history.acts)
      if (end.kind == ActKind::end_membership && end.subject == act.subject && end.day <= day &&
          std::pair(end.day, end.id) > std::pair(act.day, act.id))
        until = std::min(until, end.day - 1);
    raise(program.plan(act.subject)->tier, until);
  }
  if (grant != nullptr) raise(grant->subject, grant->until);
  return highest;
}

} // namespace

TEST_CASE("a plan holds its tier through the last day of its term, and then what was qualified for is back") {
  auto story = FullStory(shop()).order("2026-01-01", "120.00").fee("2026-01-10", "50.00", "plus");
  CHECK(story.tiers("2026-03-31") ==
        Lines{"2026-01-01 promoted silver", "2026-01-10 granted gold until 2026-02-09", "2026-02-10 ended silver"});
}

TEST_CASE("a fee is no purchase: it earns nothing and is no spend") {
  auto program = shop();
  program.growth.earn = EarnRule{1, money("1.00")};
  program.tiers[0].when = at_least(Metric::orders, 1);
  const auto story = FullStory(program).fee("2026-01-10", "50.00", "plus");
  CHECK(story.lines("2026-12-31").empty());
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-10 granted gold until 2026-02-09", "2026-02-10 ended nothing"});
}

TEST_CASE("who was granted a tier earns at it from the next morning") {
  auto story = FullStory(shop()).fee("2026-01-10", "50.00", "plus").order("2026-01-10", "10.00");
  story.order("2026-01-11", "10.00").order("2026-02-09", "10.00").order("2026-02-10", "10.00");
  Lines earned;
  for (int order = 2; order <= 5; ++order) earned.push_back(story.rules(order, "2026-12-31"));
  CHECK(earned == Lines{"points.earn 10", "points.earn, tier gold 20", "points.earn, tier gold 20", "points.earn 10"});
}

TEST_CASE("a second fee goes on where the term ends, and one after the end begins anew") {
  auto story = FullStory(shop()).fee("2026-01-10", "50.00", "plus").fee("2026-01-20", "50.00", "plus");
  story.fee("2026-05-01", "50.00", "plus");
  const auto lines = story.tiers("2026-12-31");
  REQUIRE(lines.size() == 5);
  CHECK(lines[0] == "2026-01-10 granted gold until 2026-02-09");
  CHECK(lines[1] == "2026-02-10 renewed gold until 2026-03-09");
  CHECK(lines[2] == "2026-03-10 ended nothing");
  CHECK(lines[3] == "2026-05-01 granted gold until 2026-05-31");
  CHECK(lines[4] == "2026-06-01 ended nothing");
}

TEST_CASE("a term that waited behind a fee that came back begins at once, and its tier with it") {
  auto story = FullStory(shop()).fee("2026-01-10", "50.00", "plus").fee("2026-01-12", "50.00", "plus");
  story.refund("2026-01-20", 1, "50.00");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-10 granted gold until 2026-02-09",
                                           "2026-01-20 renewed gold until 2026-02-19", "2026-02-20 ended nothing"});
}

TEST_CASE("a planned term that was called off takes nothing from the fee that was paid instead") {
  auto story = FullStory(shop()).act("2026-02-01", ActKind::membership, 0, "plus", "2026-02-28");
  story.act("2026-02-10", ActKind::end_membership, 0, "plus").fee("2026-02-15", "50.00", "plus");
  story.act("2026-03-01", ActKind::membership, 0, "plus", "2026-03-31");
  story.act("2026-03-01", ActKind::end_membership, 0, "plus", "", "planned");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-02-01 granted gold until 2026-02-28", "2026-02-10 ended nothing",
                                           "2026-02-15 granted gold until 2026-03-14", "2026-03-15 ended nothing"});
}

TEST_CASE("a refund of the fee ends the term on its day, and a part of it does not") {
  auto story = FullStory(shop()).fee("2026-01-10", "50.00", "plus").refund("2026-01-20", 1, "30.00");
  CHECK(story.tiers("2026-01-31") == Lines{"2026-01-10 granted gold until 2026-02-09"});
  story.refund("2026-01-21", 1, "20.00");
  CHECK(story.tiers("2026-03-31") == Lines{"2026-01-10 granted gold until 2026-02-09", "2026-01-21 ended nothing"});
  CHECK(story.lines("2026-03-31").empty());
}

TEST_CASE("a term by hand and its end by hand do the same") {
  auto story = FullStory(shop()).act("2026-01-10", ActKind::membership, 0, "plus", "2026-06-30");
  story.act("2026-02-15", ActKind::end_membership, 0, "plus");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-10 granted gold until 2026-06-30", "2026-02-15 ended nothing"});
}

TEST_CASE("a granted tier lasts through its day; a lower one than is qualified for changes nothing") {
  auto story = FullStory(shop()).order("2026-01-01", "120.00").grant("2026-01-05", "gold", "2026-01-31");
  CHECK(story.tiers("2026-03-31") ==
        Lines{"2026-01-01 promoted silver", "2026-01-05 granted gold until 2026-01-31", "2026-02-01 ended silver"});
  auto rich = FullStory(shop()).order("2026-01-01", "1000.00").grant("2026-01-05", "silver", "2026-01-31");
  CHECK(rich.tiers("2026-03-31") == Lines{"2026-01-01 promoted gold"});
}

TEST_CASE("what is qualified for grows beneath a grant and shows when it ends") {
  auto story = FullStory(shop()).grant("2026-01-05", "gold", "2026-01-31").order("2026-01-10", "120.00");
  CHECK(story.tiers("2026-03-31") == Lines{"2026-01-05 granted gold until 2026-01-31", "2026-02-01 ended silver"});
  auto reached = FullStory(shop()).grant("2026-01-05", "gold", "2026-01-31").order("2026-01-10", "1000.00");
  CHECK(reached.tiers("2026-03-31") == Lines{"2026-01-05 granted gold until 2026-01-31", "2026-01-10 promoted gold"});
}

TEST_CASE("a later grant replaces the one before") {
  auto story = FullStory(shop()).grant("2026-01-05", "gold", "2026-06-30").grant("2026-01-20", "silver", "2026-03-31");
  CHECK(story.tiers("2026-12-31") == Lines{"2026-01-05 granted gold until 2026-06-30",
                                           "2026-01-20 granted silver until 2026-03-31", "2026-04-01 ended nothing"});
}

TEST_CASE("a pack is for a tier that was reached, not for one that was granted, and comes once") {
  auto program = shop();
  program.tiers[1].pack = {.points = 500};
  auto story = FullStory(program).grant("2026-01-05", "gold", "2026-01-31").order("2026-02-10", "1000.00");
  CHECK(story.on("2026-02-09").earned == 0);
  CHECK(story.on("2026-02-10").earned == 1'500);
  story.refund("2026-02-11", 1, "10.00").order("2026-02-12", "10.00");
  CHECK(story.tiers("2026-02-28").back() == "2026-02-12 promoted gold");
  CHECK(story.on("2026-02-28").balance == 1'500);
}

TEST_CASE("what a pack brings can reach the next tier, from the next day on") {
  auto program = shop();
  program.tiers[0].pack = {.growth = 10};
  program.tiers[1].when = at_least(Metric::growth, 10);
  CHECK(FullStory(program).order("2026-01-01", "100.00").tiers("2026-12-31") ==
        Lines{"2026-01-01 promoted silver", "2026-01-02 promoted gold"});
}

TEST_CASE("a part of what was spent in the term comes back on its day, as one voucher") {
  // The term is 10 January to 9 February.
  const auto story_of = [](Program program) {
    auto story = FullStory(std::move(program)).order("2026-01-09", "100.00").fee("2026-01-10", "50.00", "plus");
    return story.order("2026-01-10", "99.99").order("2026-02-09", "60.00").order("2026-02-10", "1000.00");
  };
  CHECK(story_of(with_reward(0)).occasions("2026-12-31") ==
        Lines{"2026-02-09 rebate for membership plus through 2026-02-09 worth 3.19"});
  CHECK(story_of(with_reward(14)).occasions("2026-12-31") ==
        Lines{"2026-02-23 rebate for membership plus through 2026-02-09 worth 3.19"});
  CHECK(story_of(with_reward(14, money("3.00"))).occasions("2026-12-31") ==
        Lines{"2026-02-23 rebate for membership plus through 2026-02-09 worth 3.00"});
  CHECK(story_of(with_reward(14)).refund("2026-02-20", 3, "60.00").occasions("2026-12-31") ==
        Lines{"2026-02-23 rebate for membership plus through 2026-02-09 worth 1.99"});
}

TEST_CASE("each term has a reward of its own; without spend there is none, and a term that was ended early has none") {
  auto story = FullStory(with_reward(0)).fee("2026-01-10", "50.00", "plus").fee("2026-01-20", "50.00", "plus");
  story.order("2026-01-25", "100.00").order("2026-02-20", "200.00");
  CHECK(story.occasions("2026-12-31") == Lines{"2026-02-09 rebate for membership plus through 2026-02-09 worth 2.00",
                                               "2026-03-09 rebate for membership plus through 2026-03-09 worth 4.00"});
  CHECK(FullStory(with_reward(0)).fee("2026-01-10", "50.00", "plus").occasions("2026-12-31").empty());
  for (const std::int32_t after : {0, 14}) {
    auto ended = FullStory(with_reward(after)).fee("2026-01-10", "50.00", "plus").order("2026-01-11", "100.00");
    CHECK(ended.refund("2026-01-20", 1, "50.00").occasions("2026-12-31").empty());
    auto by_hand = FullStory(with_reward(after)).act("2026-01-10", ActKind::membership, 0, "plus", "2026-02-09");
    by_hand.order("2026-01-11", "100.00").act("2026-01-20", ActKind::end_membership, 0, "plus");
    CHECK(by_hand.occasions("2026-12-31").empty());
  }
}

TEST_CASE("on every day a member holds what they are qualified for or what is granted, whichever is higher") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto program = random_scheme(chance);
    // Nothing that a higher tier brings may help to qualify.
    for (auto& tier : program.tiers) {
      tier.multiplier = {Ratio::one};
      tier.pack = {};
      tier.referral.reset();
    }
    for (auto& campaign : program.campaigns) campaign.scope.who = {};
    auto history = random_life(chance).history;
    std::erase_if(history.acts,
                  [](const Act& act) { return act.kind == ActKind::close || act.kind == ActKind::reopen; });
    for (auto& order : history.orders) order.fee = false;
    for (auto& sale : history.sales) sale.fee_for.clear();
    auto ungranted_program = program;
    for (auto& plan : ungranted_program.plans) plan.tier.clear();
    auto ungranted = history;
    for (auto& act : ungranted.acts)
      if (act.kind == ActKind::grant) act.subject = "no tier";
    Engine engine(always(program)), without(always(ungranted_program));
    for (int times = 0; times < 5; ++times) {
      const Day day = random_later_day(chance, 100);
      CAPTURE(to_string(day));
      CHECK(tier_on(engine, program, history, day) ==
            std::max(tier_on(without, ungranted_program, ungranted, day), granted_on(program, history, day)));
    }
  });
}

} // namespace memberships_walk_test
