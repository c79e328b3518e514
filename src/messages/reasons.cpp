// SPDX-License-Identifier: MIT
#include "messages/reasons.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
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

Message too_many_decimals(const std::string& value, Currency currency) {
  if (currency.decimals == 0) return "{value} has decimals, and {currency} has none"_en(value, currency.code);
  if (currency.decimals == 2) return "{value} has more than two decimals"_en(value);
  return counted(currency.decimals, "{value} has more than {decimals} decimal"_en,
                 "{value} has more than {decimals} decimals"_en, value, currency.decimals);
}

} // namespace

std::string shown_value(std::string_view value) {
  return escape_for_terminal(truncate_to_width(value.substr(0, std::size_t{8} * longest_shown), longest_shown));
}

Message quoted_value(std::string_view value) { return "\"{value}\""_en(shown_value(value)); }

Reason amount_reason(std::string_view value, Currency currency) {
  const auto shown = shown_value(value);
  const auto amount = to_string(Money{1234}, currency);
  const Message example = "write {example}"_en(amount);
  if (value.empty()) return {"the amount is empty"_en, example};
  if (blank(utf8_at(value, 0).code) || blank(last_character(value)))
    return {"{value} has blanks around it"_en(shown), example};
  if (has_full_width(value)) return {"{value} is written in full-width characters"_en(shown), example};
  const auto unsigned_value = value.substr(value.front() == '-' ? 1 : 0);
  const bool plain =
      !unsigned_value.empty() && only(unsigned_value, "0123456789.") && std::ranges::count(unsigned_value, '.') <= 1;
  const auto point = unsigned_value.find('.');
  if (plain && point != std::string_view::npos && unsigned_value.size() - point > currency.decimals + 1) {
    return {too_many_decimals(shown, currency), "write {example}; amounts are never rounded"_en(amount)};
  }
  if (plain && unsigned_value.substr(0, point).size() > most_digits - currency.decimals) {
    return {"{value} is more than {limit}"_en(shown, Amount{Money{Money::limit}, currency})};
  }
  if (only(unsigned_value, "0123456789.,") && has(value, ","))
    return {"{value} has a comma"_en(shown), "write {example}"_en(to_string(Money{123'450}, currency))};
  return {"{value} is not an amount"_en(shown), example};
}

Reason moment_reason(std::string_view value) {
  constexpr auto hint = "write 2026-02-28 or 2026-02-28 18:30:00"_en;
  if (value.empty()) return {"the time is empty"_en, hint};
  constexpr std::string_view pattern = "0000-00-00";
  const auto day = value.substr(0, pattern.size());
  const bool is_written = std::ranges::equal(
      day, pattern, [](char c, char p) { return p == '0' ? digits.find(c) != std::string_view::npos : p == c; });
  if (is_written && !Day::parse(day)) return {"{value} is not a date"_en(shown_value(value)), hint};
  return {"{value} is not a time"_en(shown_value(value)), hint};
}

Reason offset_reason(std::string_view value) {
  return {"{value} names a UTC offset, but the shop's time zone is not known"_en(shown_value(value)),
          "write the shop's own time, without an offset"_en};
}

Reason whole_reason(std::string_view value, std::int64_t least) {
  Message hint = "write 0, 1, 2 …"_en;
  if (least > 0) hint = "write 1, 2, 3 …"_en;
  return {"{value} is not a whole number from {least} on"_en(shown_value(value), least), std::move(hint)};
}

Reason cells_reason(std::size_t cells, std::size_t of_header) {
  Message hint;
  if (cells > of_header) hint = "put a field that has a comma in quotes"_en;
  return {counted(cells, "the row has {cells} field, the header {columns}"_en,
                  "the row has {cells} fields, the header {columns}"_en, cells, of_header),
          std::move(hint)};
}

Reason status_reason(std::string_view value, std::span<const std::string_view> words) {
  MessageList all{.parts = {}, .between = Between::words};
  for (const auto word : words) all.parts.push_back(Message::name(std::string(word)));
  const Message hint = "write {words}"_en(all);
  if (value.empty()) return {"the status is empty"_en, hint};
  const auto meant = suggest(value, words);
  return {"{value} is not a status"_en(shown_value(value)), meant.empty() ? hint : "did you mean {word}?"_en(meant)};
}

bool lost_digits(std::string_view id) { return destroyed(id); }

Reason id_reason(std::string_view value) {
  if (value.empty()) return {};
  if (value.size() > longest_id) return {"the id is longer than 200 bytes"_en};
  if (has_control(value))
    return {"{value} has a control character"_en(shown_value(value)), "remove the control character"_en};
  if (blank(utf8_at(value, 0).code) || blank(last_character(value))) {
    return {"\"{value}\" begins or ends with a blank"_en(shown_value(value)), "remove the blank"_en};
  }
  if (destroyed(value)) {
    return {"{value} is a number that a spreadsheet has shortened"_en(shown_value(value)),
            "export the file again and do not save it from the spreadsheet"_en};
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

Reason answer_reason(std::string_view value) {
  return {"{value} is neither yes nor no"_en(shown_value(value)), "write yes or no"_en};
}

Message system_reason(int error) {
  switch (error) {
    case ENOENT: return "No such file or directory"_en;
    case EACCES: return "Permission denied"_en;
    case EISDIR: return "Is a directory"_en;
    case ENOTDIR: return "Not a directory"_en;
    case ENOSPC: return "No space left on device"_en;
    case EDQUOT: return "Disk quota exceeded"_en;
    case EFBIG: return "File too large"_en;
    case EROFS: return "Read-only file system"_en;
    case ELOOP: return "Too many levels of symbolic links"_en;
    case EIO: return "Input/output error"_en;
    case EPIPE: return "Broken pipe"_en;
    default: return Message::name(std::generic_category().message(error));
  }
}

} // namespace loyalty::messages
