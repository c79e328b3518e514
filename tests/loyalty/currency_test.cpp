// SPDX-License-Identifier: MIT
#include "loyalty/currency.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "loyalty/money.hpp"

namespace currency_test {

namespace {

using namespace loyalty;

struct Written {
  std::string_view code;
  std::string_view text;
  std::int64_t minor;
};

} // namespace

TEST_CASE("a currency has the decimals of ISO 4217") {
  for (const auto* code : {"JPY", "KRW", "VND", "CLP", "ISK", "XOF", "PYG", "UGX"})
    CHECK(Currency::find(code).value().decimals == 0);
  for (const auto* code : {"CNY", "USD", "EUR", "TWD", "HKD", "IDR", "HUF", "INR"})
    CHECK(Currency::find(code).value().decimals == 2);
  for (const auto* code : {"KWD", "BHD", "JOD", "OMR", "TND", "IQD", "LYD"})
    CHECK(Currency::find(code).value().decimals == 3);
  for (const auto* code : {"CLF", "UYW"}) CHECK(Currency::find(code).value().decimals == 4);
  CHECK(Currency::find("CNY") == cny);
  for (const auto* code : {"", "cny", "RMB", "YEN", "XAU", "XTS", "XXX", "CN", "CNYX"}) CHECK(!Currency::find(code));
}

TEST_CASE("money has the decimals of its currency") {
  const auto row = GENERATE(values<Written>({{"JPY", "980", 980},
                                             {"JPY", "-5", -5},
                                             {"KWD", "12.345", 12'345},
                                             {"KWD", "-0.005", -5},
                                             {"CLF", "1.2345", 12'345},
                                             {"CNY", "12.30", 1'230}}));
  CAPTURE(row.code, row.text);
  const auto currency = Currency::find(row.code).value();
  REQUIRE(Money::parse(row.text, currency));
  CHECK(Money::parse(row.text, currency)->minor == row.minor);
  CHECK(to_string(Money{row.minor}, currency) == row.text);
}

TEST_CASE("more decimals than the currency has are refused, zeros too") {
  const auto row = GENERATE(values<Written>({{"JPY", "980.5", 0},
                                             {"JPY", "980.0", 0},
                                             {"JPY", "980.", 0},
                                             {"JPY", "10000000000001", 0},
                                             {"KWD", "1.2345", 0},
                                             {"KWD", "10000000000.001", 0},
                                             {"CLF", "1.00000", 0}}));
  CAPTURE(row.code, row.text);
  CHECK_FALSE(Money::parse(row.text, Currency::find(row.code).value()));
}

TEST_CASE("money of every currency survives being written and read") {
  std::mt19937_64 random(4217);
  std::uniform_int_distribution<std::int64_t> any(-Money::limit, Money::limit);
  for (const auto& currency : Currency::all()) {
    CAPTURE(currency.code);
    CHECK(Money::parse("1", currency)->minor == currency.unit());
    CHECK(Money::whole(7, currency).minor == 7 * currency.unit());
    for (int i = 0; i < 100; ++i) {
      const Money money{any(random) >> (i % 40)};
      REQUIRE(Money::parse(to_string(money, currency), currency) == money);
    }
  }
}

} // namespace currency_test
