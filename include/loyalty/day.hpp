// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loyalty {

/// A calendar day in the shop's time zone, counted from 1970-01-01 = 0 in the proleptic Gregorian calendar.
struct Day {
  std::int32_t number = 0;

  static Day from_civil(int year, unsigned month, unsigned day);
  /// Reads "2024-02-29". Refused (nullopt): a day that does not exist, years outside 1900–2999, any other spelling.
  static std::optional<Day> parse(std::string_view text);

  constexpr auto operator<=>(const Day&) const = default;
  constexpr Day operator+(std::int32_t days) const { return {number + days}; }
  constexpr Day operator-(std::int32_t days) const { return {number - days}; }
  constexpr std::int32_t operator-(Day other) const { return number - other.number; }
};

/// Later than every day a ledger can hold: "never".
inline constexpr Day never{2'000'000'000};

/// "2024-02-29"; empty for `never`.
std::string to_string(Day day);

struct Civil {
  int year;
  unsigned month;
  unsigned day;
};
Civil civil(Day day);

/// A moment of the shop's wall clock: seconds since 1970-01-01 00:00:00 of the shop's own civil time.
struct Moment {
  std::int64_t seconds = 0;

  static constexpr Moment at(Day day, std::int32_t second_of_day = 0) {
    return {std::int64_t{day.number} * 86'400 + second_of_day};
  }
  constexpr Day day() const {
    const auto days = seconds >= 0 ? seconds / 86'400 : (seconds - 86'399) / 86'400;
    return {static_cast<std::int32_t>(days)};
  }
  /// Midnight: what states a day without a time is kept as the day's first moment.
  constexpr bool is_day_only() const { return seconds == at(day()).seconds; }
  constexpr auto operator<=>(const Moment&) const = default;
};

/// "2024-02-29 18:30:00".
std::string to_string(Moment moment);

/// The moment of "YYYY-MM-DD[ HH:MM[:SS]]" with either a blank or a "T", and the UTC offset in seconds where the text
/// names one ("Z", "+08:00", "+0800").
struct WrittenMoment {
  Moment moment;
  std::optional<std::int32_t> offset;

  /// Refused (nullopt): days and times that do not exist (second 60 and hour 24 too), any other spelling.
  static std::optional<WrittenMoment> parse(std::string_view text);
};

/// A length of calendar time: "7 days", "12 months", "2 years". Weeks are 7 days, years are 12 months.
struct Period {
  std::int32_t days = 0;
  std::int32_t months = 0;

  /// Reads a number and a unit: day(s), week(s), month(s), year(s). Refused (nullopt): zero, negative, other units.
  static std::optional<Period> parse(std::string_view text);

  constexpr bool empty() const { return days == 0 && months == 0; }
  constexpr auto operator<=>(const Period&) const = default;
};

/// "12 months" or "7 days".
std::string to_string(Period period);

/// The same day a period later. Months are stepped by the calendar and clamped to the month's end:
/// 31 January + 1 month = 28 or 29 February.
Day operator+(Day day, Period period);

/// The first day of the window of this length that ends on `day` (both inside): N days on D covers D−N+1 … D;
/// months and years start the day after the same day so much earlier.
Day window_start(Day day, Period length);

/// 1 Monday … 7 Sunday.
unsigned weekday(Day day);

/// Parts of the calendar. Weeks begin on Monday, whatever year it falls in.
enum class Calendar : std::uint8_t { month, quarter, year, day, week };

Day end_of(Calendar part, Day day);
Day start_of(Calendar part, Day day);

/// The number of a day's calendar month; those of two days differ by the months from the one to the other.
std::int32_t month_number(Day day);

} // namespace loyalty
