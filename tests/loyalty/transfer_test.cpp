// SPDX-License-Identifier: MIT
#include "loyalty/transfer.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/written_day.hpp"
#include "random_history.hpp"

namespace transfer_test {

using namespace loyalty;

namespace {

const Day today = day("2026-05-10");

TransferRules rules() { return {.minimum = 100, .most = Limit{1000, Calendar::month}}; }

std::vector<NumberedEntry> numbered(const std::vector<Entry>& entries) {
  std::vector<NumberedEntry> account;
  for (const auto& entry : entries) account.push_back({static_cast<std::int32_t>(account.size() + 1), entry});
  return account;
}

std::vector<NumberedEntry> account_of(Engine& engine, const History& history, Day through) {
  return numbered(engine.walk(history, through).entries);
}

/// What can be spent at the end of a day, by last day.
void add_open(const std::vector<NumberedEntry>& account, Day on, std::map<Day, Points>& open) {
  for (const auto& lot : open_lots(account, on)) open[lot.last_day] += lot.remaining;
}

/// The acts by which points go from one history to the other.
void transfer(Engine& engine, History& from, History& to, Points points, Day on) {
  const auto lots = open_lots(account_of(engine, from, on), on);
  from.acts.push_back({.id = ActId(1'000), .day = on, .kind = ActKind::transfer_out, .points = points});
  std::int64_t number = 1'000;
  for (const auto& [part, last_day] : handed_on(lots, points, on))
    to.acts.push_back(
        {.id = ActId(++number), .day = on, .kind = ActKind::transfer_in, .points = part, .until = last_day});
  for (auto* history : {&from, &to}) sort_acts(*history);
}

} // namespace

TEST_CASE("each row breaks one rule of a transfer and names it") {
  struct Row {
    TransferFacts facts;
    std::optional<TransferRefusal> refusal;
  };
  const std::vector<Row> rows = {
      {{.points = 100, .balance = 100}, std::nullopt},
      {{.points = 400, .balance = 500, .handed_on = 600}, std::nullopt},
      {{.points = 401, .balance = 500, .handed_on = 600}, TransferRefusal::above_limit},
      {{.points = 100, .balance = 500, .handed_on = 1'200}, TransferRefusal::above_limit},
      {{.points = 99, .balance = 500}, TransferRefusal::below_minimum},
      {{.points = 501, .balance = 500}, TransferRefusal::not_enough_points},
      {{.points = 100, .balance = 500, .same_member = true}, TransferRefusal::same_member},
      {{.points = 100, .balance = 500, .in_audience = false}, TransferRefusal::wrong_audience},
      {{.points = 2'000, .balance = 10, .same_member = true, .in_audience = false}, TransferRefusal::same_member},
  };
  for (const auto& [facts, refusal] : rows) {
    CAPTURE(facts.points, facts.balance, facts.handed_on);
    CHECK((check_transfer(rules(), facts) == refusal));
    CHECK((check_transfer(std::nullopt, facts) == TransferRefusal::no_rule));
  }
  CHECK_FALSE(check_transfer(TransferRules{}, {.points = 1, .balance = 1}));
}

TEST_CASE("points are handed on as they would be spent, and keep their last days") {
  const Day may = day("2026-05-31");
  const Day june = day("2026-06-30");
  const std::vector<OpenLot> lots = {{.number = 1, .remaining = 30, .available_on = today, .last_day = may},
                                     {.number = 2, .remaining = 20, .available_on = today, .last_day = may},
                                     {.number = 3, .remaining = 50, .available_on = today + 1, .last_day = june},
                                     {.number = 4, .remaining = 40, .available_on = today, .last_day = june},
                                     {.number = 5, .remaining = 70, .available_on = today}};
  const auto parts = [&](Points points) { return handed_on(lots, points, today); };
  CHECK((parts(10) == std::vector<PointsThrough>{{10, may}}));
  CHECK((parts(50) == std::vector<PointsThrough>{{50, may}}));
  CHECK((parts(60) == std::vector<PointsThrough>{{50, may}, {10, june}}));
  CHECK((parts(150) == std::vector<PointsThrough>{{50, may}, {40, june}, {60, never}}));
}

TEST_CASE("points handed on are neither earned nor redeemed, and what late facts leave too few is owed") {
  Program program{.name = "shop"};
  program.points.earn = EarnRule{.points = 1, .per = {100}};
  Engine engine(always(program));
  History ann{.member = MemberId(1), .joined_on = day("2026-01-01"), .orders = {}, .refunds = {}};
  ann.orders.push_back({.id = OrderId(1), .placed_at = Moment::at(day("2026-05-01")), .amount = {30'000}});
  History bob{.member = MemberId(2), .joined_on = day("2026-01-01"), .orders = {}, .refunds = {}};
  transfer(engine, ann, bob, 200, today);

  const auto of_ann = balance_on(account_of(engine, ann, today), today);
  CHECK(of_ann.earned == 300);
  CHECK(of_ann.adjusted == -200);
  CHECK(of_ann.redeemed == 0);
  CHECK(of_ann.balance == 100);
  const auto of_bob = balance_on(account_of(engine, bob, today), today);
  CHECK(of_bob.earned == 0);
  CHECK(of_bob.adjusted == 200);
  CHECK(of_bob.balance == 200);
  for (const auto& line : account_of(engine, bob, today))
    CHECK((engine.terms()[static_cast<std::size_t>(line.entry.terms)].rule.kind == RuleKind::transfer));

  // The order had come back before the transfer, as one hears later.
  ann.refunds.push_back({.id = OrderId(2),
                         .at = Moment::at(day("2026-05-05")),
                         .by_day = true,
                         .order = 0,
                         .amount = {30'000},
                         .whole = true});
  const auto late = balance_on(account_of(engine, ann, today), today);
  CHECK(late.balance == 0);
  CHECK(late.debt == 200);
  CHECK(balance_on(account_of(engine, bob, today), today).balance == 200);
}

TEST_CASE("a transfer moves points between two members and changes nothing of both together") {
  int transfers = 0;
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_timeline(chance));
    auto from = random_history(chance);
    auto to = random_history(chance);
    to.member = MemberId(2);
    const Day on = random_day(chance);
    // What is spent and comes back on the same day has its own place among what is handed on.
    const auto on_the_day = [&](const auto& each) { return each.day == on; };
    const auto is_moving = [&](const History& history) {
      return std::any_of(history.acts.begin(), history.acts.end(), on_the_day) ||
             std::any_of(history.orders.begin(), history.orders.end(),
                         [&](const OrderFact& order) { return order.day() == on; }) ||
             std::any_of(history.refunds.begin(), history.refunds.end(),
                         [&](const RefundFact& refund) { return refund.day() == on; });
    };
    if (is_moving(from) || is_moving(to)) return;
    const auto before = account_of(engine, from, on);
    const auto balance = engine.balance(on);
    const auto sums = balance_on(before, on);
    const auto others = account_of(engine, to, on);
    const auto other_sums = balance_on(others, on);
    // Whoever owes points would pay with those that come.
    if (balance <= 0 || other_sums.debt > 0 || sums.debt > 0) return;
    std::map<Day, Points> open;
    add_open(before, on, open);
    add_open(others, on, open);

    const Points points = chance.between(1, static_cast<int>(std::min<Points>(balance, 1'000)));
    transfer(engine, from, to, points, on);
    ++transfers;
    const auto gave = account_of(engine, from, on);
    const auto given = account_of(engine, to, on);
    CHECK(balance_on(gave, on).balance == sums.balance - points);
    CHECK(balance_on(gave, on).adjusted == sums.adjusted - points);
    CHECK(balance_on(given, on).balance == other_sums.balance + points);
    CHECK(balance_on(given, on).adjusted == other_sums.adjusted + points);
    CHECK(balance_on(given, on).earned == other_sums.earned);
    CHECK(balance_on(gave, on).debt == 0);
    std::map<Day, Points> open_after;
    add_open(gave, on, open_after);
    add_open(given, on, open_after);
    CHECK((open_after == open));
  });
  CHECK(transfers > 1'000);
}

} // namespace transfer_test
