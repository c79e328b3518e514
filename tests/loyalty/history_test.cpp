// SPDX-License-Identifier: MIT
#include "loyalty/history.hpp"

#include <vector>

#include "catch.hpp"
#include "loyalty/story.hpp"

using namespace loyalty;

namespace {

OrderRecord paid(FactId id, const char* on, const char* amount) {
  return {.id = id, .placed_at = Moment::at(day(on), 36'000), .amount = money(amount)};
}

OrderRecord refund(FactId id, const char* on, const char* amount, FactId of = 0) {
  auto record = paid(id, on, amount);
  record.refund_of = of;
  record.status = OrderStatus::refund;
  return record;
}

/// A later statement about an order.
OrderRecord later(OrderRecord record, FactId id, const char* stated_on) {
  record.revises = record.revises != 0 ? record.revises : record.id;
  record.id = id;
  record.stated_on = day(stated_on);
  return record;
}

OrderRecord with(OrderRecord record, OrderStatus status) {
  record.status = status;
  return record;
}

OrderRecord less(OrderRecord record, const char* refunded) {
  record.refunded = money(refunded);
  return record;
}

History of(std::vector<OrderRecord> records) {
  History history;
  assemble(records, history);
  return history;
}

const auto order = paid(1, "2026-01-10", "100.00");

}  // namespace

TEST_CASE("paid orders count; unpaid, cancelled and adjustment rows do not") {
  for (const auto status : {OrderStatus::unpaid, OrderStatus::cancelled, OrderStatus::adjustment})
    CHECK(of({with(order, status)}).orders.empty());
  auto spent = order;
  spent.points_redeemed = 7;
  const auto history = of({spent});
  REQUIRE(history.orders.size() == 1);
  CHECK(history.orders.front().id == 1);
  CHECK(history.orders.front().amount == money("100.00"));
  CHECK(history.orders.front().points_redeemed == 7);
  CHECK_FALSE(history.orders.front().void_from_start);
  CHECK(history.refunds.empty());
}

TEST_CASE("what was given back before the ledger heard of the order is no refund but less of an order") {
  const auto part = of({less(order, "30.00")});
  CHECK(part.orders.front().refunded == money("30.00"));
  CHECK_FALSE(part.orders.front().void_from_start);
  CHECK(of({less(order, "100.00")}).orders.front().void_from_start);
  CHECK(of({with(order, OrderStatus::refunded)}).orders.front().void_from_start);
  CHECK(of({with(order, OrderStatus::refunded)}).refunds.empty());
}

TEST_CASE("a refunded amount that grew is a refund of the difference, on the day it became known") {
  const auto history = of({less(order, "10.00"), later(less(order, "30.00"), 2, "2026-01-20"),
                           later(less(order, "45.00"), 3, "2026-01-25")});
  REQUIRE(history.refunds.size() == 2);
  CHECK(history.refunds[0].day() == day("2026-01-20"));
  CHECK(history.refunds[0].amount == money("20.00"));
  CHECK(history.refunds[0].order == 0);
  CHECK(history.refunds[0].id == 2);
  CHECK_FALSE(history.refunds[0].whole);
  CHECK(history.refunds[1].amount == money("15.00"));
}

TEST_CASE("an order refunded or cancelled later ends on the day it became known, once") {
  for (const auto status : {OrderStatus::refunded, OrderStatus::cancelled}) {
    const auto history = of({order, later(less(order, "30.00"), 2, "2026-01-20"),
                             later(with(order, status), 3, "2026-01-25"), later(with(order, status), 4, "2026-01-26")});
    REQUIRE(history.refunds.size() == 2);
    CHECK(history.refunds[1].day() == day("2026-01-25"));
    CHECK(history.refunds[1].amount == money("70.00"));
    CHECK(history.refunds[1].whole);
  }
}

TEST_CASE("a statement that says nothing new, or less, changes nothing") {
  CHECK(of({less(order, "30.00"), later(less(order, "30.00"), 2, "2026-01-20")}).refunds.empty());
  CHECK(of({less(order, "30.00"), later(less(order, "10.00"), 2, "2026-01-20")}).refunds.empty());
}

TEST_CASE("an order that was paid later counts from the day it was placed, under its first number") {
  const auto history = of(
      {with(order, OrderStatus::unpaid), later(order, 2, "2026-01-15"), later(less(order, "20.00"), 3, "2026-01-20")});
  REQUIRE(history.orders.size() == 1);
  CHECK(history.orders.front().day() == day("2026-01-10"));
  CHECK(history.orders.front().id == 1);
  REQUIRE(history.refunds.size() == 1);
  CHECK(history.refunds.front().amount == money("20.00"));
}

TEST_CASE("a refund row finds the order it names; one that names none stands alone") {
  const auto history = of({order, refund(2, "2026-01-12", "-30.00", 1), refund(3, "2026-01-13", "-5.00")});
  REQUIRE(history.refunds.size() == 2);
  CHECK(history.refunds[0].order == 0);
  CHECK(history.refunds[0].amount == money("30.00"));
  CHECK(history.refunds[1].order == -1);
}

TEST_CASE("a refund of an order that does not count does not count either") {
  CHECK(of({with(order, OrderStatus::unpaid), refund(2, "2026-01-12", "-30.00", 1)}).refunds.empty());
}

TEST_CASE("a refund is never dated before its order") {
  const auto early = of({refund(2, "2026-01-05", "-30.00", 1), order});
  CHECK(early.refunds.front().at == order.placed_at);
  const auto stated = of({order, later(less(order, "30.00"), 2, "2026-01-01")});
  CHECK(stated.refunds.front().at == order.placed_at);
}

TEST_CASE("refunds come in the order of their moments, then of their numbers") {
  const auto history = of({order, later(less(order, "5.00"), 5, "2026-01-20"), refund(2, "2026-01-25", "-1.00"),
                           refund(4, "2026-01-15", "-1.00"), refund(3, "2026-01-15", "-1.00")});
  std::vector<FactId> ids;
  for (const auto& each : history.refunds) ids.push_back(each.id);
  CHECK(ids == std::vector<FactId>{3, 4, 5, 2});
}
