// SPDX-License-Identifier: MIT
#include "loyalty/money.hpp"

#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "loyalty/error.hpp"

using namespace loyalty;

namespace {

constexpr int cases = 10'000;

struct Written {
  std::string_view text;
  std::int64_t value;
};

}  // namespace

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
