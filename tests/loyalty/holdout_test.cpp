// SPDX-License-Identifier: MIT
#include "loyalty/holdout.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace holdout_test {

using namespace loyalty;

namespace {

using Members = std::vector<HoldoutMember>;

/// 200 members, every second one held out, who bought for 10.00 to 29.90 before the draw; afterwards the same but for
/// noise of up to 1.00, and `more` by the others.
Members drawn(std::int64_t more, int each = 100) {
  Members members;
  for (int number = 0; number < 2 * each; ++number) {
    const bool held = number % 2 == 0;
    const std::int64_t before = 1'000 + 10 * number;
    const std::int64_t noise = (number * 37) % 101;
    members.push_back({std::to_string(1'000 + number), held, {before, before + noise + (held ? 0 : more)}});
  }
  return members;
}

} // namespace

TEST_CASE("what was bought around the draw", "[holdout]") {
  const auto row = [](const char* on, std::int64_t net, bool counting = true) {
    return GoodsRow{.day = day(on), .net = Money{net}, .counting = counting};
  };
  const std::vector<GoodsRow> rows{row("2025-01-10", 1), row("2025-12-22", 10), row("2025-12-31", 100),
                                   row("2026-01-01", 1'000), row("2026-01-11", 10'000)};
  const auto bought = bought_around(rows, day("2025-12-31"), 10);
  REQUIRE(bought);
  CHECK(bought->before == 110);
  CHECK(bought->after == 1'000);
  // A year back is 2025-01-01; whoever bought before that only is not compared, nor is who came later.
  CHECK(bought_around(std::vector{row("2025-01-01", 1)}, day("2025-12-31"), 10));
  CHECK_FALSE(bought_around(std::vector{row("2024-12-31", 1)}, day("2025-12-31"), 10));
  CHECK_FALSE(bought_around(std::vector{row("2026-01-01", 1)}, day("2025-12-31"), 10));
  CHECK_FALSE(bought_around(std::vector{row("2025-06-01", -1, false)}, day("2025-12-31"), 10));
}

TEST_CASE("a lot shows an effect that is there, and none that is not", "[holdout]") {
  const auto nothing = compare_holdout(drawn(0), 1);
  CHECK(nothing.held == 100);
  CHECK(nothing.others == 100);
  CHECK(nothing.verdict == HoldoutVerdict::cannot_tell);
  CHECK(nothing.visible > 0);
  const auto more = compare_holdout(drawn(200), 1);
  CHECK(more.verdict == HoldoutVerdict::shown_more);
  CHECK(more.by_luck == 1);
  CHECK(more.effect.low() > Money{150});
  CHECK(more.effect.high() < Money{250});
  CHECK(more.uplift_low() < more.uplift());
  CHECK(more.uplift() < more.uplift_high());
  CHECK(compare_holdout(drawn(-200), 1).verdict == HoldoutVerdict::shown_less);
}

TEST_CASE("the order of members says nothing", "[holdout]") {
  auto members = drawn(30);
  const auto once = compare_holdout(members, 5);
  std::reverse(members.begin(), members.end());
  const auto again = compare_holdout(members, 5);
  CHECK(once.effect.mean == again.effect.mean);
  CHECK(once.effect.half == again.effect.half);
  CHECK(once.by_luck == again.by_luck);
}

TEST_CASE("too few on one side say nothing", "[holdout]") {
  const auto few = compare_holdout(drawn(500, 99), 1);
  CHECK(few.held == 99);
  CHECK(few.verdict == HoldoutVerdict::too_few);
  CHECK(few.by_luck == 0);
  CHECK(compare_holdout({}, 1).verdict == HoldoutVerdict::too_few);
  CHECK_FALSE(few.uplift());
}

TEST_CASE("what would show is known before anything is drawn", "[holdout]") {
  const auto members = drawn(0);
  CHECK(visible_among(members) == compare_holdout(members, 1).visible);
  CHECK_FALSE(visible_among(drawn(0, 1)));
  CHECK_FALSE(visible_among({}));
}

TEST_CASE("what each one brings is what all bring, less what the scheme costs whoever is there", "[holdout]") {
  const auto profit = profit_of({.n = 50, .mean = 1'500, .half = 600}, 30, Money{20});
  CHECK(profit.value == Money{25});
  CHECK(profit.low == Money{7});
  CHECK(profit.high == Money{43});
  const auto rounded = profit_of({.n = 2, .mean = 333, .half = 1}, 1, Money{});
  CHECK(rounded.value == Money{});
  CHECK(rounded.low == Money{});
  CHECK(rounded.high == Money{1});
}

} // namespace holdout_test
