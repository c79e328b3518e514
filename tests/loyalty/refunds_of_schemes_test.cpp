// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/story.hpp"

namespace refunds_of_schemes_test {

using namespace loyalty;

namespace {

Balance on(const std::vector<Entry>& entries, Day as_of) {
  Tally tally(as_of);
  std::int32_t number = 0;
  for (const auto& entry : entries) tally.add(++number, entry);
  return tally.balance();
}

/// What the member has, less what they owe.
Points worth(const Balance& balance) { return balance.balance + balance.held - balance.debt; }

/// Campaigns, caps and carried rests, but points from nothing but orders, which never end.
Program orders_only(Chance& chance) {
  auto program = random_scheme(chance);
  program.points.shortfall = Shortfall::debt;
  program.points.expire = {};
  program.closed = {};
  program.joining = {};
  program.referral = {};
  program.activities.clear();
  std::erase_if(program.rewards, [](const RewardRule& rule) { return rule.when.on != IssueRule::On::order; });
  for (auto& rule : program.rewards) rule.who = {}; // which can be met because of a refund
  for (auto& tier : program.tiers) {
    tier.pack = {};
    tier.referral.reset();
  }
  return program;
}

/// Orders and refunds that name one of them, and points by hand.
History orders_and_refunds(Chance& chance) {
  auto history = random_life(chance, {.orders_paid_with_points = false, .transfers = false}).history;
  std::erase_if(history.refunds, [](const auto& refund) { return !refund.order; });
  for (auto& act : history.acts) act.order.reset();
  return history;
}

/// A cap for the member's year, held points, and campaigns for the so-many-th order.
Program under_caps(Chance& chance) {
  auto program = orders_only(chance);
  if (!program.points.earn) program.points.earn = random_rate(chance);
  program.points.caps.term = chance.between(5, 60);
  program.points.hold_days = chance.of({0, 7, 40});
  for (auto& campaign : program.campaigns)
    if (chance.one_in(2)) campaign.scope = {.every = chance.between(2, 3)};
  if (chance.one_in(2))
    program.campaigns.push_back({"less", "Less", {.every = 2}, Multiply{Ratio{chance.of({0, 500'000})}}});
  return program;
}

/// The same in a tenth of the time, with points spent before: the orders meet the same caps, held points and debts.
History crowded(Chance& chance, History history) {
  const auto sooner = [](Day day) { return first_random_day + (day - first_random_day) / 10; };
  std::vector<Moment> moments;
  for (const auto& order : history.orders)
    moments.push_back(Moment::at(sooner(order.day()), chance.between(0, 3) * 21'600));
  std::sort(moments.begin(), moments.end());
  for (std::size_t place = 0; place < moments.size(); ++place) history.orders[place].placed_at = moments[place];
  for (auto& refund : history.refunds)
    refund.at = std::max(history.orders[*refund.order].placed_at, Moment::at(sooner(refund.day())));
  for (auto& act : history.acts) act.day = sooner(act.day);
  history.acts.push_back(
      {.id = ActId(900), .day = first_random_day + 25, .kind = ActKind::redeem, .points = chance.between(1, 60)});
  history.joined_on = first_random_day;
  sort_facts(history);
  return history;
}

void check_one_is_as_many(Chance& chance, const Program& program, const History& history) {
  if (history.orders.empty()) return;
  auto refund = random_refund(chance, OrderId(1'000), history);
  refund.whole = false;
  if (!refund.order || refund.amount == Money{}) return;
  auto once = history;
  auto often = history;
  once.refunds.push_back(refund);
  auto part = refund;
  for (auto left = refund.amount; left > Money{}; part.id = part.id.next()) {
    part.amount = std::min(left, Money{chance.between(1, 9'000)});
    left -= part.amount;
    often.refunds.push_back(part);
  }
  sort_facts(once);
  sort_facts(often);
  Engine engine(always(program));
  const auto large = on(engine.walk(once, refund.day()).entries, refund.day());
  const auto small = on(engine.walk(often, refund.day()).entries, refund.day());
  CHECK(large.balance == small.balance);
  CHECK(large.held == small.held);
  CHECK(large.debt == small.debt);
  CHECK(large.growth == small.growth);
}

} // namespace

TEST_CASE("with campaigns, caps and rests too, refunding every order takes back everything that orders brought") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(always(orders_only(chance)));
    auto history = orders_and_refunds(chance);
    Points by_hand = 0;
    Points growth = 0;
    for (const auto& act : history.acts) {
      if (act.kind == ActKind::award || act.kind == ActKind::adjust || act.kind == ActKind::opening)
        by_hand += act.points;
      if (act.kind == ActKind::redeem) by_hand -= act.points;
      if (act.kind == ActKind::opening_growth) growth += act.points;
    }
    refund_everything(history, the_end);
    const auto& walked = engine.walk(history, the_end);
    std::map<OrderId, Money> cash;
    for (const auto& move : walked.cash) cash[move.order] += move.amount;
    CHECK(std::ranges::all_of(cash, [](const auto& each) { return each.second == Money{}; }));
    const auto left = on(walked.entries, the_end);
    CHECK(worth(left) == by_hand);
    CHECK(left.growth == growth);
  });
}

TEST_CASE("with campaigns, caps and rests too, one refund or the same money in many small ones is the same") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const auto program = orders_only(chance);
    check_one_is_as_many(chance, program, orders_and_refunds(chance));
  });
}

TEST_CASE("so it is where many orders meet the cap of a year, some of their points are held and some are spent") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    const auto program = under_caps(chance);
    check_one_is_as_many(chance, program, crowded(chance, orders_and_refunds(chance)));
  });
}

TEST_CASE("with campaigns, caps and rests too, one refund more never leaves a member with more") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(always(orders_only(chance)));
    auto history = orders_and_refunds(chance);
    auto refunded = history;
    const auto refund = random_refund(chance, OrderId(1'000), history);
    refunded.refunds.push_back(refund);
    sort_facts(refunded);
    const auto before = on(engine.walk(history, refund.day()).entries, refund.day());
    const auto after = on(engine.walk(refunded, refund.day()).entries, refund.day());
    CHECK(worth(after) <= worth(before));
    CHECK(after.growth <= before.growth);
  });
}

} // namespace refunds_of_schemes_test
