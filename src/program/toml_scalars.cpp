// SPDX-License-Identifier: MIT
#include "program/toml_scalars.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <system_error>

#include "loyalty/digit.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view decimal_digits = "0123456789";

/// Digits, with single underscores between them.
bool are_digits(std::string_view word, std::string_view digits = decimal_digits) {
  bool after_digit = false;
  for (const char c : word) {
    const bool digit = digits.find(c) != std::string_view::npos;
    if (!digit && (c != '_' || !after_digit)) return false;
    after_digit = digit;
  }
  return after_digit;
}

std::string_view without_sign(std::string_view word) {
  if (!word.empty() && (word.front() == '+' || word.front() == '-')) word.remove_prefix(1);
  return word;
}

/// The digits of a number with "0x", "0o" or "0b" before it; empty for others.
std::string_view digits_of(std::string_view prefix) {
  if (prefix == "0x") return "0123456789abcdefABCDEF";
  if (prefix == "0o") return "01234567";
  if (prefix == "0b") return "01";
  return {};
}

int base_of(std::string_view prefix) { return prefix == "0x" ? 16 : prefix == "0o" ? 8 : prefix == "0b" ? 2 : 10; }

/// As machines read it.
std::string digits_alone(std::string_view number) {
  std::string digits(number.starts_with('+') ? number.substr(1) : number);
  std::erase(digits, '_');
  return digits;
}

bool is_plain_whole(std::string_view digits) {
  return are_digits(digits) && (digits.size() == 1 || digits.front() != '0');
}

/// Takes the word's beginning up to the first of `ends`.
std::string_view take_until(std::string_view& word, std::string_view ends) {
  const auto end = std::min(word.find_first_of(ends), word.size());
  const auto taken = word.substr(0, end);
  word.remove_prefix(end);
  return taken;
}

/// Whether the word looks like the pattern, in which 0 stands for any digit.
bool looks_like(std::string_view word, std::string_view pattern) {
  return std::equal(word.begin(), word.end(), pattern.begin(), pattern.end(),
                    [](char c, char wanted) { return wanted == '0' ? is_digit(c) : c == wanted; });
}

int number_at(std::string_view word, std::size_t at, std::size_t length) {
  int number = 0;
  std::from_chars(word.data() + at, word.data() + at + length, number);
  return number;
}

bool is_date(std::string_view word) {
  using namespace std::chrono;
  return looks_like(word, "0000-00-00") &&
         year_month_day{year{number_at(word, 0, 4)}, month{static_cast<unsigned>(number_at(word, 5, 2))},
                        day{static_cast<unsigned>(number_at(word, 8, 2))}}
             .ok();
}

bool is_hour_and_minute(std::string_view word) {
  return looks_like(word, "00:00") && number_at(word, 0, 2) < 24 && number_at(word, 3, 2) < 60;
}

bool is_time(std::string_view word) {
  if (!looks_like(word.substr(0, 8), "00:00:00") || !is_hour_and_minute(word.substr(0, 5))) return false;
  const auto fraction = word.substr(8);
  return number_at(word, 6, 2) < 60 &&
         (fraction.empty() || (fraction.size() > 1 && fraction.front() == '.' &&
                               std::all_of(fraction.begin() + 1, fraction.end(), is_digit)));
}

bool is_offset(std::string_view word) {
  if (word.starts_with('+') || word.starts_with('-')) return is_hour_and_minute(word.substr(1));
  return word.empty() || word == "Z" || word == "z";
}

} // namespace

bool is_toml_truth(std::string_view word) { return word == "true" || word == "false"; }

bool is_toml_whole(std::string_view word) {
  const auto digits = digits_of(word.substr(0, 2));
  return digits.empty() ? is_plain_whole(without_sign(word)) : are_digits(word.substr(2), digits);
}

bool is_whole_in_bounds(std::string_view whole) {
  const auto base = base_of(whole.substr(0, 2));
  const auto digits = digits_alone(base == 10 ? whole : whole.substr(2));
  std::int64_t number = 0;
  return std::from_chars(digits.data(), digits.data() + digits.size(), number, base).ec == std::errc();
}

bool is_toml_decimal(std::string_view word) {
  auto rest = without_sign(word);
  if (rest == "inf" || rest == "nan") return true;
  if (!is_plain_whole(take_until(rest, ".eE")) || rest.empty()) return false;
  if (rest.front() == '.') {
    rest.remove_prefix(1);
    if (!are_digits(take_until(rest, "eE"))) return false;
  }
  return rest.empty() || are_digits(without_sign(rest.substr(1)));
}

bool is_decimal_in_bounds(std::string_view decimal) {
  const auto digits = digits_alone(decimal);
  double number = 0;
  return std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
}

bool is_toml_moment(std::string_view word) {
  if (is_time(word) || is_date(word)) return true;
  if (!is_date(word.substr(0, 10)) || std::string_view("Tt ").find(word[10]) == std::string_view::npos) return false;
  auto rest = word.substr(11);
  const auto time = take_until(rest, "Zz+-");
  return is_time(time) && is_offset(rest);
}

} // namespace loyalty::program
