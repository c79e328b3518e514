// SPDX-License-Identifier: MIT
#include "loyalty/goods.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "catch.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/story.hpp"

namespace goods_test {

using namespace loyalty;

namespace {

OrderFact order(std::int64_t id, const char* on, const char* amount) {
  return {.id = OrderId(id), .placed_at = Moment::at(day(on)), .amount = money(amount)};
}

RefundFact refund(std::int64_t id, const char* on, std::optional<std::size_t> order, const char* amount) {
  return {.id = OrderId(id), .at = Moment::at(day(on)), .order = order, .amount = money(amount)};
}

/// Nothing, then three purchases, one of which comes back whole, and a fee; a refund that names no order.
History bought() {
  History history;
  history.orders = {order(1, "2026-01-01", "0.00"), order(2, "2026-01-05", "100.00"), order(3, "2026-02-01", "50.00"),
                    order(4, "2026-02-02", "15.00"), order(5, "2026-03-01", "30.00")};
  history.orders[3].fee = true;
  history.refunds = {refund(11, "2026-02-10", std::nullopt, "5.00"), refund(12, "2026-03-10", 2, "50.00"),
                     refund(13, "2026-03-20", 1, "40.00")};
  return history;
}

} // namespace

TEST_CASE("what a refund gives back lowers the order that it names, else its own day", "[goods]") {
  const auto rows = goods_rows(bought(), day("2026-03-31"));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].net == Money{});
  CHECK_FALSE(rows[0].counting);
  CHECK(rows[1].day == day("2026-01-05"));
  CHECK(rows[1].net == money("60.00"));
  CHECK(rows[1].counting);
  CHECK(rows[2].day == day("2026-02-10"));
  CHECK_FALSE(rows[2].order);
  CHECK(rows[2].net == money("-5.00"));
  CHECK(rows[3].order == 4);
  CHECK(first_counting_day(rows) == day("2026-01-05"));
  CHECK(net_of(rows) == money("85.00"));
}

TEST_CASE("a second purchase comes so many days after the first", "[goods]") {
  CHECK(days_to_second(goods_rows(bought(), day("2026-03-31"))) == 55);
  CHECK(days_to_second(goods_rows(bought(), day("2026-02-28"))) == 27);
  CHECK_FALSE(days_to_second(goods_rows(bought(), day("2026-01-31"))));
  CHECK_FALSE(days_to_second({}));
}

TEST_CASE("goods rows know nothing of later days", "[goods]") {
  const auto rows = goods_rows(bought(), day("2026-02-09"));
  REQUIRE(rows.size() == 3);
  CHECK(rows[2].net == money("50.00"));
  CHECK(net_of(rows) == money("150.00"));
  CHECK(first_counting_day(goods_rows(bought(), day("2026-01-04"))) == never);
}

TEST_CASE("rows between two days are those on them too", "[goods]") {
  const auto rows = goods_rows(bought(), day("2026-03-31"));
  CHECK(net_of(goods_between(rows, day("2026-01-05"), day("2026-02-10"))) == money("55.00"));
  CHECK(goods_between(rows, day("2026-01-06"), day("2026-02-09")).empty());
  CHECK(goods_between(rows, day("2026-01-01"), day("2026-12-31")).size() == rows.size());
  CHECK(goods_between({}, day("2026-01-01"), day("2026-12-31")).empty());
}

TEST_CASE("goods rows come to the net spend, the orders and the first order of the figures", "[goods]") {
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    Chance chance(seed);
    const auto history = random_history(chance);
    const Day on = random_day(chance);
    const auto rows = goods_rows(history, on);
    const auto figures = order_figures(history, on);
    CAPTURE(seed);
    REQUIRE(net_of(rows) == figures.net());
    REQUIRE(std::ranges::count(rows, true, &GoodsRow::counting) == figures.orders);
    REQUIRE(first_counting_day(rows) == figures.first_on);
    REQUIRE(std::ranges::is_sorted(rows, {}, &GoodsRow::day));
  }
}

} // namespace goods_test
