// SPDX-License-Identifier: MIT
#include "loyalty/closed.hpp"

#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace closed_test {

using namespace loyalty;

namespace {

Program silver_from_100() {
  auto program = point_a_piece();
  program.growth.earn = EarnRule{1, Money{100}};
  program.tiers = {{.id = "silver", .name = "Silver", .when = compare(Metric::spend, Comparison::at_least, 10'000)}};
  return program;
}

History bought(std::initializer_list<std::pair<const char*, ActKind>> acts) {
  auto history = Story(silver_from_100())
                     .order("2026-01-01", "100.00")
                     .order("2026-02-10", "10.00")
                     .order("2026-03-20", "20.00")
                     .history();
  std::int64_t number = 100;
  for (const auto& [on, kind] : acts) history.acts.push_back({.id = ActId(++number), .day = day(on), .kind = kind});
  sort_acts(history);
  return history;
}

struct Seen {
  Lines entries = {};
  Lines tiers = {};
};

Seen walked(const History& history) {
  Engine engine(always(silver_from_100()));
  const auto& walked = engine.walk(history, day("2026-12-31"));
  Seen seen;
  for (const auto& entry : walked.entries)
    if (entry.kind == EntryKind::earn) seen.entries.push_back(words(entry));
  for (const auto& change : walked.tier_changes) seen.tiers.push_back(words(change));
  return seen;
}

} // namespace

TEST_CASE("from the evening of the closing through the day of the reopening nothing is earned and no tier is held") {
  const auto closed = walked(bought({{"2026-02-01", ActKind::close}, {"2026-03-01", ActKind::reopen}}));
  CHECK(closed.entries == Lines{"2026-01-01 earn 100", "2026-03-20 earn 20"});
  CHECK(closed.tiers ==
        Lines{"2026-01-01 promoted silver", "2026-02-01 demoted nothing", "2026-03-01 promoted silver"});

  const auto on_the_days = walked(bought({{"2026-02-10", ActKind::close}, {"2026-03-20", ActKind::reopen}}));
  CHECK(on_the_days.entries == Lines{"2026-01-01 earn 100", "2026-02-10 earn 10"});
  CHECK(on_the_days.tiers ==
        Lines{"2026-01-01 promoted silver", "2026-02-10 demoted nothing", "2026-03-20 promoted silver"});

  const auto for_good = walked(bought({{"2026-02-01", ActKind::close}}));
  CHECK(for_good.entries == Lines{"2026-01-01 earn 100"});
  CHECK(for_good.tiers.back() == "2026-02-01 demoted nothing");
}

TEST_CASE("closed and reopened on one day is as if nothing had been") {
  const auto plain = walked(bought({}));
  const auto both = walked(bought({{"2026-02-10", ActKind::close}, {"2026-02-10", ActKind::reopen}}));
  CHECK(both.entries == plain.entries);
  CHECK(both.tiers == plain.tiers);
  const auto history = bought({{"2026-02-10", ActKind::close}, {"2026-03-01", ActKind::reopen}});
  CHECK_FALSE(is_closed(history, day("2026-02-09")));
  CHECK(is_closed(history, day("2026-02-10")));
  CHECK(is_closed(history, day("2026-02-28")));
  CHECK_FALSE(is_closed(history, day("2026-03-01")));
}

TEST_CASE("who is shut out keeps what was earned, and what is given back is still taken") {
  auto history = bought({{"2026-02-01", ActKind::close}});
  history.refunds.push_back(
      {.id = OrderId(50), .at = Moment::at(day("2026-02-20")), .order = 0, .amount = money("40.00")});
  Engine engine(always(silver_from_100()));
  engine.walk(history, day("2026-02-19"));
  CHECK(engine.balance(day("2026-02-19")) == 100);
  engine.walk(history, day("2026-12-31"));
  CHECK(engine.balance(day("2026-12-31")) == 60);
}

TEST_CASE("where the program says so, the points of who is shut out end that evening, pending ones too") {
  auto program = silver_from_100();
  program.closed.forfeits_points = true;
  program.points.hold_days = 30;
  auto history = bought({{"2026-02-20", ActKind::close}, {"2026-03-01", ActKind::reopen}});
  history.refunds.push_back(
      {.id = OrderId(50), .at = Moment::at(day("2026-02-25")), .order = 0, .amount = money("40.00")});
  Engine engine(always(program));
  engine.walk(history, day("2026-02-19"));
  CHECK(engine.balance(day("2026-02-19")) == 100);
  const auto& walked = engine.walk(history, day("2026-12-31"));
  Points forfeited = 0;
  for (const auto& entry : walked.entries) {
    if (entry.kind == EntryKind::adjust) {
      CHECK(entry.day == day("2026-02-20"));
      CHECK((engine.terms()[static_cast<std::size_t>(entry.terms)].rule.kind == RuleKind::closed));
      forfeited += entry.points;
    }
    // What was forfeited is not taken once more when its order comes back.
    CHECK((entry.kind != EntryKind::debt && entry.kind != EntryKind::claw_back));
  }
  CHECK(forfeited == -110);
  CHECK(engine.balance(day("2026-12-31")) == 20);

  auto both = bought({{"2026-02-20", ActKind::close}, {"2026-02-20", ActKind::reopen}});
  for (const auto& entry : engine.walk(both, day("2026-12-31")).entries) CHECK((entry.kind != EntryKind::adjust));
  CHECK(engine.balance(day("2026-12-31")) == 130);
}

TEST_CASE("the days of closings are those on whose evening somebody was shut out anew") {
  const auto days = [](std::initializer_list<std::pair<const char*, ActKind>> acts) {
    return closing_days(bought(acts));
  };
  CHECK(days({}).empty());
  CHECK(days({{"2026-02-01", ActKind::close}, {"2026-02-01", ActKind::reopen}}).empty());
  CHECK(days({{"2026-02-01", ActKind::close}, {"2026-02-05", ActKind::reopen}, {"2026-02-05", ActKind::close}}) ==
        std::vector{day("2026-02-01")});
  CHECK(days({{"2026-02-01", ActKind::close}, {"2026-02-05", ActKind::reopen}, {"2026-02-09", ActKind::close}}) ==
        std::vector{day("2026-02-01"), day("2026-02-09")});
}

TEST_CASE("orders of somebody who is shut out count for no inviter") {
  auto history = bought({{"2025-12-01", ActKind::close}, {"2026-02-28", ActKind::reopen}});
  const auto seen = invited_member(history, day("2025-11-01"));
  REQUIRE(seen.orders.size() == 1);
  CHECK(seen.orders[0].day == day("2026-03-20"));
}

TEST_CASE("before a closing everything is as without it, and after it nothing is earned, given or entered") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    auto history = random_life(chance).history;
    std::erase_if(history.acts,
                  [](const Act& act) { return act.kind == ActKind::close || act.kind == ActKind::reopen; });
    const Day on = random_day(chance);
    const auto open = Conclusions(engine.walk(history, on - 1));
    history.acts.push_back({.id = ActId(9'000'000), .day = on, .kind = ActKind::close});
    sort_acts(history);
    const auto before = Conclusions(engine.walk(history, on - 1));
    CHECK(before.entries == open.entries);
    CHECK(before.tier_changes == open.tier_changes);
    const auto closed = Conclusions(engine.walk(history, the_end));
    for (const auto& change : closed.tier_changes)
      if (change.day >= on) CHECK((change.day == on || change.tier.empty()));
    // What an earlier order was kept from by a cap can still come to it.
    const auto is_earlier = [&](const Cause& cause) {
      const auto order = std::ranges::find(history.orders, order_of(cause).value_or(OrderId()), &OrderFact::id);
      return act_of(cause) || (order != history.orders.end() && order->day() <= on);
    };
    for (const auto& entry : closed.entries)
      if (entry.day > on && entry.kind == EntryKind::earn) CHECK(is_earlier(entry.cause));
    for (const auto& occasion : closed.occasions) CHECK((occasion.day < on || occasion.undone));
    for (const auto& change : closed.roster_changes) CHECK((change.day <= on && (change.day < on || !change.enters)));
  });
}

TEST_CASE("a reward that was promised for a hold before the closing is kept or lost as what they have") {
  Program program{.name = "shop"};
  program.coupons = {{.id = "thanks", .name = "Thanks", .kind = AmountOff{Money{500}}}};
  program.rewards = {{.id = "spend",
                      .name = "Spend",
                      .when = {.on = IssueRule::On::order},
                      .hold_days = 14,
                      .gives = {.points = 3, .coupons = {"thanks"}}}};
  const auto came = [&](bool forfeits, bool voids, const char* reopened) {
    program.closed = {.forfeits_points = forfeits, .voids_vouchers = voids};
    auto history = Story(program).order("2026-01-01", "100.00").history();
    history.acts = {{.id = ActId(101), .day = day("2026-01-05"), .kind = ActKind::close},
                    {.id = ActId(102), .day = day(reopened), .kind = ActKind::reopen}};
    Engine engine(always(program));
    const auto& walked = engine.walk(history, day("2026-12-31"));
    Lines lines;
    for (const auto& entry : walked.entries) lines.push_back(words(entry));
    for (const auto& occasion : walked.occasions) lines.push_back(words(occasion));
    return lines;
  };
  const std::string voucher = " thanks for reward spend order row 1";
  // Let in again before it is due, or after.
  CHECK(came(false, false, "2026-01-10") == Lines{"2026-01-15 earn 3", "2026-01-15" + voucher});
  CHECK(came(false, false, "2026-02-01") == Lines{"2026-02-01 earn 3", "2026-02-01" + voucher});
  CHECK(came(false, true, "2026-02-01") == Lines{"2026-02-01 earn 3"});
  CHECK(came(true, false, "2026-02-01") == Lines{"2026-02-01" + voucher});
  CHECK(came(true, true, "2026-02-01").empty());
}

} // namespace closed_test
