// SPDX-License-Identifier: MIT
#include "loyalty/condition.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "catch.hpp"

namespace condition_test {

using namespace loyalty;

namespace {

using Kind = Condition::Kind;

Condition compare(Metric metric, std::int64_t at_least) {
  Condition condition;
  condition.kind = Kind::compare;
  condition.metric = metric;
  condition.value = at_least;
  return condition;
}

Condition group(Kind kind, std::vector<Condition> parts) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  return condition;
}

/// A member who spent 1000, ordered three times and has no birthday.
std::optional<std::int64_t> facts(const Condition& comparison) {
  if (comparison.metric == Metric::birthday_within) return std::nullopt;
  return comparison.metric == Metric::spend ? 1000 : 3;
}

/// Comparisons that hold, fail, and look at something unknown.
const std::array<Condition, 3>& atoms() {
  static const std::array<Condition, 3> all{compare(Metric::spend, 1000), compare(Metric::orders, 4),
                                            compare(Metric::birthday_within, 0)};
  return all;
}

constexpr Window windows(Window::Kind kind, Period length = {}) { return {kind, length}; }

} // namespace

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

TEST_CASE("every comparison of a condition is held against its own value") {
  for (const auto comparison :
       {Comparison::at_least, Comparison::at_most, Comparison::more_than, Comparison::less_than, Comparison::equal})
    for (std::int64_t value = -1; value <= 1; ++value)
      for (std::int64_t fact = -2; fact <= 2; ++fact) {
        auto condition = compare(Metric::field, value);
        condition.comparison = comparison;
        CAPTURE(static_cast<int>(comparison), value, fact);
        CHECK(holds(condition, [&](const Condition&) { return std::optional(fact); }) ==
              holds(fact, comparison, value));
      }
}

TEST_CASE("what is unknown meets no comparison") {
  for (const auto comparison :
       {Comparison::at_least, Comparison::at_most, Comparison::more_than, Comparison::less_than, Comparison::equal}) {
    auto condition = compare(Metric::days_since_order, 0);
    condition.comparison = comparison;
    const auto unknown = [](const Condition&) -> std::optional<std::int64_t> { return std::nullopt; };
    CHECK_FALSE(holds(condition, unknown));
    CHECK(holds(group(Kind::none, {condition}), unknown));
  }
}

TEST_CASE("all, any and none of no condition") {
  CHECK(holds(Condition{}, facts));
  CHECK(is_everybody(Condition{}));
  CHECK(holds(group(Kind::all, {}), facts));
  CHECK_FALSE(holds(group(Kind::any, {}), facts));
  CHECK(holds(group(Kind::none, {}), facts));
  CHECK_FALSE(is_everybody(group(Kind::any, {})));
  CHECK_FALSE(is_everybody(group(Kind::none, {})));
  CHECK_FALSE(is_everybody(atoms()[0]));
  CHECK_FALSE(is_everybody(group(Kind::all, {Condition{}})));
}

TEST_CASE("a group holds by how many of its parts do") {
  // Every group of three out of true, false and unknown, and every group around two such groups.
  const auto fits = [](Kind kind, std::size_t held, std::size_t parts) {
    return kind == Kind::all ? held == parts : kind == Kind::any ? held > 0 : held == 0;
  };
  std::vector<std::pair<Condition, bool>> inner;
  for (const auto kind : {Kind::all, Kind::any, Kind::none})
    for (std::size_t a = 0; a < 3; ++a)
      for (std::size_t b = 0; b < 3; ++b)
        for (std::size_t c = 0; c < 3; ++c) {
          const auto held = std::size_t{a == 0} + std::size_t{b == 0} + std::size_t{c == 0};
          inner.emplace_back(group(kind, {atoms()[a], atoms()[b], atoms()[c]}), fits(kind, held, 3));
          CHECK(holds(inner.back().first, facts) == inner.back().second);
        }
  std::size_t wrong = 0;
  for (const auto kind : {Kind::all, Kind::any, Kind::none})
    for (const auto& [left, left_holds] : inner)
      for (const auto& [right, right_holds] : inner) {
        const auto held = std::size_t{left_holds} + std::size_t{right_holds};
        wrong += holds(group(kind, {left, right}), facts) == fits(kind, held, 2) ? 0U : 1U;
      }
  CHECK(wrong == 0);
}

TEST_CASE("a condition asks with everything it says") {
  auto condition = compare(Metric::activities, 1);
  condition.window = windows(Window::Kind::rolling, {30, 0});
  condition.subject = "check-in";
  condition.words = {"a", "b"};
  const Condition* asked = nullptr;
  CHECK(holds(group(Kind::all, {condition}), [&](const Condition& comparison) {
    asked = &comparison;
    CHECK(comparison == condition);
    return std::optional<std::int64_t>(1);
  }));
  CHECK(asked != nullptr);
}

TEST_CASE("comparisons are visited in the order in which they are written") {
  const auto tree = group(
      Kind::all, {compare(Metric::spend, 1), group(Kind::any, {compare(Metric::orders, 2), compare(Metric::tag, 3)}),
                  group(Kind::none, {group(Kind::all, {compare(Metric::growth, 4)})})});
  std::vector<std::int64_t> seen;
  each_comparison(tree, [&](const Condition& comparison) { seen.push_back(comparison.value); });
  CHECK(seen == std::vector<std::int64_t>{1, 2, 3, 4});
  each_comparison(Condition{}, [&](const Condition&) { FAIL("everybody is asked nothing"); });
}

TEST_CASE("what each metric counts in") {
  struct Row {
    Metric metric;
    bool window, money, word;
  };
  const auto row = GENERATE(values<Row>({{Metric::spend, true, true, false},
                                         {Metric::orders, true, false, false},
                                         {Metric::growth, true, false, false},
                                         {Metric::points_earned, true, false, false},
                                         {Metric::activities, true, false, false},
                                         {Metric::referrals, true, false, false},
                                         {Metric::average_order, true, true, false},
                                         {Metric::balance, false, false, false},
                                         {Metric::days_since_order, false, false, false},
                                         {Metric::days_since_joining, false, false, false},
                                         {Metric::birthday_within, false, false, false},
                                         {Metric::field, false, false, false},
                                         {Metric::field_word, false, false, true},
                                         {Metric::tier, false, false, true},
                                         {Metric::tag, false, false, true},
                                         {Metric::membership, false, false, true},
                                         {Metric::platform, false, false, true},
                                         {Metric::host, false, false, true},
                                         {Metric::channel, false, false, true},
                                         {Metric::holdout, false, false, true}}));
  CAPTURE(static_cast<int>(row.metric));
  CHECK(looks_through_window(row.metric) == row.window);
  CHECK(is_money(row.metric) == row.money);
  CHECK(is_word(row.metric) == row.word);
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

} // namespace condition_test
