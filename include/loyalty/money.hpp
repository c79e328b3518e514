// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/currency.hpp"

namespace loyalty {

/// Sums of money and of points stay within 18 digits: no shop comes to more, and a few can be added up unchecked.
inline constexpr std::int64_t most_together = 999'999'999'999'999'999;

/// Stops the run: the amounts come to more than `most_together`, as only those of a changed ledger do.
[[noreturn]] void beyond_counting();

/// The only ways in which many amounts become one.
constexpr std::int64_t plus(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum) || sum > most_together || sum < -most_together) [[unlikely]]
    beyond_counting();
  return sum;
}
constexpr std::int64_t minus(std::int64_t left, std::int64_t right) {
  std::int64_t rest = 0;
  if (__builtin_sub_overflow(left, right, &rest) || rest > most_together || rest < -most_together) [[unlikely]]
    beyond_counting();
  return rest;
}

/// An amount of money in the minor unit of the program's currency: fen, cents, whole yen. Never a floating-point
/// number.
///
/// Amounts read from outside stay within ±10,000,000,000,000 minor units.
struct Money {
  std::int64_t minor = 0;

  static constexpr std::int64_t limit = 10'000'000'000'000;

  /// Reads "12", "12.3" or "-12.30" exactly. Refused (nullopt): more decimals than the currency has, a sign other than
  /// "-", an exponent, a thousands mark, hexadecimal, full-width digits, blanks, an empty text, more than `limit`.
  static std::optional<Money> parse(std::string_view text, Currency currency);
  /// So many whole units.
  static constexpr Money whole(std::int64_t units, Currency currency) { return {units * currency.unit()}; }

  constexpr auto operator<=>(const Money&) const = default;
  constexpr Money operator+(Money other) const { return {plus(minor, other.minor)}; }
  constexpr Money operator-(Money other) const { return {minus(minor, other.minor)}; }
  constexpr Money operator-() const { return {-minor}; }
  constexpr Money& operator+=(Money other) { return *this = *this + other; }
  constexpr Money& operator-=(Money other) { return *this = *this - other; }
};

/// "1234.50": always the decimals of the currency, no thousands mark; the form of CSV and JSON.
std::string to_string(Money money, Currency currency);

/// Spendable units that a member earns and redeems; also the unit of growth.
using Points = std::int64_t;

/// The most points of one line: 15 digits, as they can be typed.
inline constexpr Points most_points = 999'999'999'999'999;
/// Stops the run: the rates of the program give more than that.
[[noreturn]] void too_many_points();
/// The same for any other number, of more than 18 digits.
[[noreturn]] void result_too_large();

/// Points of many lines are added up in no other way.
constexpr void add(Points& sum, Points more) { sum = plus(sum, more); }
constexpr void take(Points& sum, Points less) { sum = minus(sum, less); }

/// Reads a whole number such as "0", "150" or "-30". Refused (nullopt): leading zeros, "+", blanks, decimals,
/// exponents, more than 15 digits.
std::optional<std::int64_t> parse_whole(std::string_view text);

/// A share or factor in millionths: 5 % is 50'000, a multiplier of 1.5 is 1'500'000.
struct Ratio {
  std::int64_t millionths = 0;

  static constexpr std::int64_t one = 1'000'000;

  /// Reads "50%", "12.5%" (at most four decimals). Refused (nullopt): anything else.
  static std::optional<Ratio> parse_percent(std::string_view text);
  /// Reads "2", "1.5" (at most six decimals). Refused (nullopt): negative numbers and anything else.
  static std::optional<Ratio> parse_factor(std::string_view text);

  constexpr auto operator<=>(const Ratio&) const = default;
};

/// "50%" or "12.5%".
std::string to_percent(Ratio ratio);
/// "2" or "1.5".
std::string to_factor(Ratio ratio);

/// How a fraction of the smallest unit is settled.
enum class Rounding : std::uint8_t { floor, nearest };

/// value × numerator / denominator with one rounding and no overflow on the way. `denominator` > 0; negative values
/// round as their absolute value does, so that a refund mirrors a payment.
std::int64_t scale(std::int64_t value, std::int64_t numerator, std::int64_t denominator, Rounding rounding);

/// `ratio` of `money`, rounded to the nearest minor unit (half away from zero).
Money share_of(Money money, Ratio ratio);

} // namespace loyalty
