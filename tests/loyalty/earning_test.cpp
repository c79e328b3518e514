// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/error.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/story.hpp"

namespace earning_test {

using namespace loyalty;

namespace {

Program shop(EarnRule earn) {
  Program program{.name = "shop"};
  program.points.earn = earn;
  return program;
}

Points points_for(EarnRule earn, const char* amount, const char* multiplier = "1", std::optional<Points> cap = {}) {
  return earned({.program = ProgramId(1),
                 .rule = {RuleKind::order_points},
                 .earn = earn,
                 .multiplier = Ratio::parse_factor(multiplier).value(),
                 .cap = cap},
                money(amount));
}

/// The account kept the slow way, without refunds and tiers: each day, each lot, one after the other.
class SlowAccount {
 public:
  SlowAccount(const Program& program, const History& history) : rules_(program.points), history_(history) {}

  Balance walk(Day from, Day through) {
    Day last_order = history_.joined_on;
    for (Day day = from; day <= through; day = day + 1) {
      for (auto& lot : lots_) {
        auto silence = std::max(last_order, lot.earned) + rules_.expire.after;
        silence = std::max(silence, lot.available + 1);
        const bool silent = rules_.expire.kind == ExpiryRule::Kind::inactivity && day >= silence;
        if (silent || lot.last < day) sums_.expired += empty(lot);
      }
      repay(day);
      for (const auto& act : history_.acts) {
        if (act.day != day || act.kind == ActKind::redeem || act.points < 0) continue;
        (act.kind == ActKind::award ? sums_.earned : sums_.adjusted) += act.points;
        lots_.push_back({act.points, day, day, last_usable_day(rules_.expire, day)});
        repay(day);
      }
      for (std::size_t index = 0; index < history_.orders.size(); ++index) {
        const auto& order = history_.orders[index];
        if (order.day() != day) continue;
        if (order.amount > Money{}) last_order = std::max(last_order, day);
        const auto points = rules_.earn ? of_amount(order.amount) : 0;
        sums_.earned += points;
        const Day available = day + rules_.hold_days;
        auto last = last_usable_day(rules_.expire, day);
        if (last < available) last = last_usable_day(rules_.expire, available);
        lots_.push_back({points, day, available, last});
        repay(day);
        const bool last_of_moment =
            index + 1 == history_.orders.size() || history_.orders[index + 1].placed_at != order.placed_at;
        if (last_of_moment && !order.placed_at.is_day_only()) spend_at(order.placed_at);
      }
      spend_at(Moment::at(day));
      for (const auto& act : history_.acts) {
        if (act.day != day) continue;
        if (act.kind == ActKind::redeem) spend(day, act.points);
        if (act.kind != ActKind::adjust || act.points >= 0) continue;
        const auto missing = take(day, -act.points);
        sums_.adjusted -= -act.points - missing;
        sums_.debt += missing;
        if (missing > 0) debts_.push_back({missing, false});
      }
      sums_.balance = sums_.held = 0;
      for (const auto& lot : lots_) (lot.available <= day ? sums_.balance : sums_.held) += lot.points;
    }
    return sums_;
  }

 private:
  struct Lot {
    Points points;
    Day earned, available, last;
  };

  Points of_amount(Money amount) const {
    return earned({.program = {}, .rule = {}, .earn = *rules_.earn, .cap = rules_.caps.order}, amount);
  }
  static Points empty(Lot& lot) {
    const auto points = lot.points;
    lot.points = 0;
    return points;
  }
  /// Point by point, each from the lot that ends first. Returns what is missing.
  Points take(Day day, Points points) {
    for (; points > 0; --points) {
      Lot* first = nullptr;
      for (auto& lot : lots_)
        if (lot.points > 0 && lot.available <= day && (first == nullptr || lot.last < first->last)) first = &lot;
      if (first == nullptr) break;
      --first->points;
    }
    return points;
  }
  void spend(Day day, Points points) {
    const auto missing = take(day, points);
    sums_.redeemed += points;
    sums_.debt += missing;
    if (missing > 0) debts_.push_back({missing, true});
  }
  void spend_at(Moment moment) {
    for (const auto& order : history_.orders)
      if (order.placed_at == moment) spend(moment.day(), order.points_redeemed);
  }
  /// The oldest first. What was redeemed without being there counts as redeemed already.
  void repay(Day day) {
    for (auto& [points, spent] : debts_) {
      const auto missing = take(day, points);
      if (!spent) sums_.clawed_back += points - missing;
      sums_.debt -= points - missing;
      points = missing;
    }
  }

  const PointsRules& rules_;
  const History& history_;
  std::vector<Lot> lots_;
  std::vector<std::pair<Points, bool>> debts_; ///< and whether they were redeemed
  Balance sums_;
};

} // namespace

TEST_CASE("points for every full amount, in proportion rounded down, or to the nearest") {
  const auto rule = [](EarnRounding rounding) { return EarnRule{10, money("100.00"), rounding}; };
  struct Row {
    const char* amount;
    Points full, floor, nearest;
  };
  for (const auto& row : {Row{"0.00", 0, 0, 0}, Row{"0.01", 0, 0, 0}, Row{"4.99", 0, 0, 0}, Row{"5.00", 0, 0, 1},
                          Row{"10.00", 0, 1, 1}, Row{"99.99", 0, 9, 10}, Row{"100.00", 10, 10, 10},
                          Row{"159.00", 10, 15, 16}, Row{"199.99", 10, 19, 20}, Row{"-100.00", 0, 0, 0}}) {
    CAPTURE(row.amount);
    CHECK(points_for(rule(EarnRounding::full), row.amount) == row.full);
    CHECK(points_for(rule(EarnRounding::floor), row.amount) == row.floor);
    CHECK(points_for(rule(EarnRounding::nearest), row.amount) == row.nearest);
  }
}

TEST_CASE("multipliers come before the one rounding at the end") {
  const EarnRule floor{1, money("10.00"), EarnRounding::floor};
  CHECK(points_for(floor, "15.00") == 1);
  CHECK(points_for(floor, "15.00", "2") == 3);
  CHECK(points_for(floor, "15.00", "1.5") == 2);
  const EarnRule full{3, money("10.00")};
  CHECK(points_for(full, "19.00", "1.5") == 4);
  CHECK(points_for(full, "29.00", "1.5") == 9);
}

TEST_CASE("the cap comes last, also after multipliers") {
  const EarnRule rule{1, money("1.00")};
  CHECK(points_for(rule, "100.00", "1", 80) == 80);
  CHECK(points_for(rule, "50.00", "2", 80) == 80);
  CHECK(points_for(rule, "40.00", "2", 80) == 80);
  CHECK(points_for(rule, "39.00", "2", 80) == 78);
}

TEST_CASE("the largest amounts and rates do not overflow") {
  CHECK(points_for({1'000, money("1.00")}, "100000000000.00") == 100'000'000'000'000);
  CHECK(points_for({1'000, money("1.00"), EarnRounding::nearest}, "100000000000.00", "2") == 200'000'000'000'000);
  CHECK_THROWS_AS(points_for({1'000'000, money("1.00")}, "100000000000.00"), Error);
}

TEST_CASE("an order that paid nothing earns nothing, and shows no line") {
  CHECK(Story(point_a_piece()).order("2026-01-01", "0.00").lines("2026-12-31").empty());
  CHECK(Story(shop({1, money("100.00")})).order("2026-01-01", "99.99").lines("2026-12-31").empty());
}

TEST_CASE("what was given back before the ledger heard of the order never earned") {
  History history;
  history.orders = {{.id = OrderId(1),
                     .placed_at = Moment::at(day("2026-01-01")),
                     .amount = money("90.00"),
                     .refunded = money("30.00")},
                    {.id = OrderId(2),
                     .placed_at = Moment::at(day("2026-01-02")),
                     .amount = money("50.00"),
                     .refunded = money("50.00"),
                     .void_from_start = true}};
  Engine engine(always(point_a_piece()));
  const auto& entries = engine.walk(history, day("2026-01-02")).entries;
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().points == 60);
  CHECK(entries.front().base == money("60.00"));
}

TEST_CASE("held for seven days, points count from the eighth day") {
  auto program = point_a_piece();
  program.points.hold_days = 7;
  auto story = Story(program).order("2026-01-01", "10.00");
  CHECK(story.lines("2026-01-01") == Lines{"2026-01-01 earn 10 from 2026-01-08"});
  CHECK(story.on("2026-01-07").held == 10);
  CHECK(story.on("2026-01-07").balance == 0);
  CHECK(story.on("2026-01-08").held == 0);
  CHECK(story.on("2026-01-08").balance == 10);
}

TEST_CASE("held points pay for nothing; what a redemption lacks is owed") {
  auto program = point_a_piece();
  program.points.hold_days = 7;
  auto story = Story(program).order("2026-01-01", "10.00").redeem("2026-01-07", 4);
  CHECK(story.on("2026-01-07").held == 10);
  CHECK(story.on("2026-01-07").debt == 4);
  CHECK(story.on("2026-01-08").balance == 6);
  CHECK(story.on("2026-01-08").debt == 0);
}

TEST_CASE("points by hand are never held") {
  auto program = point_a_piece();
  program.points.hold_days = 7;
  const auto story = Story(program).award("2026-01-01", 5).adjust("2026-01-01", 3).adjust("2026-01-02", -6);
  CHECK(story.on("2026-01-01").balance == 8);
  CHECK(story.on("2026-01-02").balance == 2);
  CHECK(story.on("2026-01-02").earned == 5);
  CHECK(story.on("2026-01-02").adjusted == -3);
}

TEST_CASE("growth is earned by its own rule, without multiplier or cap") {
  auto program = point_a_piece();
  program.growth.earn = EarnRule{2, money("1.00")};
  program.points.caps.order = 1;
  program.tiers = {{.id = "all", .name = "All", .multiplier = {3 * Ratio::one}}};
  const auto story = Story(program).award("2026-01-01", 1).order("2026-01-02", "10.00");
  CHECK(story.on("2026-01-02").growth == 20);
  CHECK(story.on("2026-01-02").earned == 2);
}

TEST_CASE("an order earns before it spends") {
  const auto story = Story(point_a_piece()).award("2026-01-01", 5).order("2026-01-02", "10.00", 5);
  CHECK(story.lines("2026-01-02") == Lines{"2026-01-01 earn 5", "2026-01-02 earn 10", "2026-01-02 redeem 5 of 1"});
}

TEST_CASE("an order earns at the tier held in the morning") {
  auto program = point_a_piece();
  Condition bought{.kind = Condition::Kind::compare, .metric = Metric::orders, .value = 1};
  program.tiers = {{.id = "fan", .name = "Fan", .when = bought, .multiplier = {2 * Ratio::one}}};
  const auto story =
      Story(program).order("2026-01-01", "10.00").order("2026-01-01", "10.00").order("2026-01-02", "10.00");
  CHECK(story.on("2026-01-01").earned == 20);
  CHECK(story.on("2026-01-02").earned == 40);
}

TEST_CASE("each entry is pinned to the program, the rule, the rate and the amount it was made with") {
  auto program = point_a_piece();
  program.tiers = {{.id = "all", .name = "All", .multiplier = {1'500'000}}};
  History history;
  history.joined_on = day("2026-01-01");
  for (const int number : {1, 2})
    history.orders.push_back(
        {.id = OrderId(number), .placed_at = Moment::at(history.joined_on + number), .amount = money("10.00")});
  Engine engine(always(program));
  const auto entry = engine.walk(history, day("2026-02-01")).entries.at(1);
  const auto& terms = engine.terms().at(static_cast<std::size_t>(entry.terms));
  CHECK(terms.program == ProgramId(1));
  CHECK(to_string(terms.rule) == "points.earn, tier all");
  CHECK(terms.earn == EarnRule{1, money("1.00")});
  CHECK(terms.multiplier == Ratio{1'500'000});
  CHECK(earned(terms, entry.base) == entry.points);
  CHECK(entry.cause == Cause(OrderId(2)));
}

TEST_CASE("without refunds and tiers, accounts are those of counting each point on every single day") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto program = random_program(chance);
    program.tiers.clear();
    const auto history = random_history(chance, {.refunds = false, .transfers = false});
    const auto through = random_day(chance) + 100;
    Engine engine(always(program));
    Tally tally(through);
    std::int32_t number = 0;
    for (const auto& entry : engine.walk(history, through).entries) tally.add(++number, entry);
    const auto& fast = tally.balance();
    const auto slow = SlowAccount(program, history).walk(first_random_day, through);
    CHECK(fast.earned == slow.earned);
    CHECK(fast.adjusted == slow.adjusted);
    CHECK(fast.redeemed == slow.redeemed);
    CHECK(fast.expired == slow.expired);
    CHECK(fast.clawed_back == slow.clawed_back);
    CHECK(fast.balance == slow.balance);
    CHECK(fast.held == slow.held);
    CHECK(fast.debt == slow.debt);
  });
}

} // namespace earning_test
