// SPDX-License-Identifier: MIT
#include "loyalty/plain_key.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "loyalty/digit.hpp"

namespace loyalty {
namespace {

constexpr std::string_view decimal_digits = "0123456789";

// Blanks and marks without width, as UTF-8.
constexpr std::array<std::string_view, 36> blanks = {" ",
                                                     "\t",
                                                     "\r",
                                                     "\n",
                                                     "\v",
                                                     "\f",
                                                     "\xC2\x85",
                                                     "\xC2\xA0",
                                                     "\xE1\x9A\x80",
                                                     "\xE1\xA0\x8E",
                                                     "\xE2\x80\x80",
                                                     "\xE2\x80\x81",
                                                     "\xE2\x80\x82",
                                                     "\xE2\x80\x83",
                                                     "\xE2\x80\x84",
                                                     "\xE2\x80\x85",
                                                     "\xE2\x80\x86",
                                                     "\xE2\x80\x87",
                                                     "\xE2\x80\x88",
                                                     "\xE2\x80\x89",
                                                     "\xE2\x80\x8A",
                                                     "\xE2\x80\x8B",
                                                     "\xE2\x80\x8C",
                                                     "\xE2\x80\x8E",
                                                     "\xE2\x80\x8F",
                                                     "\xE2\x80\xA8",
                                                     "\xE2\x80\xA9",
                                                     "\xE2\x80\xAA",
                                                     "\xE2\x80\xAC",
                                                     "\xE2\x80\xAD",
                                                     "\xE2\x80\xAF",
                                                     "\xE2\x81\x9F",
                                                     "\xE2\x81\xA0",
                                                     "\xE2\x81\xA9",
                                                     "\xE3\x80\x80",
                                                     "\xEF\xBB\xBF"};
// In front of a value that shall stay a text.
constexpr std::array<std::string_view, 4> ticks = {"'", "`", "\xE2\x80\x98", "\xE2\x80\x99"};
// In place of what is hidden: * ＊ • ●
constexpr std::array<std::string_view, 4> masks = {"*", "\xEF\xBC\x8A", "\xE2\x80\xA2", "\xE2\x97\x8F"};
constexpr std::array<std::string_view, 7> words_for_nobody = {"匿名",     "匿名用户", "匿名买家", "匿名会员",
                                                              "匿名顾客", "匿名客户", "anonymous"};

bool only_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(decimal_digits) == std::string_view::npos;
}

bool is_ascii_word(char letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool drop_front(std::string_view& text, std::string_view part) {
  const bool there = text.starts_with(part);
  if (there) text.remove_prefix(part.size());
  return there;
}

bool drop_back(std::string_view& text, std::string_view part) {
  const bool there = text.ends_with(part);
  if (there) text.remove_suffix(part.size());
  return there;
}

void drop_blanks(std::string_view& text) {
  const auto at_an_end = [&text](std::string_view blank) { return drop_front(text, blank) || drop_back(text, blank); };
  while (std::ranges::any_of(blanks, at_an_end)) {}
}

void drop_quotes(std::string_view& text) {
  for (const std::string_view open : {"=\"", "\""})
    if (text.size() > open.size() && text.starts_with(open) && text.ends_with('"')) {
      text.remove_prefix(open.size());
      text.remove_suffix(1);
      return;
    }
  for (const auto tick : ticks)
    if (drop_front(text, tick)) {
      drop_back(text, tick);
      return;
    }
}

/// Beyond it, a number that was kept as a decimal may be another one.
constexpr std::uint64_t largest_exact = std::uint64_t{1} << 53;

void drop_decimal(std::string_view& text) {
  auto whole = text;
  if (!drop_back(whole, ".0") || !only_digits(whole)) return;
  std::uint64_t number = 0;
  const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (read.ec == std::errc{} && number <= largest_exact) text = whole;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// 138xxxx0001: three or more in a row, and nothing but digits besides.
bool digits_hidden_by_x(std::string_view value) {
  const auto run = value.find_first_of("xX");
  if (run == std::string_view::npos || value.find_first_not_of("0123456789xX") != std::string_view::npos) return false;
  const auto end = std::min(value.find_first_not_of("xX", run), value.size());
  return end - run >= 3 && end - run < value.size();
}

std::string without_separators(std::string_view text) {
  constexpr std::array<std::string_view, 5> separators = {"-", "(", ")", "\xEF\xBC\x88", "\xEF\xBC\x89"};
  std::string kept;
  while (!text.empty()) {
    const auto in_front = [&text](std::string_view part) { return drop_front(text, part); };
    if (!is_ascii_word(text.front()) &&
        (std::ranges::any_of(separators, in_front) || std::ranges::any_of(blanks, in_front)))
      continue;
    kept += text.front();
    text.remove_prefix(1);
  }
  return kept;
}

bool is_mobile(std::string_view number) { return number.size() == 11 && number.front() == '1' && only_digits(number); }

} // namespace

std::string_view plain_key(std::string_view cell) {
  const bool bare =
      cell.empty() || (is_ascii_word(cell.front()) && is_ascii_word(cell.back()) && !cell.ends_with(".0"));
  if (bare) return cell;
  for (auto before = cell.size() + 1; before != cell.size();) {
    before = cell.size();
    drop_blanks(cell);
    drop_quotes(cell);
    drop_decimal(cell);
  }
  return cell;
}

bool is_masked(std::string_view value) {
  const auto seldom = [](char letter) {
    return letter == '*' || letter == '#' || letter == '~' || letter == 'x' || letter == 'X' || (letter & 0x80) != 0;
  };
  if (value != words_for_nobody.back() && std::ranges::none_of(value, seldom)) return false;
  return std::ranges::any_of(masks, [value](std::string_view mask) { return contains(value, mask); }) ||
         value.starts_with('~') || contains(value, "##") || digits_hidden_by_x(value) ||
         std::ranges::find(words_for_nobody, value) != words_for_nobody.end();
}

std::string plain_phone(std::string_view text) {
  const auto key = plain_key(text);
  auto number = without_separators(key);
  std::string_view rest = number;
  const bool abroad = drop_front(rest, "+");
  if (!only_digits(rest)) return std::string(key);
  for (const std::string_view china : {"0086", "86"})
    if (auto mobile = rest; drop_front(mobile, china) && is_mobile(mobile)) return std::string(mobile);
  constexpr std::size_t longest = 15; // of any number in the world
  if (rest.size() > longest || (!abroad && is_mobile(rest.substr(0, 11)) && rest.size() > 11)) return std::string(key);
  return number;
}

std::string narrow_text(std::string_view text) {
  std::string narrow;
  while (!text.empty()) {
    // ！ to ～ are EF BC 81 to EF BD 9E; ￥ is EF BF A5.
    const bool wide = text.size() >= 3 && text[0] == '\xEF' && (text[1] == '\xBC' || text[1] == '\xBD');
    if (wide) {
      const auto low = static_cast<unsigned char>(text[2]);
      narrow += static_cast<char>(text[1] == '\xBC' ? low - 0x81 + '!' : low - 0x80 + '`');
    } else if (text.starts_with("￥")) {
      narrow += "¥";
    } else {
      narrow += text.front();
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(3);
  }
  return narrow;
}

} // namespace loyalty
