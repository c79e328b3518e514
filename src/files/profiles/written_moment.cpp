// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "files/profiles/written_value.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

constexpr std::int32_t day_seconds = 86'400;
constexpr std::int32_t hour_seconds = 3'600;

/// Month names as they occur in exports, by their first three letters.
constexpr std::array<std::array<std::string_view, 3>, 12> month_names = {{{"jan", "", ""},
                                                                          {"feb", "", ""},
                                                                          {"mar", "mär", "mrz"},
                                                                          {"apr", "avr", ""},
                                                                          {"may", "mai", ""},
                                                                          {"jun", "", ""},
                                                                          {"jul", "", ""},
                                                                          {"aug", "", ""},
                                                                          {"sep", "", ""},
                                                                          {"oct", "okt", ""},
                                                                          {"nov", "", ""},
                                                                          {"dec", "dez", ""}}};

/// Reads a written moment from left to right.
class MomentText {
 public:
  explicit MomentText(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool take(std::string_view part) {
    if (!rest_.starts_with(part)) return false;
    rest_.remove_prefix(part.size());
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [this](std::string_view part) { return take(part); });
  }
  void skip_blanks() {
    while (take(" ") || take("\t") || take(",")) {}
  }
  /// At most so many digits; `digits` tells how many there were.
  std::optional<int> number(std::size_t most, std::size_t* digits = nullptr) {
    std::size_t size = 0;
    while (size < std::min(most, rest_.size()) && std::isdigit(static_cast<unsigned char>(rest_[size])) != 0) ++size;
    if (size == 0) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + size, value);
    rest_.remove_prefix(size);
    if (digits != nullptr) *digits = size;
    return value;
  }
  std::optional<int> month_name() {
    std::string word;
    for (const char letter : rest_) {
      const bool ends = std::isdigit(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == ' ' ||
                        letter == '.' || letter == '/' || letter == ',';
      if (ends) break;
      word += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
    }
    if (word.empty()) return std::nullopt;
    for (std::size_t month = 0; month < month_names.size(); ++month)
      for (const auto name : month_names[month])
        if (!name.empty() && word.starts_with(name)) {
          rest_.remove_prefix(word.size());
          return static_cast<int>(month) + 1;
        }
    return std::nullopt;
  }

 private:
  std::string_view rest_;
};

struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::optional<bool> afternoon = {};
  std::optional<std::int32_t> offset = {};
};

int full_year(int year, std::size_t digits) { return digits <= 2 ? 2000 + year : year; }

std::optional<WrittenMoment> moment_of(Parts parts) {
  const bool in_year = parts.year >= 1900 && parts.year <= 2999 && parts.month >= 1 && parts.month <= 12;
  if (!in_year || parts.day < 1 || parts.day > 31) return std::nullopt;
  const auto day = Day::from_civil(parts.year, static_cast<unsigned>(parts.month), static_cast<unsigned>(parts.day));
  if (civil(day).day != static_cast<unsigned>(parts.day)) return std::nullopt;
  if (parts.afternoon) {
    if (parts.hour < 1 || parts.hour > 12) return std::nullopt;
    parts.hour = parts.hour % 12 + (*parts.afternoon ? 12 : 0);
  }
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) return std::nullopt;
  return WrittenMoment{Moment::at(day, parts.hour * hour_seconds + parts.minute * 60 + parts.second), parts.offset};
}

bool take_afternoon(MomentText& text, Parts& parts) {
  text.skip_blanks();
  if (text.take_any({"AM", "am", "a.m.", "上午"}))
    parts.afternoon = false;
  else if (text.take_any({"PM", "pm", "p.m.", "下午"}))
    parts.afternoon = true;
  else
    return false;
  text.skip_blanks();
  return true;
}

/// "Z", "UTC", "+08:00", "-0400", "+08".
bool take_offset(MomentText& text, Parts& parts) {
  text.skip_blanks();
  if (text.take_any({"Z", "UTC", "GMT"})) parts.offset = 0;
  const bool west = text.peek() == '-';
  if (west || text.peek() == '+') {
    text.take(west ? "-" : "+");
    const auto hours = text.number(2);
    if (!hours || *hours > 14) return false;
    text.take(":");
    const auto minutes = text.number(2).value_or(0);
    if (minutes > 59) return false;
    const auto seconds = *hours * hour_seconds + minutes * 60;
    parts.offset = west ? -seconds : seconds;
  }
  return true;
}

bool take_clock(MomentText& text, Parts& parts) {
  text.skip_blanks();
  text.take("T");
  if (text.at_end()) return true;
  take_afternoon(text, parts); // 下午2:30
  const auto hour = text.number(2);
  if (!hour) return take_offset(text, parts);
  parts.hour = *hour;
  if (!text.take_any({":", "时", "："})) return false;
  const auto minute = text.number(2);
  if (!minute) return false;
  parts.minute = *minute;
  if (text.take_any({":", "分", "："})) parts.second = text.number(2).value_or(0);
  text.take("秒");
  if (text.take(".")) text.number(9); // parts of a second
  take_afternoon(text, parts);
  return take_offset(text, parts);
}

/// 20260510, also with the digits of a time behind it.
bool take_bare_day(MomentText& text, Parts& parts) {
  const auto rest = text.rest();
  const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits != 8 && digits != 14) return false;
  parts.year = *text.number(4);
  parts.month = *text.number(2);
  parts.day = *text.number(2);
  if (digits == 8) return true;
  parts.hour = *text.number(2);
  parts.minute = *text.number(2);
  parts.second = *text.number(2);
  return true;
}

bool take_day(MomentText& text, Parts& parts, DateOrder order) {
  if (take_bare_day(text, parts)) return true;
  const auto between = [&text] { return text.take_any({"-", "/", ".", "年", "月", " "}); };
  std::size_t digits = 0;
  auto named = text.month_name(); // "Dec 10, 2025"
  std::optional<int> first;
  if (!named) first = text.number(4, &digits);
  if ((!named && !first) || !between()) return false;
  if (digits > 2) { // the year
    const auto month = text.number(2);
    if (!month || !between()) return false;
    const auto day = text.number(2);
    if (!day) return false;
    parts.year = *first;
    parts.month = *month;
    parts.day = *day;
    return text.take("日") || true;
  }
  const bool month_led = named.has_value();
  if (!named) named = text.month_name(); // "10-Dez-25"
  std::optional<int> second;
  if (month_led || !named) second = text.number(2);
  if (!named && !second) return false;
  if (named) text.take(".");
  if (!between() && !text.take(", ") && !text.take(",")) return false;
  text.skip_blanks();
  const auto year = text.number(4, &digits);
  if (!year || digits == 1 || digits == 3) return false;
  parts.year = full_year(*year, digits);
  const bool month_first = !named && order != DateOrder::day_first;
  parts.month = named ? *named : month_first ? *first : *second;
  parts.day = month_led ? *second : named ? *first : month_first ? *second : *first;
  return named || order != DateOrder::year_first;
}

/// The number of days since 1899-12-30 that a spreadsheet keeps.
std::optional<WrittenMoment> serial_moment(std::string_view text) {
  constexpr double first = 20'000; // 1954
  constexpr double last = 80'000;  // 2119
  double serial = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), serial, std::chars_format::fixed);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || serial < first || serial > last)
    return std::nullopt;
  constexpr std::int64_t days_before_1970 = 25'569;
  return WrittenMoment{Moment{std::llround(serial * day_seconds) - days_before_1970 * day_seconds}, std::nullopt};
}

bool take_by(char letter, MomentText& text, Parts& parts) {
  const auto two = [&text](int& part) {
    const auto number = text.number(2);
    part = number.value_or(0);
    return number.has_value();
  };
  switch (letter) {
    case 'Y':
      if (const auto year = text.number(4)) parts.year = *year;
      return parts.year != 0;
    case 'y':
      if (const auto year = text.number(2)) parts.year = full_year(*year, 2);
      return parts.year != 0;
    case 'm': return two(parts.month);
    case 'd': return two(parts.day);
    case 'b':
      if (const auto month = text.month_name()) parts.month = *month;
      return parts.month != 0;
    case 'H':
    case 'I': return two(parts.hour);
    case 'M': return two(parts.minute);
    case 'S': return two(parts.second);
    case 'p': return take_afternoon(text, parts);
    case 'z': return take_offset(text, parts) && parts.offset.has_value();
    default: return false;
  }
}

} // namespace

std::optional<WrittenMoment> parse_written_moment(std::string_view written, DateOrder order) {
  const auto narrow = narrow_text(written);
  const auto plain = plain_key(narrow);
  if (const auto serial = serial_moment(plain)) return serial;
  MomentText text(plain);
  Parts parts;
  if (!take_day(text, parts, order) || !take_clock(text, parts) || !text.at_end()) return std::nullopt;
  return moment_of(parts);
}

std::optional<WrittenMoment> parse_moment_by(std::string_view format, std::string_view written) {
  const auto narrow = narrow_text(written);
  MomentText text(plain_key(narrow));
  Parts parts;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%' && i + 1 < format.size()) {
      if (!take_by(format[++i], text, parts)) return std::nullopt;
    } else if (format[i] == ' ') {
      text.skip_blanks();
    } else if (!text.take(format.substr(i, 1))) {
      return std::nullopt;
    }
  }
  text.skip_blanks();
  return text.at_end() ? moment_of(parts) : std::nullopt;
}

} // namespace loyalty::files
