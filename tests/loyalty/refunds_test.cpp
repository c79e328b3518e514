// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/story.hpp"

namespace refunds_test {

using namespace loyalty;

namespace {

Program rate(Points points, const char* per, EarnRounding rounding = EarnRounding::full) {
  Program program{.name = "shop"};
  program.points.earn = EarnRule{points, money(per), rounding};
  return program;
}

/// What the member has, less what they owe.
Points worth(const Balance& balance) { return balance.balance + balance.held - balance.debt; }

Balance on(const std::vector<Entry>& entries, Day as_of) {
  Tally tally(as_of);
  std::int32_t number = 0;
  for (const auto& entry : entries) tally.add(++number, entry);
  return tally.balance();
}

Program without_tiers(Chance& chance) {
  auto program = random_program(chance);
  program.tiers.clear();
  return program;
}

} // namespace

TEST_CASE("a refund takes back what is no longer earned") {
  const auto story = Story(rate(10, "100.00")).order("2026-01-01", "250.00").refund("2026-01-03", 1, "100.00");
  CHECK(story.lines("2026-01-03") == Lines{"2026-01-01 earn 20", "2026-01-03 claw_back 10 of 1"});
}

TEST_CASE("many small refunds take back what one large one does") {
  for (const auto rounding : {EarnRounding::full, EarnRounding::floor, EarnRounding::nearest}) {
    Story once(rate(7, "30.00", rounding)), often(rate(7, "30.00", rounding));
    once.order("2026-01-01", "100.00").refund("2026-01-09", 1, "70.00");
    often.order("2026-01-01", "100.00");
    for (const char* on :
         {"2026-01-03", "2026-01-05", "2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09"})
      often.refund(on, 1, "10.00");
    CHECK(once.on("2026-01-09").clawed_back == often.on("2026-01-09").clawed_back);
    CHECK(once.on("2026-01-09").balance == often.on("2026-01-09").balance);
  }
}

TEST_CASE("more than was paid is never given back") {
  auto story = Story(rate(1, "1.00")).order("2026-01-01", "50.00").award("2026-01-01", 5);
  story.refund("2026-01-03", 1, "40.00").refund("2026-01-04", 1, "40.00").refund("2026-01-05", 1, "40.00");
  CHECK(story.on("2026-01-05").clawed_back == 50);
  CHECK(story.on("2026-01-05").balance == 5);
}

TEST_CASE("a refund is judged at the terms the order earned at") {
  auto program = rate(1, "1.00");
  auto dearer = rate(5, "1.00");
  auto story = Story(program).change_program("2026-02-01", dearer);
  story.order("2026-01-01", "50.00").refund("2026-02-02", 1, "10.00");
  CHECK(story.on("2026-02-02").clawed_back == 10);
}

TEST_CASE("a cap is applied to what was paid and to what remains") {
  auto program = rate(1, "1.00");
  program.points.caps.order = 30;
  auto story =
      Story(program).order("2026-01-01", "50.00").refund("2026-01-02", 1, "20.00").refund("2026-01-03", 1, "20.00");
  CHECK(story.on("2026-01-02").balance == 30);
  CHECK(story.on("2026-01-03").balance == 10);
}

TEST_CASE("a refund within the hold cancels held points") {
  auto program = rate(1, "1.00");
  program.points.hold_days = 7;
  const auto story = Story(program).order("2026-01-01", "50.00").refund("2026-01-07", 1, "20.00");
  CHECK(story.on("2026-01-07").held == 30);
  CHECK(story.on("2026-01-08").held == 0);
  CHECK(story.on("2026-01-08").balance == 30);
}

TEST_CASE("the order's own points go first, then held ones, then others by last day, then a debt") {
  auto program = rate(1, "1.00");
  program.points.hold_days = 7;
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 12}};
  auto story = Story(program).order("2026-01-01", "10.00").order("2026-01-02", "20.00").order("2026-02-01", "5.00");
  story.redeem("2026-02-02", 12).refund("2026-02-03", 2, "20.00");
  CHECK(story.lines("2026-02-03") == Lines{"2026-01-01 earn 10 from 2026-01-08 until 2026-12-31",
                                           "2026-01-02 earn 20 from 2026-01-09 until 2027-01-01",
                                           "2026-02-01 earn 5 from 2026-02-08 until 2027-01-31",
                                           "2026-02-02 redeem 10 of 1", "2026-02-02 redeem 2 of 2",
                                           "2026-02-03 claw_back 18 of 2", "2026-02-03 claw_back 2 of 3"});
  story.refund("2026-02-04", 1, "10.00");
  CHECK(story.on("2026-02-04").clawed_back == 23);
  CHECK(story.on("2026-02-04").debt == 7);
}

TEST_CASE("the next earnings repay a debt, held ones when they count") {
  auto program = rate(1, "1.00");
  program.points.hold_days = 7;
  auto story = Story(program).order("2026-01-01", "10.00").redeem("2026-01-08", 10).refund("2026-01-09", 1, "10.00");
  CHECK(story.on("2026-01-09").debt == 10);
  story.order("2026-01-10", "25.00");
  CHECK(story.on("2026-01-16").debt == 10);
  CHECK(story.on("2026-01-16").held == 25);
  CHECK(story.on("2026-01-17").debt == 0);
  CHECK(story.on("2026-01-17").balance == 15);
  CHECK(story.on("2026-01-17").clawed_back == 10);
}

TEST_CASE("a forgiving program writes off what is missing, in the open") {
  auto program = rate(1, "1.00");
  program.points.shortfall = Shortfall::forgive;
  auto story = Story(program).order("2026-01-01", "10.00").redeem("2026-01-02", 4).refund("2026-01-03", 1, "10.00");
  CHECK(story.lines("2026-01-03").back() == "2026-01-03 forgive 4");
  CHECK(story.on("2026-01-03").forgiven == 4);
  CHECK(story.order("2026-01-04", "8.00").on("2026-01-04").balance == 8);
}

TEST_CASE("refunds that name no order are counted together") {
  auto story = Story(rate(10, "100.00")).order("2026-01-01", "300.00");
  story.refund("2026-01-02", 0, "60.00");
  CHECK(story.on("2026-01-02").clawed_back == 0);
  story.refund("2026-01-03", 0, "60.00");
  CHECK(story.on("2026-01-03").clawed_back == 10);
  story.refund("2026-01-04", 0, "80.00");
  CHECK(story.on("2026-01-04").clawed_back == 20);
}

TEST_CASE("points spent on a refunded order go back to the lots they came from, in proportion") {
  auto program = rate(1, "1.00");
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 12}};
  auto story = Story(program).award("2026-01-01", 30).award("2026-01-02", 30).order("2026-01-03", "40.00", 40);
  story.refund("2026-01-04", 1, "10.00").refund("2026-01-05", 1, "30.00");
  CHECK(story.lines("2026-01-05") == Lines{"2026-01-01 earn 30 until 2026-12-31", "2026-01-02 earn 30 until 2027-01-01",
                                           "2026-01-03 earn 40 until 2027-01-02", "2026-01-03 redeem 30 of 1",
                                           "2026-01-03 redeem 10 of 2", "2026-01-04 give_back 10 of 1",
                                           "2026-01-04 claw_back 10 of 3", "2026-01-05 give_back 20 of 1",
                                           "2026-01-05 give_back 10 of 2", "2026-01-05 claw_back 30 of 3"});
}

TEST_CASE("returned points keep their last day, or live at least the program's grace") {
  auto program = rate(1, "1.00");
  program.points.expire = {.kind = ExpiryRule::Kind::after, .after = Period{.months = 1}};
  const auto returned = [&](std::int32_t grace_days, const char* on) {
    program.points.return_grace_days = grace_days;
    auto story = Story(program).award("2026-01-01", 30).order("2026-01-10", "0.50", 30).refund(on, 1, "0.50");
    return story.lines("2026-12-31");
  };
  const Lines spent{"2026-01-01 earn 30 until 2026-01-31", "2026-01-10 redeem 30 of 1"};
  const auto then = [&](Lines more) {
    auto all = spent;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  CHECK(returned(0, "2026-01-20") == then({"2026-01-20 give_back 30 of 1", "2026-02-01 expire 30 of 1"}));
  CHECK(returned(5, "2026-01-20") == then({"2026-01-20 give_back 30 of 1", "2026-02-01 expire 30 of 1"}));
  CHECK(returned(30, "2026-01-20") ==
        then({"2026-01-20 redate of 1 until 2026-02-18", "2026-01-20 give_back 30 of 1", "2026-02-19 expire 30 of 1"}));
  CHECK(returned(10, "2026-03-01") ==
        then({"2026-03-01 redate of 1 until 2026-03-10", "2026-03-01 give_back 30 of 1", "2026-03-11 expire 30 of 1"}));
  CHECK(returned(0, "2026-03-01") == then({"2026-03-01 give_back 30 of 1", "2026-03-01 expire 30 of 1"}));
}

TEST_CASE("points redeemed by hand for an order go back with it, others do not") {
  auto story = Story(rate(1, "1.00")).award("2026-01-01", 50).order("2026-01-02", "0.50");
  story.redeem("2026-01-02", 20, 1).redeem("2026-01-03", 10).refund("2026-01-04", 1, "0.50");
  CHECK(story.on("2026-01-03").balance == 20);
  CHECK(story.on("2026-01-04").balance == 40);
  CHECK(story.on("2026-01-04").redeemed == 10);
}

TEST_CASE("a refunded order leaves a member who never spent points as if it had never been") {
  const auto bought =
      Story(rate(1, "1.00")).award("2026-01-01", 7).order("2026-01-02", "90.00").refund("2026-01-05", 1, "90.00");
  CHECK(bought.on("2026-01-05").balance == 7);
  CHECK(bought.on("2026-01-05").debt == 0);
}

TEST_CASE("growth goes back by its own terms") {
  auto program = rate(1, "1.00");
  program.growth.earn = EarnRule{1, Money{1'000}};
  auto story =
      Story(program).order("2026-01-01", "95.00").refund("2026-01-02", 1, "6.00").refund("2026-01-03", 0, "20.00");
  CHECK(story.on("2026-01-01").growth == 9);
  CHECK(story.on("2026-01-02").growth == 8);
  CHECK(story.on("2026-01-03").growth == 6);
}

TEST_CASE("without points to return, one refund more never leaves a member with more") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(always(without_tiers(chance)));
    // On the day of the refund whatever else was refunded; for ever, if nothing else was: points of an order that is
    // refunded only after they expired are missing twice.
    const bool only_one = chance.one_in(2);
    auto history = random_history(chance, {.refunds = !only_one, .orders_paid_with_points = false});
    for (auto& act : history.acts) act.order.reset();
    auto refunded = history;
    const auto refund = random_refund(chance, OrderId(1'000), history);
    refunded.refunds.push_back(refund);
    sort_facts(refunded);
    for (const int later : {0, 1, 10, 35, 100, 300}) {
      const auto end = refund.day() + (only_one ? later : 0);
      const auto before = worth(on(engine.walk(history, end).entries, end));
      CHECK(worth(on(engine.walk(refunded, end).entries, end)) <= before);
    }
  });
}

TEST_CASE("one refund or the same money in many small ones: the day ends with the same sums") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto program = random_program(chance);
    program.points.shortfall = Shortfall::debt;
    Engine engine(always(program));
    const bool spends = chance.one_in(2);
    auto once = random_history(chance, {.orders_paid_with_points = spends});
    if (!spends)
      for (auto& act : once.acts) act.order.reset();
    auto refund = random_refund(chance, OrderId(1'000), once);
    if (refund.amount == Money{}) return;
    refund.whole = false;
    auto often = once;
    once.refunds.push_back(refund);
    auto part = refund;
    for (auto left = refund.amount; left > Money{}; part.id = part.id.next()) {
      part.amount = std::min(left, Money{chance.between(1, 9'000)});
      left -= part.amount;
      often.refunds.push_back(part);
    }
    sort_facts(once);
    sort_facts(often);
    const auto large = on(engine.walk(once, refund.day()).entries, refund.day());
    const auto small = on(engine.walk(often, refund.day()).entries, refund.day());
    CHECK(large.growth == small.growth);
    CHECK(large.redeemed == small.redeemed);
    if (!spends) {
      CHECK(large.balance == small.balance);
      CHECK(large.held == small.held);
      CHECK(large.debt == small.debt);
    }
    // What an order paid for itself comes back and is clawed back in shares that are each rounded.
    const auto parts = static_cast<Points>(often.refunds.size());
    CHECK(std::abs(worth(large) - worth(small)) <= parts);
  });
}

TEST_CASE("with debts, refunding every order takes back everything that orders brought") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    auto program = random_program(chance);
    program.points.shortfall = Shortfall::debt;
    program.points.expire = {};
    Engine engine(always(program));
    auto history = random_history(chance, {.orders_paid_with_points = false, .transfers = false});
    std::erase_if(history.refunds, [](const auto& refund) { return !refund.order; });
    for (auto& act : history.acts) act.order.reset();
    Points by_hand = 0;
    for (const auto& act : history.acts) by_hand += act.kind == ActKind::redeem ? -act.points : act.points;
    const auto end = first_random_day + 1'000;
    refund_everything(history, end);
    CHECK(worth(on(engine.walk(history, end).entries, end)) == by_hand);
  });
}

} // namespace refunds_test
