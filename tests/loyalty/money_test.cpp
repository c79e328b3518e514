// SPDX-License-Identifier: MIT
#include "loyalty/money.hpp"

#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/error.hpp"
#include "loyalty/gift.hpp"

namespace money_test {

using namespace loyalty;

namespace {

constexpr int cases = 10'000;

struct Written {
  std::string_view text;
  std::int64_t value;
};

/// Why `work` stopped; nullopt: it did not.
template <class Work>
std::optional<Failure> failure_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) { return error.failure; }
  return std::nullopt;
}

} // namespace

TEST_CASE("money is read exactly") {
  const auto row = GENERATE(values<Written>({{"0", 0},
                                             {"0.00", 0},
                                             {"-0", 0},
                                             {"12", 1200},
                                             {"12.3", 1230},
                                             {"12.03", 1203},
                                             {"-12.30", -1230},
                                             {"007.50", 750},
                                             {"19.90", 1990},
                                             {"0.01", 1},
                                             {"-0.01", -1},
                                             {"100000000000", Money::limit},
                                             {"-100000000000.00", -Money::limit}}));
  CAPTURE(row.text);
  REQUIRE(Money::parse(row.text, cny));
  CHECK(Money::parse(row.text, cny)->minor == row.value);
}

TEST_CASE("money in any other spelling is refused") {
  const std::string_view text = GENERATE(values<std::string_view>({"",
                                                                   "-",
                                                                   ".",
                                                                   "-.",
                                                                   ".5",
                                                                   "5.",
                                                                   "-5.",
                                                                   "1.234",
                                                                   "1.000",
                                                                   "+1",
                                                                   "--1",
                                                                   "1-",
                                                                   "1e3",
                                                                   "1E3",
                                                                   "0x10",
                                                                   "1,000",
                                                                   "1 000",
                                                                   " 1",
                                                                   "1 ",
                                                                   "1\t",
                                                                   "1.2.3",
                                                                   "１２",
                                                                   "１.00",
                                                                   "¥1",
                                                                   "1元",
                                                                   "nan",
                                                                   "inf",
                                                                   "1_000",
                                                                   "100000000000.01",
                                                                   "999999999999",
                                                                   "1. 5",
                                                                   "1.-5",
                                                                   "1.+5",
                                                                   "99999999999999999999999999",
                                                                   "9223372036854775808",
                                                                   "18446744073709551617"}));
  CAPTURE(text);
  CHECK_FALSE(Money::parse(text, cny));
}

TEST_CASE("a zero byte inside an amount is refused") { CHECK_FALSE(Money::parse(std::string_view("1\0002", 3), cny)); }

TEST_CASE("money is written with two decimals") {
  CHECK(to_string(Money{0}, cny) == "0.00");
  CHECK(to_string(Money{5}, cny) == "0.05");
  CHECK(to_string(Money{-5}, cny) == "-0.05");
  CHECK(to_string(Money{123'450}, cny) == "1234.50");
  CHECK(to_string(Money{std::numeric_limits<std::int64_t>::min()}, cny) == "-92233720368547758.08");
}

TEST_CASE("money survives being written and read") {
  std::mt19937_64 random(20'240'229);
  std::uniform_int_distribution<std::int64_t> any(-Money::limit, Money::limit);
  for (int i = 0; i < cases; ++i) {
    const Money money{any(random) >> (i % 40)};
    REQUIRE(Money::parse(to_string(money, cny), cny) == money);
  }
}

TEST_CASE("whole numbers have one spelling") {
  CHECK(parse_whole("0") == 0);
  CHECK(parse_whole("150") == 150);
  CHECK(parse_whole("-30") == -30);
  CHECK(parse_whole("999999999999999") == 999'999'999'999'999);
  for (const std::string_view text : {"", "-", "-0", "00", "010", "-01", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "１",
                                      "1,000", "1000000000000000", "99999999999999999999", "--1", "1-"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_whole(text));
  }
}

TEST_CASE("shares and factors are read exactly") {
  CHECK(Ratio::parse_percent("50%") == Ratio{500'000});
  CHECK(Ratio::parse_percent("12.5%") == Ratio{125'000});
  CHECK(Ratio::parse_percent("0.0001%") == Ratio{1});
  CHECK(Ratio::parse_percent("0%") == Ratio{0});
  CHECK(Ratio::parse_factor("2") == Ratio{2 * Ratio::one});
  CHECK(Ratio::parse_factor("1.5") == Ratio{1'500'000});
  CHECK(Ratio::parse_factor("0.000001") == Ratio{1});
  for (const std::string_view text :
       {"", "%", "50", "50 %", " 50%", "-5%", "+5%", ".5%", "5.%", "0.00001%", "5%%", "５%", "50％", "1e2%"}) {
    CAPTURE(text);
    CHECK_FALSE(Ratio::parse_percent(text));
  }
  for (const std::string_view text : {"", "-1", "+1", "1.", ".5", "1.0000001", "2x", "150%", "1e1", "9999999"}) {
    CAPTURE(text);
    CHECK_FALSE(Ratio::parse_factor(text));
  }
}

TEST_CASE("shares and factors survive being written and read") {
  CHECK(to_percent({500'000}) == "50%");
  CHECK(to_percent({125'000}) == "12.5%");
  CHECK(to_percent({0}) == "0%");
  CHECK(to_factor({2'000'000}) == "2");
  CHECK(to_factor({1'500'000}) == "1.5");
  std::mt19937_64 random(5);
  std::uniform_int_distribution<std::int64_t> any(0, 100 * Ratio::one);
  for (int i = 0; i < cases; ++i) {
    const Ratio ratio{any(random)};
    REQUIRE(Ratio::parse_percent(to_percent(ratio)) == ratio);
    REQUIRE(Ratio::parse_factor(to_factor(ratio)) == ratio);
  }
}

TEST_CASE("a refund rounds as its payment did") {
  CHECK(scale(5, 1, 2, Rounding::floor) == 2);
  CHECK(scale(5, 1, 2, Rounding::nearest) == 3);
  CHECK(scale(-5, 1, 2, Rounding::floor) == -2);
  CHECK(scale(-5, 1, 2, Rounding::nearest) == -3);
  CHECK(scale(4, 1, 3, Rounding::nearest) == 1);
  CHECK(scale(5, 1, 3, Rounding::nearest) == 2);
  CHECK(scale(7, 1, 1, Rounding::nearest) == 7);
  CHECK(share_of({1'001}, {500'000}) == Money{501});
  CHECK(share_of({-1'001}, {500'000}) == Money{-501});
}

TEST_CASE("a product may be larger than its quotient") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  CHECK(scale(most, most, most, Rounding::nearest) == most);
  CHECK(scale(-most, most, most, Rounding::floor) == -most);
  CHECK(scale(Money::limit, 1'000'000, 3, Rounding::floor) == 3'333'333'333'333'333'333);
  CHECK(scale(most, 1, most, Rounding::nearest) == 1);
  CHECK(scale(most / 2, 1, most, Rounding::nearest) == 0);
  CHECK_THROWS_AS(scale(most, 2, 1, Rounding::floor), Error);
}

TEST_CASE("scaling agrees with counting") {
  std::mt19937_64 random(11);
  std::uniform_int_distribution<std::int64_t> any(-400, 400);
  std::uniform_int_distribution<std::int64_t> divisor(1, 60);
  for (int i = 0; i < cases; ++i) {
    const auto value = any(random);
    const auto numerator = any(random);
    const auto denominator = divisor(random);
    const bool negative = value * numerator < 0;
    auto rest = negative ? -value * numerator : value * numerator;
    std::int64_t whole = 0;
    for (; rest >= denominator; rest -= denominator) ++whole;
    const auto near = whole + (2 * rest >= denominator ? 1 : 0);
    REQUIRE(scale(value, numerator, denominator, Rounding::floor) == (negative ? -whole : whole));
    REQUIRE(scale(value, numerator, denominator, Rounding::nearest) == (negative ? -near : near));
  }
}

TEST_CASE("sums are exact up to 18 digits, and beyond them they are damage") {
  constexpr std::int64_t most = 999'999'999'999'999'999;
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  CHECK(Money{most - 1} + Money{1} == Money{most});
  CHECK(Money{1 - most} - Money{1} == Money{-most});
  CHECK(Money{most} - Money{most} == Money{});
  for (const std::int64_t more : {std::int64_t{1}, most, largest}) {
    CAPTURE(more);
    CHECK(failure_of([&] { (void)(Money{most} + Money{more}); }) == Failure::damaged);
    CHECK(failure_of([&] { (void)(Money{-most} - Money{more}); }) == Failure::damaged);
    CHECK(failure_of([&] {
            Money sum{most};
            sum += Money{more};
          }) == Failure::damaged);
    CHECK(failure_of([&] {
            Money sum{-most};
            sum -= Money{more};
          }) == Failure::damaged);
    CHECK(failure_of([&] {
            Points sum = most;
            add(sum, more);
          }) == Failure::damaged);
    CHECK(failure_of([&] {
            Points sum = -most;
            take(sum, more);
          }) == Failure::damaged);
  }
}

TEST_CASE("an account adds up to 18 digits and not beyond") {
  Tally tally(Day{20'000});
  for (int line = 1; line <= 1000; ++line) tally.add(line, {.day = Day{20'000}, .points = most_points});
  CHECK(tally.balance().earned == 999'999'999'999'999'000);
  CHECK(tally.balance().balance == 999'999'999'999'999'000);
  const auto once_more = [&] { tally.add(1001, {.day = Day{20'000}, .points = most_points}); };
  CHECK(failure_of(once_more) == Failure::damaged);
}

TEST_CASE("an amount earns what a line can hold, or is refused") {
  const auto earning = [](Points points, std::int64_t per, EarnRounding rounding, std::int64_t millionths) {
    return Terms{.rule = {RuleKind::order_points}, .earn = {points, Money{per}, rounding}, .multiplier = {millionths}};
  };
  const Money base{2 * Money::limit};
  for (const auto rounding : {EarnRounding::full, EarnRounding::floor, EarnRounding::nearest}) {
    CHECK(earned(earning(1, 1, rounding, Ratio::one), base) == base.minor);
    CHECK(earned(earning(most_points, base.minor, rounding, Ratio::one), base) == most_points);
    for (const std::int64_t millionths : {2 * Ratio::one, std::int64_t{1'000'000'000'000'000'000}}) {
      CHECK(failure_of([&] { earned(earning(most_points, base.minor, rounding, millionths), base); }) ==
            Failure::refused);
      CHECK(failure_of([&] { earned(earning(most_points, 1, rounding, millionths), base); }) == Failure::refused);
    }
  }
  CHECK(price_of({.id = {}, .name = {}, .points = 1'000'000}, 1'000'000) == 1'000'000'000'000);
  CHECK(failure_of([] { price_of({.id = {}, .name = {}, .points = most_points}, 2); }) == Failure::refused);
}

} // namespace money_test
