// SPDX-License-Identifier: MIT
#include "loyalty/costs.hpp"

#include "catch.hpp"
#include "loyalty/profit.hpp"
#include "loyalty/written_day.hpp"

namespace loyalty::costs_test {

TEST_CASE("each month bears its part of a year, and the twelve come to the whole", "[costs]") {
  const RunningCost yearly{{100'00}, Calendar::year};
  Money sum;
  for (unsigned month = 1; month <= 12; ++month) sum += borne_in_month(yearly, Day::from_civil(2026, month, 15));
  CHECK(sum == Money{100'00});
  CHECK(borne_in_month(yearly, day("2026-01-31")) == Money{8'33});
  CHECK(borne_in_month(yearly, day("2026-02-01")) == Money{8'34});
  CHECK(borne_in_month({{10'00}, Calendar::month}, day("2026-02-01")) == Money{10'00});
}

TEST_CASE("what is nobody's counts from the opening on, the setup once", "[costs]") {
  Costs costs;
  costs.tool = {{10'00}, Calendar::month};
  costs.setup = {60'00};
  costs.other = {
      {.name = "help", .cost = {{5'00}, Calendar::month}, .from = day("2026-02-27"), .until = day("2026-04-01")},
      {.name = "rent", .cost = {{1'00}, Calendar::month}}};
  const Day opened = day("2026-01-20");
  CHECK(fixed_costs(costs, opened, day("2025-12-31")).sum() == Money{});
  CHECK(fixed_costs(costs, opened, day("2026-01-01")).setup == Money{60'00});
  CHECK(fixed_costs(costs, opened, day("2026-01-01")).other == Money{1'00});
  CHECK(fixed_costs(costs, opened, day("2026-02-01")).sum() == Money{16'00});
  CHECK(fixed_costs(costs, opened, day("2026-04-30")).other == Money{6'00});
  CHECK(fixed_costs(costs, opened, day("2026-05-01")).other == Money{1'00});
}

TEST_CASE("a scheme pays from that much more on", "[costs]") {
  CHECK(must_be_extra({146'00}, {500'00}) == Ratio{292'000});
  CHECK(break_even_uplift({146'00}, {500'00}) == Ratio{412'429});
  CHECK(break_even_uplift({}, {500'00}) == Ratio{});
  CHECK(break_even_uplift({-5'00}, {500'00}) == Ratio{});
  CHECK_FALSE(break_even_uplift({500'00}, {500'00}));
  CHECK_FALSE(must_be_extra({10'00}, {}));
  CHECK(gain_of({116'00}, Ratio{500'000}) == Money{38'67});
  CHECK(gain_of({-116'00}, Ratio{500'000}) == Money{-38'67});
}

TEST_CASE("it is paid back in the first month at whose end all gain covers all cost, or at the last pace", "[costs]") {
  const Day last = day("2026-04-30");
  const auto months = [](std::initializer_list<std::pair<int, int>> sums) {
    std::vector<MonthOfScheme> all;
    Day month = day("2026-01-01");
    for (const auto& [gain, cost] : sums) {
      all.push_back({month, {gain}, {cost}});
      month = end_of(Calendar::month, month) + 1;
    }
    return all;
  };
  CHECK(payback(months({{60, 70}, {38, 41}, {38, 30}, {29, 5}}), last).month == day("2026-04-01"));
  // 46 are missing, and the last three months lose.
  const auto never_so = payback(months({{36, 70}, {23, 41}, {23, 30}, {18, 5}}), last);
  CHECK_FALSE(never_so.month);
  CHECK_FALSE(never_so.months);
  // 90 are missing, and the last three bring 10 a month.
  CHECK(payback(months({{0, 120}, {10, 0}, {10, 0}, {10, 0}}), last).months == 9);
  CHECK(payback(months({{0, 121}, {10, 0}, {10, 0}, {10, 0}}), last).months == 10);
  // April is not over: March, February and January tell the pace.
  CHECK_FALSE(payback(months({{0, 120}, {10, 0}, {10, 0}, {10, 0}}), last - 1).months);
  CHECK_FALSE(payback({}, last).month);
  // What was paid back can be lost again.
  CHECK_FALSE(payback(months({{60, 50}, {0, 30}, {0, 5}}), last).month);
  CHECK(payback(months({{60, 50}, {0, 30}, {40, 5}}), last).month == day("2026-03-01"));
}

} // namespace loyalty::costs_test
