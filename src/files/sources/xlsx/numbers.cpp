// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

#include "loyalty/day.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t most_digits = 15;
constexpr int farthest_point = 400; // beyond what a double can be
constexpr std::string_view number_digits = "0123456789";

/// A decimal: its digits without zeros around them, of which the first `point` stand before the point.
struct Decimal {
  bool negative = false;
  std::string significant;
  int point = 0;
};

std::optional<int> exponent_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  const bool good = error == std::errc{} && stopped == text.data() + text.size() && std::abs(exponent) < farthest_point;
  return good ? std::optional(exponent) : std::nullopt;
}

std::optional<Decimal> parse(std::string_view text) {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative) text.remove_prefix(1);
  if (const auto mark = text.find_first_of("eE"); mark != std::string_view::npos) {
    const auto exponent = exponent_of(text.substr(mark + 1));
    if (!exponent) return std::nullopt;
    decimal.point = *exponent;
    text = text.substr(0, mark);
  }
  const auto whole = text.substr(0, text.find('.'));
  const auto fraction = text.substr(std::min(whole.size() + 1, text.size()));
  decimal.significant = std::string(whole) + std::string(fraction);
  if (decimal.significant.empty() || decimal.significant.size() > farthest_point ||
      decimal.significant.find_first_not_of(number_digits) != std::string::npos)
    return std::nullopt;
  decimal.point += static_cast<int>(whole.size());
  const auto zeros = std::min(decimal.significant.find_first_not_of('0'), decimal.significant.size());
  decimal.significant.erase(0, zeros);
  decimal.point -= static_cast<int>(zeros);
  return decimal;
}

void drop_zeros(std::string& significant) { significant.resize(significant.find_last_not_of('0') + 1); }

void round(Decimal& decimal) {
  auto& text = decimal.significant;
  if (text.size() > most_digits) {
    const bool up = text[most_digits] >= '5';
    text.resize(most_digits);
    auto at = most_digits;
    while (up && at > 0 && text[at - 1] == '9') text[--at] = '0';
    if (up && at > 0) ++text[at - 1];
    if (up && at == 0) {
      text.insert(text.begin(), '1');
      ++decimal.point;
    }
  }
  drop_zeros(text);
}

void append(std::string& to, const Decimal& decimal) {
  const auto& text = decimal.significant;
  if (text.empty()) {
    to += '0';
    return;
  }
  if (decimal.negative) to += '-';
  const auto size = static_cast<int>(text.size());
  if (decimal.point > static_cast<int>(most_digits)) {
    to += text[0];
    if (size > 1) to += '.' + text.substr(1);
    to += "E+" + std::to_string(decimal.point - 1);
  } else if (decimal.point <= 0) {
    to += "0." + std::string(static_cast<std::size_t>(-decimal.point), '0') + text;
  } else if (size <= decimal.point) {
    to += text + std::string(static_cast<std::size_t>(decimal.point - size), '0');
  } else {
    to += text.substr(0, static_cast<std::size_t>(decimal.point)) + '.' +
          text.substr(static_cast<std::size_t>(decimal.point));
  }
}

// Most numbers are written as they are to be read.
bool is_plain(std::string_view written) {
  if (written.empty() || written.size() > most_digits || (written[0] == '0' && written.size() > 1)) return false;
  return written.find_first_not_of(number_digits) == std::string_view::npos;
}

constexpr std::int64_t day_seconds = 86'400;
constexpr double last_serial = 2'958'466; // after 9999-12-31

// Excel counts a 29 February 1900 that never was.
Day day_of(std::int64_t serial, bool from_1904) {
  if (from_1904) return Day::from_civil(1904, 1, 1) + static_cast<std::int32_t>(serial);
  return Day::from_civil(1899, 12, 30) + static_cast<std::int32_t>(serial < 60 ? serial + 1 : serial);
}

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

} // namespace

void append_number(std::string& text, std::string_view written) {
  if (is_plain(written)) {
    text += written;
    return;
  }
  auto decimal = parse(written);
  if (!decimal) {
    text += written;
    return;
  }
  round(*decimal);
  append(text, *decimal);
}

void append_moment(std::string& text, std::string_view written, bool from_1904) {
  double serial = 0;
  const auto [stopped, error] = std::from_chars(written.data(), written.data() + written.size(), serial);
  const bool known = error == std::errc{} && stopped == written.data() + written.size() && serial >= 0;
  if (!known || serial >= (from_1904 ? last_serial - 1462 : last_serial)) return append_number(text, written);
  const auto seconds = std::llround(serial * static_cast<double>(day_seconds));
  const auto day = seconds / day_seconds;
  const auto second = seconds % day_seconds;
  if (day > 0) text += to_string(day_of(day, from_1904));
  if (day > 0 && second == 0) return;
  if (day > 0) text += ' ';
  text += two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60);
}

} // namespace loyalty::files
