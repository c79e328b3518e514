// SPDX-License-Identifier: MIT
#include "loyalty/history.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/story.hpp"

namespace history_test {

using namespace loyalty;

namespace {

OrderRecord paid(std::int64_t id, const char* on, const char* amount) {
  return {.id = OrderId(id), .placed_at = Moment::at(day(on), 36'000), .amount = money(amount)};
}

OrderRecord refund(std::int64_t id, const char* on, const char* amount, std::optional<OrderId> of_order = {}) {
  auto record = paid(id, on, amount);
  record.refund_of = of_order;
  record.status = OrderStatus::refund;
  return record;
}

/// A later statement about an order.
OrderRecord later(OrderRecord record, std::int64_t id, const char* stated_on) {
  record.revises = record.revises.value_or(record.id);
  record.id = OrderId(id);
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

History told(std::vector<OrderRecord> records) {
  History history;
  assemble(records, history);
  return history;
}

const auto order = paid(1, "2026-01-10", "100.00");

} // namespace

TEST_CASE("paid orders count; unpaid, cancelled and adjustment rows do not") {
  for (const auto status : {OrderStatus::unpaid, OrderStatus::cancelled, OrderStatus::adjustment})
    CHECK(told({with(order, status)}).orders.empty());
  auto spent = order;
  spent.points_redeemed = 7;
  const auto history = told({spent});
  REQUIRE(history.orders.size() == 1);
  CHECK(history.orders.front().id == order.id);
  CHECK(history.orders.front().amount == money("100.00"));
  CHECK(history.orders.front().points_redeemed == 7);
  CHECK_FALSE(history.orders.front().void_from_start);
  CHECK(history.refunds.empty());
}

TEST_CASE("what was given back before the ledger heard of the order is no refund but less of an order") {
  const auto part = told({less(order, "30.00")});
  CHECK(part.orders.front().refunded == money("30.00"));
  CHECK_FALSE(part.orders.front().void_from_start);
  CHECK(told({less(order, "100.00")}).orders.front().void_from_start);
  CHECK(told({with(order, OrderStatus::refunded)}).orders.front().void_from_start);
  CHECK(told({with(order, OrderStatus::refunded)}).refunds.empty());
}

TEST_CASE("a refunded amount that grew is a refund of the difference, on the day it became known") {
  const auto history = told({less(order, "10.00"), later(less(order, "30.00"), 2, "2026-01-20"),
                             later(less(order, "45.00"), 3, "2026-01-25")});
  REQUIRE(history.refunds.size() == 2);
  CHECK(history.refunds[0].day() == day("2026-01-20"));
  CHECK(history.refunds[0].amount == money("20.00"));
  CHECK(history.refunds[0].order == 0);
  CHECK(history.refunds[0].id == OrderId(2));
  CHECK_FALSE(history.refunds[0].whole);
  CHECK(history.refunds[1].amount == money("15.00"));
}

TEST_CASE("an order refunded or cancelled later ends on the day it became known, once") {
  for (const auto status : {OrderStatus::refunded, OrderStatus::cancelled}) {
    const auto history =
        told({order, later(less(order, "30.00"), 2, "2026-01-20"), later(with(order, status), 3, "2026-01-25"),
              later(with(order, status), 4, "2026-01-26")});
    REQUIRE(history.refunds.size() == 2);
    CHECK(history.refunds[1].day() == day("2026-01-25"));
    CHECK(history.refunds[1].amount == money("70.00"));
    CHECK(history.refunds[1].whole);
  }
}

TEST_CASE("a statement that says nothing new changes nothing") {
  CHECK(told({less(order, "30.00"), later(less(order, "30.00"), 2, "2026-01-20")}).refunds.empty());
}

TEST_CASE("where a later statement says less, the one before was a mistake: it is as if it had said no more") {
  const auto back = [](const History& history) {
    std::string text =
        to_string(history.orders.front().refunded, cny) + (history.orders.front().void_from_start ? " void" : "");
    for (const auto& refund : history.refunds)
      text += "; " + to_string(refund.day()) + ' ' + to_string(refund.amount, cny) + (refund.whole ? " whole" : "");
    return text;
  };
  const auto first = less(order, "30.00");
  CHECK(back(told({first, later(less(order, "10.00"), 2, "2026-01-20")})) == "10.00");
  CHECK(back(told({first, later(less(order, "60.00"), 2, "2026-01-20"),
                   later(less(order, "40.00"), 3, "2026-01-25")})) == "30.00; 2026-01-20 10.00");
  CHECK(back(told({first, later(less(order, "60.00"), 2, "2026-01-20"), later(less(order, "20.00"), 3, "2026-01-25"),
                   later(less(order, "70.00"), 4, "2026-01-30")})) == "20.00; 2026-01-30 50.00");
  for (const auto status : {OrderStatus::refunded, OrderStatus::cancelled}) {
    const auto ended = later(with(order, status), 2, "2026-01-20");
    CHECK(back(told({order, ended, later(order, 3, "2026-01-25")})) == "0.00");
    CHECK(back(told({order, ended, later(less(order, "5.00"), 3, "2026-01-25")})) == "0.00; 2026-01-20 5.00");
    CHECK(back(told({order, ended, later(order, 3, "2026-01-25"), later(with(order, status), 4, "2026-01-30")})) ==
          "0.00; 2026-01-30 100.00 whole");
  }
  CHECK(back(told({with(order, OrderStatus::refunded), later(order, 2, "2026-01-20")})) == "0.00");
  CHECK(back(told({with(order, OrderStatus::cancelled), later(order, 2, "2026-01-20")})) == "0.00");
}

TEST_CASE("an order that was not paid after all is none, until it is paid") {
  const auto unpaid = later(with(order, OrderStatus::unpaid), 2, "2026-01-20");
  CHECK(told({order, unpaid}).orders.empty());
  CHECK(told({order, unpaid, refund(3, "2026-01-21", "-5.00", order.id)}).refunds.empty());
  const auto paid_again = told({less(order, "30.00"), unpaid, later(order, 3, "2026-01-25")});
  REQUIRE(paid_again.orders.size() == 1);
  CHECK(paid_again.orders.front().refunded == Money{});
  CHECK(paid_again.refunds.empty());
}

TEST_CASE("statements and refunds that name the order tell the same money: the larger sum counts") {
  const auto given = [](std::vector<OrderRecord> records) {
    const auto history = told(std::move(records));
    std::string text = to_string(history.orders.front().refunded, cny);
    for (const auto& each : history.refunds) {
      text += "; ";
      text += to_string(each.day()) + ' ' + to_string(each.amount, cny) + " by " + std::to_string(each.id.value);
    }
    return text;
  };
  const auto row = refund(2, "2026-01-12", "-40.00", order.id);
  const auto said = [](const char* refunded, std::int64_t id, const char* on) {
    return later(less(order, refunded), id, on);
  };
  CHECK(given({order, said("40.00", 3, "2026-01-13"), row}) == "0.00; 2026-01-12 40.00 by 2");
  CHECK(given({order, said("40.00", 3, "2026-01-11"), row}) == "0.00; 2026-01-11 40.00 by 3");
  CHECK(given({less(order, "40.00"), row}) == "40.00");
  CHECK(given({less(order, "30.00"), row}) == "30.00; 2026-01-12 10.00 by 2");
  CHECK(given({order, said("50.00", 3, "2026-01-13"), row}) == "0.00; 2026-01-12 40.00 by 2; 2026-01-13 10.00 by 3");
  CHECK(given({order, said("10.00", 3, "2026-01-13"), row}) == "0.00; 2026-01-12 40.00 by 2");
  const auto second = refund(4, "2026-01-14", "-20.00", order.id);
  CHECK(given({order, said("40.00", 3, "2026-01-13"), row, second}) ==
        "0.00; 2026-01-12 40.00 by 2; 2026-01-14 20.00 by 4");
  CHECK(given({order, said("60.00", 5, "2026-01-15"), row, second}) ==
        "0.00; 2026-01-12 40.00 by 2; 2026-01-14 20.00 by 4");
  for (const auto status : {OrderStatus::refunded, OrderStatus::cancelled}) {
    CHECK(given({order, later(with(order, status), 3, "2026-01-13"), row}) ==
          "0.00; 2026-01-12 40.00 by 2; 2026-01-13 60.00 by 3");
    CHECK(given({with(order, OrderStatus::refunded), row}) == "100.00");
    CHECK(given({order, later(with(order, status), 3, "2026-01-13"), refund(2, "2026-01-12", "-100.00", order.id)}) ==
          "0.00; 2026-01-12 100.00 by 2");
  }
  // A refund that names no order is told nowhere else.
  CHECK(given({order, said("40.00", 3, "2026-01-13"), refund(4, "2026-01-12", "-40.00")}) ==
        "0.00; 2026-01-12 40.00 by 4; 2026-01-13 40.00 by 3");
}

TEST_CASE("whatever is told of 10,000 orders, the larger sum is given back, and mistakes leave nothing") {
  std::mt19937 random(7);
  const auto below = [&random](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  for (int round = 0; round < 10'000; ++round) {
    std::vector<OrderRecord> statements{less(order, below(3) == 0 ? "30.00" : "0.00")};
    std::int64_t id = 1;
    const auto day_after = [&](int days) { return day("2026-01-10") + days; };
    const auto state = [&](Money refunded, OrderStatus status) {
      auto record = later(order, ++id, "2026-01-10");
      record.stated_on = day_after(static_cast<int>(id) * 2);
      record.refunded = refunded;
      record.status = status;
      return record;
    };
    for (int count = below(4); count > 0; --count)
      statements.push_back(state(Money{below(11) * 1000}, below(5) == 0 ? OrderStatus::cancelled : OrderStatus::paid));
    std::vector<OrderRecord> rows;
    Money by_name;
    for (int count = below(4); count > 0; --count) {
      auto row = refund(++id + 100, "2026-01-10", "-10.00", order.id);
      row.placed_at = Moment::at(day_after(below(20)), below(86'400));
      by_name += Money{1000};
      rows.push_back(row);
    }
    auto all = statements;
    all.insert(all.end(), rows.begin(), rows.end());
    const auto history = told(all);
    REQUIRE(history.orders.size() == 1);
    Money given = history.orders.front().refunded;
    for (const auto& each : history.refunds) {
      CHECK(each.amount >= Money{});
      given += each.amount;
    }
    const auto& last = statements.back();
    const Money stated = last.status == OrderStatus::paid ? last.refunded : order.amount;
    CHECK(given == std::max(stated, by_name));

    // A mistake, taken back by saying again what was said before it, changes nothing.
    auto mistaken = statements;
    mistaken.push_back(state(Money{}, OrderStatus::cancelled));
    mistaken.push_back(state(last.refunded, last.status));
    mistaken.insert(mistaken.end(), rows.begin(), rows.end());
    const auto corrected = told(mistaken);
    CHECK(corrected.orders.front().refunded == history.orders.front().refunded);
    REQUIRE(corrected.refunds.size() == history.refunds.size());
    for (std::size_t index = 0; index < history.refunds.size(); ++index) {
      CHECK(corrected.refunds[index].id == history.refunds[index].id);
      CHECK(corrected.refunds[index].amount == history.refunds[index].amount);
      CHECK(corrected.refunds[index].at == history.refunds[index].at);
    }
  }
}

namespace {

History with_acts(std::vector<OrderRecord> records, std::vector<Act> acts) {
  auto history = told(std::move(records));
  history.acts = std::move(acts);
  count_once(history);
  return history;
}

OrderRecord spending(Points points) {
  auto record = order;
  record.points_redeemed = points;
  return record;
}

Act by_hand(Points points, std::optional<OrderId> order_id = {}) {
  return {.day = day("2026-01-09"), .kind = ActKind::redeem, .points = points, .order = order_id};
}

} // namespace

TEST_CASE("points redeemed by hand and in the row of the same order are one spending, as many as the row says") {
  struct Case {
    Points row;
    std::vector<Points> hand;
    Points left;
    std::vector<Points> counted;
  };
  const std::vector<Case> cases = {
      {100, {}, 100, {}},           {0, {100}, 0, {100}},          {100, {100}, 0, {100}},
      {150, {100}, 50, {100}},      {80, {100}, 0, {80}},          {100, {60, 40}, 0, {60, 40}},
      {100, {60, 60}, 0, {60, 40}}, {100, {60, 20}, 20, {60, 20}}, {50, {60, 60}, 0, {50, 0}},
  };
  for (const auto& [row, hand, left, counted] : cases) {
    CAPTURE(row, hand);
    std::vector<Act> acts;
    for (const auto points : hand) acts.push_back(by_hand(points, order.id));
    acts.push_back(by_hand(7));
    acts.push_back(by_hand(9, OrderId(99)));
    const auto history = with_acts({spending(row)}, acts);
    CHECK(history.orders.front().points_redeemed == left);
    for (std::size_t index = 0; index < counted.size(); ++index) CHECK(history.acts[index].points == counted[index]);
    CHECK(history.acts[hand.size()].points == 7);
    CHECK(history.acts[hand.size() + 1].points == 9);
  }
}

TEST_CASE("opening points and growth stand for what was before their day, unless they came on top") {
  const auto opening = [](ActKind kind, const char* on, std::string text = {}) {
    return Act{.day = day(on), .kind = kind, .points = 5, .text = std::move(text)};
  };
  CHECK(with_acts({order}, {}).points_from == beginning);
  const auto both =
      with_acts({order}, {opening(ActKind::opening, "2026-02-01"), opening(ActKind::opening_growth, "2026-02-03")});
  CHECK(both.points_from == day("2026-02-01"));
  CHECK(both.growth_from == day("2026-02-03"));
  const auto top = with_acts({order}, {opening(ActKind::opening, "2026-02-01", std::string(opening_on_top))});
  CHECK(top.points_from == beginning);
  CHECK(with_acts({order}, {opening(ActKind::award, "2026-02-01")}).points_from == beginning);
}

TEST_CASE("an order that was paid later counts from the day it was placed, under its first number") {
  const auto history = told(
      {with(order, OrderStatus::unpaid), later(order, 2, "2026-01-15"), later(less(order, "20.00"), 3, "2026-01-20")});
  REQUIRE(history.orders.size() == 1);
  CHECK(history.orders.front().day() == day("2026-01-10"));
  CHECK(history.orders.front().id == order.id);
  REQUIRE(history.refunds.size() == 1);
  CHECK(history.refunds.front().amount == money("20.00"));
}

TEST_CASE("a refund row finds the order it names; one that names none stands alone") {
  const auto history = told({order, refund(2, "2026-01-12", "-30.00", order.id), refund(3, "2026-01-13", "-5.00")});
  REQUIRE(history.refunds.size() == 2);
  CHECK(history.refunds[0].order == 0);
  CHECK(history.refunds[0].amount == money("30.00"));
  CHECK_FALSE(history.refunds[1].order);
}

TEST_CASE("a refund of an order that does not count does not count either") {
  CHECK(told({with(order, OrderStatus::unpaid), refund(2, "2026-01-12", "-30.00", order.id)}).refunds.empty());
}

TEST_CASE("a refund is never dated before its order") {
  const auto early = told({refund(2, "2026-01-05", "-30.00", order.id), order});
  CHECK(early.refunds.front().at == order.placed_at);
  const auto stated = told({order, later(less(order, "30.00"), 2, "2026-01-01")});
  CHECK(stated.refunds.front().at == order.placed_at);
}

TEST_CASE("refunds come in the order of their moments, then of their numbers") {
  const auto history = told({order, later(less(order, "5.00"), 5, "2026-01-20"), refund(2, "2026-01-25", "-1.00"),
                             refund(4, "2026-01-15", "-1.00"), refund(3, "2026-01-15", "-1.00")});
  std::vector<std::int64_t> ids;
  for (const auto& each : history.refunds) ids.push_back(each.id.value);
  CHECK(ids == std::vector<std::int64_t>{3, 4, 5, 2});
}

TEST_CASE("points that come from another member are there for the day's orders; what is handed on goes after them") {
  CHECK(turn_of({.kind = ActKind::transfer_in, .points = 5}) == Turn::gives);
  CHECK(turn_of({.kind = ActKind::transfer_out, .points = 5}) == Turn::spends);
  CHECK(turn_of({.kind = ActKind::close}) == Turn::news);
  CHECK(turn_of({.kind = ActKind::reopen}) == Turn::news);
}

} // namespace history_test
