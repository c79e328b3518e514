// SPDX-License-Identifier: MIT
#include "loyalty/campaign.hpp"

#include <vector>

#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace campaign_test {

using namespace loyalty;

namespace {

bool fits(const Scope& scope, std::string_view on, std::int64_t order = 0, std::optional<Day> birthday = {}) {
  return in_scope(scope, {.day = day(on), .order = order, .birthday = birthday});
}

} // namespace

TEST_CASE("a scope that asks for nothing fits every order", "[campaign]") {
  CHECK(fits({}, "2026-05-01"));
  CHECK(fits({}, "1970-01-01", 7, day("2000-02-29")));
}

TEST_CASE("both ends of a campaign belong to it", "[campaign]") {
  const Scope scope{.from = day("2026-11-01"), .until = day("2026-11-11")};
  CHECK_FALSE(fits(scope, "2026-10-31"));
  CHECK(fits(scope, "2026-11-01"));
  CHECK(fits(scope, "2026-11-11"));
  CHECK_FALSE(fits(scope, "2026-11-12"));
}

TEST_CASE("weekdays go from Monday 1 to Sunday 7, on both sides of 1970", "[campaign]") {
  CHECK(weekday(day("1970-01-01")) == 4);
  CHECK(weekday(day("1969-12-31")) == 3);
  CHECK(weekday(day("1969-12-28")) == 7);
  CHECK(weekday(day("2026-11-22")) == 7);
  CHECK(weekday(day("2026-11-23")) == 1);
  CHECK(fits({.weekdays = {3, 6}}, "2026-11-21"));
  CHECK_FALSE(fits({.weekdays = {3, 6}}, "2026-11-22"));
}

TEST_CASE("a monthly member day is a day of the month that exists", "[campaign]") {
  CHECK(fits({.month_days = {8, 18, 28}}, "2026-02-28"));
  CHECK_FALSE(fits({.month_days = {8, 18, 28}}, "2026-02-27"));
  CHECK_FALSE(fits({.month_days = {31}}, "2026-06-30"));
}

TEST_CASE("a birthday counts on its day or through its month, and never where it is unknown", "[campaign]") {
  const Scope on_day{.birthday = Scope::Birthday::day};
  const Scope in_month{.birthday = Scope::Birthday::month};
  CHECK(fits(on_day, "2026-06-15", 0, day("1990-06-15")));
  CHECK_FALSE(fits(on_day, "2026-06-14", 0, day("1990-06-15")));
  CHECK(fits(in_month, "2026-06-01", 0, day("1990-06-15")));
  CHECK_FALSE(fits(in_month, "2026-07-01", 0, day("1990-06-15")));
  CHECK_FALSE(fits(on_day, "2026-06-15"));
  CHECK_FALSE(fits(in_month, "2026-06-15"));
}

TEST_CASE("who was born on 29 February has the birthday on the 28th in common years", "[campaign]") {
  const Scope on_day{.birthday = Scope::Birthday::day};
  const auto leap = day("2000-02-29");
  CHECK(fits(on_day, "2026-02-28", 0, leap));
  CHECK_FALSE(fits(on_day, "2026-03-01", 0, leap));
  CHECK_FALSE(fits(on_day, "2028-02-28", 0, leap));
  CHECK(fits(on_day, "2028-02-29", 0, leap));
  CHECK(birthday_in_year_of(day("1999-12-31"), leap) == day("1999-02-28"));
}

TEST_CASE("the n-th order and every n-th count the order at hand, and never one whose number is unknown",
          "[campaign]") {
  CHECK(fits({.order = 1}, "2026-05-01", 1));
  CHECK_FALSE(fits({.order = 1}, "2026-05-01", 2));
  CHECK_FALSE(fits({.order = 1}, "2026-05-01"));
  CHECK(fits({.every = 3}, "2026-05-01", 6));
  CHECK_FALSE(fits({.every = 3}, "2026-05-01", 5));
  CHECK_FALSE(fits({.every = 3}, "2026-05-01"));
  CHECK_FALSE(fits({.order = 4, .every = 3}, "2026-05-01", 4));
  CHECK(fits({.order = 6, .every = 3}, "2026-05-01", 6));
}

TEST_CASE("a campaign for some asks who the buyer is; a guest is nobody", "[campaign]") {
  const Condition silver{.kind = Condition::Kind::compare, .metric = Metric::tier, .value = 1, .words = {"silver"}};
  const Scope scope{.who = silver};
  const Meets yes = [&](const Condition& asked) { return asked == silver; };
  const Meets no = [](const Condition&) { return false; };
  CHECK(in_scope(scope, {.day = day("2026-05-01"), .meets = &yes}));
  CHECK_FALSE(in_scope(scope, {.day = day("2026-05-01"), .meets = &no}));
  CHECK_FALSE(in_scope(scope, {.day = day("2026-05-01")}));
}

TEST_CASE("a campaign of some hosts or channels is for what they sold", "[campaign]") {
  const auto sold = [](const Scope& scope, std::string_view host, std::string_view channel) {
    return in_scope(scope, {.day = day("2026-05-01"), .host = host, .channel = channel});
  };
  CHECK(sold({}, "", ""));
  CHECK(sold({.hosts = {"anna", "ben"}}, "ben", ""));
  CHECK_FALSE(sold({.hosts = {"anna", "ben"}}, "carl", "ben"));
  CHECK_FALSE(sold({.hosts = {"anna", "ben"}}, "", ""));
  CHECK(sold({.hosts = {"anna"}, .channels = {"live"}}, "anna", "live"));
  CHECK_FALSE(sold({.hosts = {"anna"}, .channels = {"live"}}, "anna", "shelf"));
}

TEST_CASE("every part that is set must fit", "[campaign]") {
  const Scope scope{.from = day("2026-11-01"), .weekdays = {7}, .order = 1};
  CHECK(fits(scope, "2026-11-22", 1));
  CHECK_FALSE(fits(scope, "2026-11-22", 2));
  CHECK_FALSE(fits(scope, "2026-11-21", 1));
  CHECK_FALSE(fits(scope, "2026-10-25", 1));
}

} // namespace campaign_test
