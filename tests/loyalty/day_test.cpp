// SPDX-License-Identifier: MIT
#include "loyalty/day.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "catch.hpp"

namespace day_test {

using namespace loyalty;

namespace {

constexpr int cases = 10'000;

Day day(std::string_view text) {
  const auto parsed = Day::parse(text);
  CAPTURE(text);
  REQUIRE(parsed);
  return *parsed;
}

Period period(std::string_view text) {
  const auto parsed = Period::parse(text);
  CAPTURE(text);
  REQUIRE(parsed);
  return *parsed;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

unsigned length_of(int year, unsigned month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

} // namespace

TEST_CASE("every day from 1900 to 2999 has its number") {
  auto expected = day("1900-01-01");
  CHECK(day("1970-01-01").number == 0);
  CHECK(day("2000-03-01").number == 11'017);
  for (int year = 1900; year <= 2999; ++year)
    for (unsigned month = 1; month <= 12; ++month)
      for (unsigned d = 1; d <= length_of(year, month); ++d, expected = expected + 1) {
        const auto got = Day::from_civil(year, month, d);
        const auto back = civil(got);
        if (got != expected || back.year != year || back.month != month || back.day != d)
          FAIL(year << '-' << month << '-' << d);
      }
  CHECK(expected == day("2999-12-31") + 1);
}

TEST_CASE("days far outside the calendar of shops still have their date") {
  for (const std::int32_t number : {-2'000'000'000, -719'529, -719'528, -719'469, -719'468, -1, 0, 1'999'999'999}) {
    const auto date = civil({number});
    CAPTURE(number, date.year, date.month, date.day);
    CHECK(Day::from_civil(date.year, date.month, date.day).number == number);
  }
  CHECK(Day::from_civil(0, 3, 1).number == -719'468);
  CHECK(Day::from_civil(-400, 3, 1).number == -719'468 - 146'097);
}

TEST_CASE("a day has one spelling") {
  CHECK(to_string(day("2024-02-29")) == "2024-02-29");
  CHECK(to_string(never).empty());
  for (const std::string_view text :
       {"",           "2023-02-29",  "1900-02-29", "2100-02-29",   "2024-02-30",  "2024-04-31",  "2024-00-10",
        "2024-13-01", "2024-01-00",  "2024-01-32", "1899-12-31",   "3000-01-01",  "0000-01-01",  "2024-1-1",
        "2024-1-01",  "24-01-01",    "2024/01/01", "20240101",     "2024-01-01 ", " 2024-01-01", "2024-01-1x",
        "+024-01-01", "2024-01-01T", "２024-01-1", "2024年1月1日", "-024-01-01",  "2024- 1-01"}) {
    CAPTURE(text);
    CHECK_FALSE(Day::parse(text));
  }
  CHECK(Day::parse("2000-02-29"));
  CHECK(Day::parse("2400-02-29"));
}

TEST_CASE("days survive being written and read") {
  std::mt19937 random(1970);
  std::uniform_int_distribution<std::int32_t> any(day("1900-01-01").number, day("2999-12-31").number);
  for (int i = 0; i < cases; ++i) {
    const Day some{any(random)};
    REQUIRE(Day::parse(to_string(some)) == some);
  }
}

TEST_CASE("moments are read with or without time and offset") {
  struct Row {
    std::string_view text;
    std::string_view written;
    std::optional<std::int32_t> offset;
  };
  const auto row = GENERATE(values<Row>({{"2024-02-29", "2024-02-29 00:00:00", {}},
                                         {"2024-02-29 18:30", "2024-02-29 18:30:00", {}},
                                         {"2024-02-29T18:30:59", "2024-02-29 18:30:59", {}},
                                         {"2024-02-29 23:59:59Z", "2024-02-29 23:59:59", 0},
                                         {"2024-02-29T00:00+08:00", "2024-02-29 00:00:00", 28'800},
                                         {"2024-02-29 12:00:00-0330", "2024-02-29 12:00:00", -12'600},
                                         {"2024-02-29 12:00:00+1400", "2024-02-29 12:00:00", 50'400},
                                         {"1969-12-31 23:59:59", "1969-12-31 23:59:59", {}}}));
  CAPTURE(row.text);
  const auto parsed = WrittenMoment::parse(row.text);
  REQUIRE(parsed);
  CHECK(to_string(parsed->moment) == row.written);
  CHECK(parsed->moment.day() == day(row.text.substr(0, 10)));
  CHECK(parsed->offset == row.offset);
}

TEST_CASE("moments that do not exist are refused") {
  const std::string_view text = GENERATE(values<std::string_view>({"",
                                                                   "2023-02-29 10:00",
                                                                   "2024-02-29 ",
                                                                   "2024-02-29T",
                                                                   "2024-02-29  10:00",
                                                                   "2024-02-29t10:00",
                                                                   "2024-02-29_10:00",
                                                                   "2024-02-29 24:00",
                                                                   "2024-02-29 23:60",
                                                                   "2024-02-29 23:59:60",
                                                                   "2024-02-29 9:00",
                                                                   "2024-02-29 0900",
                                                                   "2024-02-29 09:0",
                                                                   "2024-02-29 09:00:",
                                                                   "2024-02-29 09:00:0",
                                                                   "2024-02-29 09:00:00.5",
                                                                   "2024-02-29 -9:00",
                                                                   "2024-02-29Z",
                                                                   "2024-02-29 09:00z",
                                                                   "2024-02-29 09:00 Z",
                                                                   "2024-02-29 09:00+8",
                                                                   "2024-02-29 09:00+08",
                                                                   "2024-02-29 09:00+08:0",
                                                                   "2024-02-29 09:00+08:60",
                                                                   "2024-02-29 09:00+14:01",
                                                                   "2024-02-29 09:00 08:00",
                                                                   "2024-02-29 09:00 AM"}));
  CAPTURE(text);
  CHECK_FALSE(WrittenMoment::parse(text));
}

TEST_CASE("a length of time is a number and a unit") {
  CHECK(period("7 days") == Period{7, 0});
  CHECK(period("1 day") == Period{1, 0});
  CHECK(period("2 weeks") == Period{14, 0});
  CHECK(period("12 months") == Period{0, 12});
  CHECK(period("2 years") == Period{0, 24});
  CHECK(to_string(period("1 week")) == "7 days");
  CHECK(to_string(period("1 month")) == "1 month");
  CHECK(to_string(period("1 year")) == "12 months");
  for (const std::string_view text :
       {"",        " ",      "days",    "7",       "7days",       "7  days",    " 7 days",
        "7 days ", "0 days", "-1 days", "+1 days", "1.5 months",  "07 days",    "7 hours",
        "7 dayss", "7 Days", "7 d",     "7 s",     "366001 days", "1001 years", "99999999999 days"}) {
    CAPTURE(text);
    CHECK_FALSE(Period::parse(text));
  }
}

TEST_CASE("months are stepped by the calendar and clamped") {
  CHECK(day("2024-01-31") + period("1 month") == day("2024-02-29"));
  CHECK(day("2023-01-31") + period("1 month") == day("2023-02-28"));
  CHECK(day("2024-02-29") + period("12 months") == day("2025-02-28"));
  CHECK(day("2024-02-29") + period("4 years") == day("2028-02-29"));
  CHECK(day("2023-12-31") + period("2 months") == day("2024-02-29"));
  CHECK(day("2024-08-31") + period("1 month") == day("2024-09-30"));
  CHECK(day("1969-12-15") + period("1 month") == day("1970-01-15"));
  CHECK(day("2024-02-28") + period("2 days") == day("2024-03-01"));
  CHECK(never + period("1 month") == never);
  CHECK(never + period("1 day") == never);
}

TEST_CASE("stepping by months lands in the right month") {
  std::mt19937 random(12);
  std::uniform_int_distribution<std::int32_t> any(0, 200'000);
  std::uniform_int_distribution<std::int32_t> months(1, 240);
  for (int i = 0; i < cases; ++i) {
    const Day from{any(random)};
    const auto step = months(random);
    const auto before = civil(from);
    const auto after = civil(from + Period{0, step});
    REQUIRE(after.year * 12 + static_cast<int>(after.month) ==
            before.year * 12 + static_cast<int>(before.month) + step);
    REQUIRE(after.day == std::min(before.day, length_of(after.year, after.month)));
  }
}

TEST_CASE("a window holds its last day and as many before as it is long") {
  CHECK(window_start(day("2024-03-01"), period("1 day")) == day("2024-03-01"));
  CHECK(window_start(day("2024-03-01"), period("2 days")) == day("2024-02-29"));
  CHECK(window_start(day("2024-12-31"), period("366 days")) == day("2024-01-01"));
  CHECK(window_start(day("2024-03-31"), period("1 month")) == day("2024-03-01"));
  CHECK(window_start(day("2023-03-31"), period("1 month")) == day("2023-03-01"));
  CHECK(window_start(day("2024-03-30"), period("1 month")) == day("2024-03-01"));
  CHECK(window_start(day("2024-12-31"), period("12 months")) == day("2024-01-01"));
  CHECK(window_start(day("2025-02-28"), period("1 year")) == day("2024-02-29"));
  CHECK(window_start(day("2024-02-29"), period("1 year")) == day("2023-03-01"));
}

TEST_CASE("calendar parts begin and end where the calendar says") {
  CHECK(start_of(Calendar::month, day("2024-02-29")) == day("2024-02-01"));
  CHECK(end_of(Calendar::month, day("2024-02-01")) == day("2024-02-29"));
  CHECK(start_of(Calendar::quarter, day("2024-12-31")) == day("2024-10-01"));
  CHECK(end_of(Calendar::quarter, day("2024-01-01")) == day("2024-03-31"));
  CHECK(start_of(Calendar::year, day("2024-07-01")) == day("2024-01-01"));
  CHECK(end_of(Calendar::year, day("2024-01-01")) == day("2024-12-31"));
  CHECK(start_of(Calendar::day, day("2024-02-29")) == day("2024-02-29"));
  CHECK(end_of(Calendar::day, day("2024-02-29")) == day("2024-02-29"));
}

TEST_CASE("weeks go from Monday to Sunday, over the turn of years too") {
  CHECK(start_of(Calendar::week, day("2026-01-01")) == day("2025-12-29"));
  CHECK(end_of(Calendar::week, day("2025-12-29")) == day("2026-01-04"));
  CHECK(start_of(Calendar::week, day("2026-01-05")) == day("2026-01-05"));
  CHECK(end_of(Calendar::week, day("2026-01-04")) == day("2026-01-04"));
  CHECK(start_of(Calendar::week, day("1970-01-01")) == day("1969-12-29"));
}

TEST_CASE("each day lies in one part of each kind, and the next part begins the day after") {
  for (const auto part : {Calendar::day, Calendar::week, Calendar::month, Calendar::quarter, Calendar::year}) {
    CAPTURE(static_cast<int>(part));
    auto first = start_of(part, day("1900-01-01"));
    for (auto on = day("1900-01-01"); on < day("2101-01-01"); on = on + 1) {
      if (on == end_of(part, first) + 1) first = on;
      REQUIRE(start_of(part, on) == first);
      REQUIRE(end_of(part, on) == end_of(part, first));
      REQUIRE(on <= end_of(part, on));
    }
  }
}

} // namespace day_test
