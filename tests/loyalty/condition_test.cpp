// SPDX-License-Identifier: MIT
#include "loyalty/condition.hpp"

#include <utility>
#include <vector>

#include "catch.hpp"

using namespace loyalty;

namespace {

Condition compare(Metric metric, std::int64_t at_least) {
  Condition condition;
  condition.kind = Condition::Kind::compare;
  condition.metric = metric;
  condition.value = at_least;
  return condition;
}

Condition group(Condition::Kind kind, std::vector<Condition> parts) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  return condition;
}

std::int64_t facts(Metric metric, const Window&) { return metric == Metric::spend ? 1000 : 3; }

constexpr Window windows(Window::Kind kind, Period length = {}) { return {kind, length}; }

}  // namespace

TEST_CASE("comparisons at, below and above their value") {
  struct Row {
    Comparison comparison;
    bool below, at, above;
  };
  const auto row = GENERATE(values<Row>({{Comparison::at_least, false, true, true},
                                         {Comparison::at_most, true, true, false},
                                         {Comparison::more_than, false, false, true},
                                         {Comparison::less_than, true, false, false},
                                         {Comparison::equal, false, true, false}}));
  CHECK(holds(9, row.comparison, 10) == row.below);
  CHECK(holds(10, row.comparison, 10) == row.at);
  CHECK(holds(11, row.comparison, 10) == row.above);
}

TEST_CASE("all, any and none of several conditions") {
  using Kind = Condition::Kind;
  const auto yes = compare(Metric::spend, 1000);
  const auto no = compare(Metric::orders, 4);
  CHECK(holds(yes, facts));
  CHECK_FALSE(holds(no, facts));
  CHECK(holds(Condition{}, facts));
  CHECK(holds(group(Kind::all, {yes, yes}), facts));
  CHECK_FALSE(holds(group(Kind::all, {yes, no}), facts));
  CHECK(holds(group(Kind::any, {no, yes}), facts));
  CHECK_FALSE(holds(group(Kind::any, {no, no}), facts));
  CHECK_FALSE(holds(group(Kind::any, {}), facts));
  CHECK(holds(group(Kind::none, {no, no}), facts));
  CHECK_FALSE(holds(group(Kind::none, {no, yes}), facts));
  CHECK(holds(group(Kind::none, {}), facts));
  CHECK(holds(group(Kind::none, {group(Kind::all, {yes, no})}), facts));
}

TEST_CASE("a condition asks for its own metric and window") {
  auto condition = compare(Metric::growth, 1);
  condition.window = windows(Window::Kind::rolling, {30, 0});
  CHECK(holds(condition, [&](Metric metric, const Window& window) {
    CHECK(metric == Metric::growth);
    CHECK(window == condition.window);
    return 1;
  }));
}

TEST_CASE("the first day of each window") {
  const auto day = Day::from_civil(2025, 2, 28);
  const auto joined = Day::from_civil(2024, 2, 29);
  const auto first = [&](Window window, Day on) { return to_string(first_day(window, on, joined)); };
  CHECK(first(windows(Window::Kind::lifetime), day) == "0001-01-01");
  CHECK(first(windows(Window::Kind::rolling, {30, 0}), day) == "2025-01-30");
  CHECK(first(windows(Window::Kind::rolling, {0, 12}), day) == "2024-02-29");
  CHECK(first(windows(Window::Kind::calendar_year), day) == "2025-01-01");
}

TEST_CASE("a membership year begins on the anniversary of joining") {
  const auto window = windows(Window::Kind::membership_year);
  const auto joined = Day::from_civil(2024, 2, 29);
  const auto first = [&](int year, unsigned month, unsigned day) {
    return to_string(first_day(window, Day::from_civil(year, month, day), joined));
  };
  CHECK(first(2024, 2, 29) == "2024-02-29");
  CHECK(first(2025, 2, 27) == "2024-02-29");
  CHECK(first(2025, 2, 28) == "2025-02-28");
  CHECK(first(2028, 2, 28) == "2027-02-28");
  CHECK(first(2028, 2, 29) == "2028-02-29");
  CHECK(first(2024, 1, 1) == "2024-02-29");
  CHECK(first_day(window, joined, never) == never);
}
