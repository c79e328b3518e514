// SPDX-License-Identifier: MIT
#include "loyalty/day.hpp"

#include <array>
#include <charconv>
#include <limits>

#include "loyalty/money.hpp"

namespace loyalty {
namespace {

// Years begin in March here, so that a leap day is the last of its year; `cycles` whole 400-year cycles keep every
// sum positive, and positive division is what the algorithm wants.
constexpr std::int64_t cycles = 15'000;
constexpr std::int64_t days_in_cycle = 146'097;
constexpr std::int64_t epoch = 719'468; // from 0000-03-01 to 1970-01-01

constexpr std::int32_t first_year = 1900;
constexpr std::int32_t last_year = 2999;

constexpr std::int32_t most_days = 366'000;
constexpr std::int32_t most_months = 12'000;

constexpr bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr unsigned days_in(std::int64_t year, unsigned month) {
  constexpr std::array<unsigned char, 13> days{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29U : days[month];
}

/// The number written in `count` digits; -1 if one of them is none.
constexpr std::int32_t written_number(const char* text, int count) {
  std::int32_t value = 0;
  bool good = true;
  for (int i = 0; i < count; ++i) {
    const auto digit = static_cast<unsigned char>(text[i] - '0');
    good &= digit < 10;
    value = value * 10 + digit;
  }
  return good ? value : -1;
}

/// Writes a number of at least `width` digits, with zeros in front, and returns where it ends.
char* write_digits(char* to, std::int64_t number, int width) {
  if (number < 0) *to++ = '-';
  number = number < 0 ? -number : number;
  std::int64_t least = 1;
  for (int place = 1; place < width; ++place) least *= 10;
  for (; number < least && least > 1; least /= 10) *to++ = '0';
  return std::to_chars(to, to + std::numeric_limits<std::int64_t>::digits10 + 1, number).ptr;
}

constexpr std::size_t longest_day = 32;

char* write_day(char* to, Day day) {
  const auto date = civil(day);
  to = write_digits(to, date.year, 4);
  *to++ = '-';
  to = write_digits(to, date.month, 2);
  *to++ = '-';
  return write_digits(to, date.day, 2);
}

Day step_months(Day day, std::int64_t months) {
  const auto from = civil(day);
  const auto whole = (from.year + cycles * 400) * 12 + static_cast<std::int64_t>(from.month) - 1 + months;
  const auto year = static_cast<int>(whole / 12 - cycles * 400);
  const auto month = static_cast<unsigned>(whole % 12) + 1;
  const auto last = days_in(year, month);
  return Day::from_civil(year, month, from.day < last ? from.day : last);
}

/// Seconds since midnight of "HH:MM" or "HH:MM:SS", taken off the front of `text`; -1 if there is no such time.
std::int32_t take_time(std::string_view& text) {
  if (text.size() < 5 || text[2] != ':') return -1;
  const auto hour = written_number(text.data(), 2);
  const auto minute = written_number(text.data() + 3, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return -1;
  text.remove_prefix(5);
  std::int32_t second = 0;
  if (!text.empty() && text.front() == ':') {
    second = text.size() < 3 ? -1 : written_number(text.data() + 1, 2);
    if (second < 0 || second > 59) return -1;
    text.remove_prefix(3);
  }
  return hour * 3600 + minute * 60 + second;
}

/// Seconds east of Greenwich of "Z", "+08:00" or "+0800".
std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text == "Z") return 0;
  const bool colon = text.size() == 6 && text[3] == ':';
  if (!colon && text.size() != 5) return std::nullopt;
  if (text.front() != '+' && text.front() != '-') return std::nullopt;
  const auto hours = written_number(text.data() + 1, 2);
  const auto minutes = written_number(text.data() + (colon ? 4 : 3), 2);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60) return std::nullopt;
  const auto seconds = (hours * 60 + minutes) * 60;
  return text.front() == '-' ? -seconds : seconds;
}

constexpr Period length_of(Calendar part) {
  switch (part) {
    case Calendar::month: return {.days = 0, .months = 1};
    case Calendar::quarter: return {.days = 0, .months = 3};
    case Calendar::year: return {.days = 0, .months = 12};
    case Calendar::day: return {.days = 1, .months = 0};
    case Calendar::week: return {.days = 7, .months = 0};
  }
  return {};
}

} // namespace

Day Day::from_civil(int year, unsigned month, unsigned day) {
  const bool early = month <= 2;
  const std::int64_t y = year + cycles * 400 - (early ? 1 : 0);
  const std::int64_t since_march = static_cast<std::int64_t>(month) + (early ? 9 : -3);
  const auto days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * since_march + 2) / 5 + day - 1;
  return {static_cast<std::int32_t>(days - cycles * days_in_cycle - epoch)};
}

Civil civil(Day day) {
  const auto centuries = 4 * (day.number + epoch + cycles * days_in_cycle) + 3;
  const auto years = 4 * (centuries % days_in_cycle / 4) + 3;
  const auto day_of_year = years % 1461 / 4;
  const auto since_march = (5 * day_of_year + 2) / 153;
  const bool early = since_march >= 10;
  const auto year = centuries / days_in_cycle * 100 + years / 1461 - cycles * 400 + (early ? 1 : 0);
  return {static_cast<int>(year), static_cast<unsigned>(since_march + (early ? -9 : 3)),
          static_cast<unsigned>(day_of_year - (153 * since_march + 2) / 5 + 1)};
}

std::optional<Day> Day::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = written_number(text.data(), 4);
  const auto month = written_number(text.data() + 5, 2);
  const auto day = written_number(text.data() + 8, 2);
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (static_cast<unsigned>(day) > days_in(year, static_cast<unsigned>(month))) return std::nullopt;
  return from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::string to_string(Day day) {
  if (day == never) return {};
  std::array<char, longest_day> text;
  return {text.data(), write_day(text.data(), day)};
}

std::string to_string(Moment moment) {
  const auto day = moment.day();
  const auto second = moment.seconds - Moment::at(day).seconds;
  std::array<char, longest_day + sizeof " 00:00:00"> text;
  auto* end = write_day(text.data(), day);
  *end++ = ' ';
  end = write_digits(end, second / 3600, 2);
  *end++ = ':';
  end = write_digits(end, second / 60 % 60, 2);
  *end++ = ':';
  return {text.data(), write_digits(end, second % 60, 2)};
}

std::optional<WrittenMoment> WrittenMoment::parse(std::string_view text) {
  const auto day = Day::parse(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() == 10) return WrittenMoment{Moment::at(*day), std::nullopt};
  if (text[10] != ' ' && text[10] != 'T') return std::nullopt;
  text.remove_prefix(11);
  const auto second = take_time(text);
  if (second < 0) return std::nullopt;
  const auto moment = Moment::at(*day, second);
  if (text.empty()) return WrittenMoment{moment, std::nullopt};
  const auto offset = parse_offset(text);
  if (!offset) return std::nullopt;
  return WrittenMoment{moment, offset};
}

std::optional<Period> Period::parse(std::string_view text) {
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto number = parse_whole(text.substr(0, blank));
  if (!number || *number < 1 || *number > most_days) return std::nullopt;
  auto unit = text.substr(blank + 1);
  if (!unit.empty() && unit.back() == 's') unit.remove_suffix(1);
  const auto count = static_cast<std::int32_t>(*number);
  Period period;
  if (unit == "day") period.days = count;
  if (unit == "week") period.days = count * 7;
  if (unit == "month") period.months = count;
  if (unit == "year") period.months = count * 12;
  if (period.empty() || period.days > most_days || period.months > most_months) return std::nullopt;
  return period;
}

std::string to_string(Period period) {
  const auto part = [](std::int32_t count, const char* unit) {
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
  };
  if (period.months == 0) return part(period.days, "day");
  if (period.days == 0) return part(period.months, "month");
  return part(period.months, "month") + ' ' + part(period.days, "day");
}

Day operator+(Day day, Period period) {
  if (day == never) return never;
  if (period.months != 0) day = step_months(day, period.months);
  return day + period.days;
}

Day window_start(Day day, Period length) {
  if (length.months != 0) day = step_months(day, -std::int64_t{length.months});
  return day - length.days + 1;
}

unsigned weekday(Day day) {
  const auto since_monday = (day.number + 3) % 7;
  return static_cast<unsigned>(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

Day start_of(Calendar part, Day day) {
  const auto first_of_month = [&](unsigned months) {
    const auto date = civil(day);
    return Day::from_civil(date.year, (date.month - 1) / months * months + 1, 1);
  };
  switch (part) {
    case Calendar::month: return first_of_month(1);
    case Calendar::quarter: return first_of_month(3);
    case Calendar::year: return first_of_month(12);
    case Calendar::day: return day;
    case Calendar::week: return day - static_cast<std::int32_t>(weekday(day) - 1);
  }
  return day;
}

Day end_of(Calendar part, Day day) { return start_of(part, day) + length_of(part) - 1; }

std::int32_t month_number(Day day) {
  const auto date = civil(day);
  return date.year * 12 + static_cast<std::int32_t>(date.month) - 1;
}

} // namespace loyalty
