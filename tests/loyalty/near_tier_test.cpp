// SPDX-License-Identifier: MIT
#include "loyalty/near_tier.hpp"

#include "catch.hpp"

namespace near_tier_test {

using namespace loyalty;

namespace {

Condition asks(Metric metric, std::int64_t value, Comparison comparison = Comparison::at_least) {
  return {.kind = Condition::Kind::compare, .metric = metric, .comparison = comparison, .value = value};
}

Condition both(Condition left, Condition right) {
  return {.kind = Condition::Kind::all, .parts = {std::move(left), std::move(right)}};
}

constexpr Ratio fifth{200'000};

} // namespace

TEST_CASE("one sum that must be reached is what a member can be near to", "[near-tier]") {
  const auto spend = asks(Metric::spend, 300'00);
  CHECK(sum_asked_for(spend) == &spend);
  CHECK_FALSE(far_because(spend));
  const Condition wrapped{.kind = Condition::Kind::all, .parts = {spend}};
  CHECK(sum_asked_for(wrapped) == &wrapped.parts.front());
  CHECK(far_because(both(spend, asks(Metric::orders, 3))) == FarTier::several);
  CHECK(far_because(asks(Metric::average_order, 3)) == FarTier::no_sum);
  CHECK(far_because(asks(Metric::tag, 1)) == FarTier::no_sum);
  CHECK(far_because(asks(Metric::spend, 3, Comparison::at_most)) == FarTier::no_sum);
  CHECK(far_because({.kind = Condition::Kind::none, .parts = {spend}}) == FarTier::no_sum);
  // Everybody holds it.
  CHECK_FALSE(far_because({}));
  CHECK(sum_asked_for({}) == nullptr);
}

TEST_CASE("near is who lacks something, and not more than the share", "[near-tier]") {
  const auto spend = asks(Metric::spend, 300'00);
  CHECK(near_tier(spend, 240'00, fifth)->missing() == 60'00);
  CHECK_FALSE(near_tier(spend, 239'99, fifth));
  CHECK_FALSE(near_tier(spend, 300'00, fifth));
  CHECK_FALSE(near_tier(spend, 400'00, fifth));
  CHECK(near_tier(asks(Metric::orders, 4, Comparison::more_than), 4, fifth)->needed == 5);
  CHECK_FALSE(near_tier(asks(Metric::spend, 0), -5, fifth));
}

TEST_CASE("nearer is who lacks the smaller share", "[near-tier]") {
  CHECK(is_nearer({90, 100}, {170, 200}));
  CHECK_FALSE(is_nearer({180, 200}, {90, 100}));
  CHECK_FALSE(is_nearer({90, 100}, {180, 200}));
}

TEST_CASE("as many orders of the usual size bring what is missing", "[near-tier]") {
  CHECK(orders_for(60'00, Money{30'00}) == 2);
  CHECK(orders_for(60'01, Money{30'00}) == 3);
  CHECK(orders_for(1, Money{30'00}) == 1);
  CHECK_FALSE(orders_for(1, Money{}));
  CHECK_FALSE(orders_for(1, Money{-5}));
}

TEST_CASE("the next tier stands above the one held", "[near-tier]") {
  Program program;
  CHECK(next_tier(program, "") == nullptr);
  program.tiers = {{.id = "silver", .name = "Silver"}, {.id = "gold", .name = "Gold"}};
  CHECK(next_tier(program, "")->id == "silver");
  CHECK(next_tier(program, "silver")->id == "gold");
  CHECK(next_tier(program, "gold") == nullptr);
  CHECK(next_tier(program, "gone")->id == "silver");
}

} // namespace near_tier_test
