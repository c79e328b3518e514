// SPDX-License-Identifier: MIT
#include "messages/reasons.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "loyalty/money.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/suggest.hpp"
#include "messages/text_width.hpp"
#include "messages/utf8.hpp"

namespace loyalty::messages {
namespace {

constexpr std::size_t longest_id = 200;
constexpr std::size_t longest_shown = 60;
constexpr std::size_t most_digits = 14; // of an amount in minor units
constexpr std::string_view digits = "0123456789";

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool only(std::string_view text, std::string_view letters) {
  return text.find_first_not_of(letters) == std::string_view::npos;
}

bool control(char32_t code) { return code < 0x20 || (code >= 0x7F && code <= 0x9F); }

bool blank(char32_t code) {
  return code == ' ' || code == 0xA0 || code == 0x3000 || code == 0xFEFF || (code >= 0x2000 && code <= 0x200B);
}

bool has_full_width(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += utf8_at(text, i).bytes) {
    const auto code = utf8_at(text, i).code;
    if (code >= 0xFF01 && code <= 0xFF5E) return true;
  }
  return false;
}

char32_t last_character(std::string_view text) {
  char32_t last = 0;
  for (std::size_t i = 0; i < text.size(); i += utf8_at(text, i).bytes) last = utf8_at(text, i).code;
  return last;
}

bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += utf8_at(text, i).bytes) {
    if (control(utf8_at(text, i).code)) return true;
  }
  return false;
}

// "2.4111E+17", or "24111222333444555.0" with more digits than a decimal keeps: what a spreadsheet makes of a long
// number.
bool destroyed(std::string_view id) {
  if (id.ends_with(".0")) return only(id.substr(0, id.size() - 2), digits) && plain_key(id) == id;
  auto exponent = id.find("E+");
  if (exponent == std::string_view::npos) exponent = id.find("e+");
  if (exponent == std::string_view::npos || exponent + 2 == id.size()) return false;
  const auto mantissa = id.substr(0, exponent);
  const bool decimal =
      mantissa.size() > 2 && (mantissa[1] == '.' || mantissa[1] == ',') && only(mantissa.substr(2), digits);
  return !mantissa.empty() && only(id.substr(exponent + 2), digits) && only(mantissa.substr(0, 1), digits) &&
         (mantissa.size() == 1 || decimal);
}

} // namespace

std::string shown_value(std::string_view value) {
  return escape_for_terminal(truncate_to_width(value.substr(0, std::size_t{8} * longest_shown), longest_shown));
}

Reason amount_reason(std::string_view value, Currency currency) {
  const auto shown = shown_value(value);
  const auto example = "write " + to_string(Money{1234}, currency);
  if (value.empty()) return {"the amount is empty", example};
  if (blank(utf8_at(value, 0).code) || blank(last_character(value))) return {shown + " has blanks around it", example};
  if (has_full_width(value)) return {shown + " is written in full-width characters", example};
  const auto unsigned_value = value.substr(value.front() == '-' ? 1 : 0);
  const bool plain =
      !unsigned_value.empty() && only(unsigned_value, "0123456789.") && std::ranges::count(unsigned_value, '.') <= 1;
  const auto point = unsigned_value.find('.');
  if (plain && point != std::string_view::npos && unsigned_value.size() - point > currency.decimals + 1) {
    const auto why = currency.decimals == 0 ? " has decimals, and " + std::string(currency.code) + " has none"
                                            : " has more than " + decimals_of(currency);
    return {shown + why, example + "; amounts are never rounded"};
  }
  if (plain && unsigned_value.substr(0, point).size() > most_digits - currency.decimals) {
    return {shown + " is more than " + to_string(Money{Money::limit}, currency), ""};
  }
  if (only(unsigned_value, "0123456789.,") && has(value, ","))
    return {shown + " has a comma", "write " + to_string(Money{123'450}, currency)};
  return {shown + " is not an amount", example};
}

std::string decimals_of(Currency currency) {
  constexpr std::array<std::string_view, 5> words = {"no decimals", "one decimal", "two decimals", "three decimals",
                                                     "four decimals"};
  return std::string(words.at(currency.decimals));
}

Reason moment_reason(std::string_view value) {
  constexpr auto hint = "write 2024-02-29 or 2024-02-29 18:30:00";
  if (value.empty()) return {"the time is empty", hint};
  const auto shape = [](std::string_view text, std::string_view pattern) {
    return text.size() >= pattern.size() &&
           std::equal(pattern.begin(), pattern.end(), text.begin(),
                      [](char p, char c) { return p == '0' ? digits.find(c) != std::string_view::npos : p == c; });
  };
  if (shape(value, "0000-00-00")) return {shown_value(value) + " does not exist or is not a time", hint};
  return {shown_value(value) + " is not a time", hint};
}

Reason status_reason(std::string_view value, std::span<const std::string_view> words) {
  std::string all = "write";
  for (std::size_t i = 0; i < words.size(); ++i)
    all += (i == 0 ? " " : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
  if (value.empty()) return {"the status is empty", all};
  const auto meant = suggest(value, words);
  return {shown_value(value) + " is not a status", meant.empty() ? all : "did you mean " + meant + "?"};
}

bool lost_digits(std::string_view id) { return destroyed(id); }

Reason id_reason(std::string_view value) {
  if (value.empty()) return {};
  if (value.size() > longest_id) return {"the id is longer than 200 bytes", ""};
  if (has_control(value)) return {shown_value(value) + " has a control character", "remove it"};
  if (blank(utf8_at(value, 0).code) || blank(last_character(value))) {
    return {"\"" + shown_value(value) + "\" begins or ends with a blank", "remove the blank"};
  }
  if (destroyed(value)) {
    return {shown_value(value) + " is what a spreadsheet has left of a long number",
            "export the file again and do not save it from the spreadsheet"};
  }
  return {};
}

bool plain_id(std::string_view value) {
  if (value.empty()) return true;
  if (value.size() > longest_id || value.front() == ' ' || value.back() == ' ') return false;
  if (value.size() > 3 &&
      (value[1] == '.' || value[1] == ',' || value[1] == 'E' || value[1] == 'e' || value.ends_with(".0")))
    return false;
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  // A byte's high bit ends up set where the byte is below 0x20, 0x7F, or not ASCII.
  const auto odd = [](std::uint64_t word) {
    const auto del = word ^ (ones * 0x7FU);
    return ((word - ones * 0x20U) | (del - ones) | word) & highs;
  };
  std::size_t i = 0;
  for (; i + 8 <= value.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, value.data() + i, 8);
    if (odd(word) != 0) return false;
  }
  std::uint64_t rest = ones * 'a';
  std::memcpy(&rest, value.data() + i, value.size() - i);
  return odd(rest) == 0;
}

} // namespace loyalty::messages
