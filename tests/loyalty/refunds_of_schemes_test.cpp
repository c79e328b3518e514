// SPDX-License-Identifier: MIT
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
  auto history = random_life(chance, {.orders_paid_with_points = false}).history;
  std::erase_if(history.refunds, [](const auto& refund) { return !refund.order; });
  for (auto& act : history.acts) act.order.reset();
  return history;
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
    const auto left = on(engine.walk(history, the_end).entries, the_end);
    CHECK(worth(left) == by_hand);
    CHECK(left.growth == growth);
  });
}

TEST_CASE("with campaigns, caps and rests too, one refund or the same money in many small ones is the same") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(always(orders_only(chance)));
    auto once = orders_and_refunds(chance);
    if (once.orders.empty()) return;
    auto refund = random_refund(chance, OrderId(1'000), once);
    refund.whole = false;
    if (!refund.order || refund.amount == Money{}) return;
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
    CHECK(large.balance == small.balance);
    CHECK(large.held == small.held);
    CHECK(large.debt == small.debt);
    CHECK(large.growth == small.growth);
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
