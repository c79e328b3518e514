// SPDX-License-Identifier: MIT
#include "loyalty/gift.hpp"

#include <string>

#include "catch.hpp"

namespace gift_test {

using namespace loyalty;

namespace {

const Gift sample{.id = "sample", .name = "Sample", .points = 300, .stock = 5, .per_member = Limit{4, Calendar::week}};

std::string refusal(const Gift* gift, const GiftFacts& facts) {
  const auto refused = check_gift(gift, facts);
  return refused ? std::string(to_string(*refused)) : "fine";
}

} // namespace

TEST_CASE("each refusal of a gift has its one cause") {
  const GiftFacts fine{.times = 2, .given = 3, .had = 2, .in_audience = true, .balance = 600};
  CHECK(refusal(&sample, fine) == "fine");
  CHECK(refusal(nullptr, fine) == "gift_not_found");
  auto facts = fine;
  facts.in_audience = false;
  CHECK(refusal(&sample, facts) == "wrong_audience");
  facts = fine;
  facts.had = 3;
  CHECK(refusal(&sample, facts) == "member_limit_reached");
  facts = fine;
  facts.given = 4;
  CHECK(refusal(&sample, facts) == "out_of_stock");
  facts = fine;
  facts.balance = 599;
  CHECK(refusal(&sample, facts) == "not_enough_points");
}

TEST_CASE("the first reason is the answer") {
  CHECK(refusal(nullptr, {.times = 9, .given = 9, .in_audience = false, .balance = 0}) == "gift_not_found");
  CHECK(refusal(&sample, {.times = 9, .given = 9, .in_audience = false, .balance = 0}) == "wrong_audience");
  CHECK(refusal(&sample, {.times = 9, .given = 9, .in_audience = true, .balance = 0}) == "member_limit_reached");
  CHECK(refusal(&sample, {.times = 4, .given = 9, .in_audience = true, .balance = 0}) == "out_of_stock");
}

TEST_CASE("a stock that was lowered below what was given is empty, and without a stock any number is left") {
  CHECK(left_of(sample, 3) == 2);
  CHECK(left_of(sample, 9) == 0);
  auto endless = sample;
  endless.stock.reset();
  CHECK_FALSE(left_of(endless, 1'000'000));
  CHECK(refusal(&endless, {.times = 2, .given = 1'000'000, .in_audience = true, .balance = 600}) == "fine");
}

} // namespace gift_test
