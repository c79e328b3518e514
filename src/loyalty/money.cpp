// SPDX-License-Identifier: MIT
#include "loyalty/money.hpp"

#include <limits>

#include "loyalty/digit.hpp"
#include "loyalty/int128.hpp"

namespace loyalty {
namespace {

/// An unsigned decimal with at most `decimals` places, in units of the last place; nullopt above `most`.
/// `most` is at most 10^17, so that the sum cannot overflow before it is compared.
constexpr std::optional<std::int64_t> parse_decimal(std::string_view text, unsigned decimals, std::int64_t most) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (at == end || !is_digit(*at)) return std::nullopt;
  std::int64_t value = 0;
  for (; at != end && is_digit(*at); ++at) {
    value = value * 10 + (*at - '0');
    if (value > most) return std::nullopt;
  }
  if (at != end) {
    if (*at++ != '.' || at == end) return std::nullopt;
    for (; at != end; ++at, --decimals) {
      if (decimals == 0 || !is_digit(*at)) return std::nullopt;
      value = value * 10 + (*at - '0');
    }
  }
  for (; decimals > 0; --decimals) value *= 10;
  if (value > most) return std::nullopt;
  return value;
}

static_assert(parse_decimal("12.3", 2, Money::limit) == 1230);
static_assert(!parse_decimal("12.", 2, Money::limit));
static_assert(!parse_decimal("12.", 0, Money::limit));

constexpr std::int64_t most_millionths = 1'000'000 * Ratio::one;
constexpr std::size_t most_whole_digits = 15;

std::string decimal_text(std::int64_t value, std::int64_t unit, bool keep_zeros) {
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const auto places = static_cast<std::uint64_t>(unit);
  std::string text = value < 0 ? "-" : "";
  text += std::to_string(size / places);
  if (unit == 1) return text;
  const auto decimals = std::to_string(size % places + places).substr(1);
  text += '.';
  text += decimals;
  if (!keep_zeros) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::int64_t countable(Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max() || value < -std::numeric_limits<std::int64_t>::max())
    result_too_large();
  return static_cast<std::int64_t>(value);
}

template <class Integer>
constexpr Integer divide(Integer value, Integer denominator, Rounding rounding) {
  const Integer half = rounding == Rounding::nearest ? denominator / 2 : 0;
  const Integer quotient = value / denominator;
  const Integer rest = value % denominator;
  if (rest >= 0) return quotient + (half != 0 && rest >= denominator - half ? 1 : 0);
  return quotient - (half != 0 && -rest >= denominator - half ? 1 : 0);
}

} // namespace

std::optional<Money> Money::parse(std::string_view text, Currency currency) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto minor = parse_decimal(text, currency.decimals, limit);
  if (!minor) return std::nullopt;
  return Money{negative ? -*minor : *minor};
}

std::string to_string(Money money, Currency currency) { return decimal_text(money.minor, currency.unit(), true); }

std::optional<std::int64_t> parse_whole(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  const auto digits = negative ? text.substr(1) : text;
  if (digits.empty() || digits.size() > most_whole_digits) return std::nullopt;
  if (digits.front() == '0' && text.size() > 1) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

std::optional<Ratio> Ratio::parse_percent(std::string_view text) {
  if (text.empty() || text.back() != '%') return std::nullopt;
  text.remove_suffix(1);
  const auto millionths = parse_decimal(text, 4, most_millionths);
  if (!millionths) return std::nullopt;
  return Ratio{*millionths};
}

std::optional<Ratio> Ratio::parse_factor(std::string_view text) {
  const auto millionths = parse_decimal(text, 6, most_millionths);
  if (!millionths) return std::nullopt;
  return Ratio{*millionths};
}

std::string to_percent(Ratio ratio) { return decimal_text(ratio.millionths, Ratio::one / 100, false) + '%'; }

std::string to_factor(Ratio ratio) { return decimal_text(ratio.millionths, Ratio::one, false); }

std::int64_t scale(std::int64_t value, std::int64_t numerator, std::int64_t denominator, Rounding rounding) {
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(value, numerator, &product)) return divide(product, denominator, rounding);
  return countable(divide(Wide{value} * Wide{numerator}, Wide{denominator}, rounding));
}

Money share_of(Money money, Ratio ratio) {
  return {scale(money.minor, ratio.millionths, Ratio::one, Rounding::nearest)};
}

} // namespace loyalty
