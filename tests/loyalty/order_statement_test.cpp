// SPDX-License-Identifier: MIT
#include "loyalty/order_statement.hpp"

#include <random>

#include "catch.hpp"

namespace order_statement_test {

using namespace loyalty;

namespace {

OrderStatement said(OrderStatus status, std::int64_t refunded = 0) {
  return {.member = MemberId(7),
          .placed_at = Moment::at(Day::from_civil(2026, 1, 2)),
          .amount = Money{100},
          .refunded = Money{refunded},
          .status = status,
          .category = "tea"};
}

} // namespace

TEST_CASE("what a file says of a known order goes on, goes back or changes nothing") {
  struct Row {
    OrderStatement known;
    OrderStatement stated;
    Follows follows;
  };
  using enum OrderStatus;
  const auto row = GENERATE(values<Row>({
      {said(paid), said(paid), Follows::unchanged},
      {said(unpaid), said(paid), Follows::later},
      {said(unpaid), said(cancelled), Follows::later},
      {said(paid), said(unpaid), Follows::older},
      {said(paid), said(paid, 40), Follows::later},
      {said(paid, 40), said(paid, 30), Follows::older},
      {said(paid, 40), said(refunded), Follows::later},
      {said(refunded), said(paid, 100), Follows::older},
      {said(cancelled), said(paid), Follows::older},
      {said(cancelled), said(refunded), Follows::later},
      {said(refund), said(refund), Follows::unchanged},
  }));
  const auto checked = compare(row.known, row.stated);
  CHECK(checked.follows == row.follows);
  CHECK(!checked.contradiction);
}

TEST_CASE("what makes it another order is named") {
  const auto differs_in = [](auto change) {
    auto other = said(OrderStatus::paid);
    change(other);
    const auto checked = compare(said(OrderStatus::paid), other);
    CHECK(checked.follows == Follows::contradiction);
    return checked.contradiction;
  };
  CHECK(differs_in([](auto& other) { other.amount = Money{99}; }) == Contradiction::amount);
  CHECK(differs_in([](auto& other) { other.member.reset(); }) == Contradiction::member);
  CHECK(differs_in([](auto& other) { other.placed_at.seconds += 1; }) == Contradiction::placed_at);
  CHECK(differs_in([](auto& other) { other.status = OrderStatus::refund; }) == Contradiction::status);
  CHECK(differs_in([](auto& other) { other.status = OrderStatus::adjustment; }) == Contradiction::status);
  CHECK(differs_in([](auto& other) { other.category = ""; }) == Contradiction::category);
}

TEST_CASE("until it is paid, an order has not yet its amount and its moment") {
  auto paid = said(OrderStatus::paid);
  paid.amount = Money{90};
  paid.placed_at.seconds += 30;
  CHECK(compare(said(OrderStatus::unpaid), paid).follows == Follows::later);
  CHECK(compare(paid, said(OrderStatus::unpaid)).follows == Follows::older);
  auto unpaid = paid;
  unpaid.status = OrderStatus::unpaid;
  CHECK(compare(said(OrderStatus::unpaid), unpaid).contradiction == Contradiction::amount);
}

TEST_CASE("seen from what is older, the other is later") {
  std::mt19937 random(8);
  const auto any = [&] {
    const auto status = static_cast<OrderStatus>(random() % 4);
    return said(status, status == OrderStatus::paid ? static_cast<std::int64_t>(random() % 4) * 30 : 0);
  };
  for (int times = 0; times < 10'000; ++times) {
    const auto one = any();
    const auto other = any();
    const auto forth = compare(one, other).follows;
    const auto back = compare(other, one).follows;
    CHECK((forth == Follows::unchanged) == (back == Follows::unchanged));
    if (forth == Follows::older) CHECK(back == Follows::later);
  }
}

} // namespace order_statement_test
