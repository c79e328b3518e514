// SPDX-License-Identifier: MIT
#include "loyalty/uplift.hpp"

#include <vector>

#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace uplift_test {

using namespace loyalty;

namespace {

using Members = std::vector<UpliftMember>;

/// Somebody who bought for 10.00 a month before the tenth month, in it for 5.00, and for so much a month after it.
UpliftMember buyer(std::int64_t after, std::optional<std::int32_t> joined = {}) {
  return {.months = {{9, true, Money{1'000}}, {10, true, Money{500}}, {11, true, Money{after}}}, .joined = joined};
}

void add(Members& members, std::size_t times, const UpliftMember& member) {
  members.insert(members.end(), times, member);
}

/// 200 who joined in the tenth month, half of whom bought 2.00 more and half 4.00, beside 150 others, half of whom
/// bought 1.00 more.
Members shop() {
  Members members;
  add(members, 100, buyer(1'200, 10));
  add(members, 100, buyer(1'400, 10));
  add(members, 75, buyer(1'000));
  add(members, 75, buyer(1'100));
  return members;
}

} // namespace

TEST_CASE("what was bought stands by months", "[uplift]") {
  const auto row = [](const char* on, std::int64_t net, bool counting) {
    return GoodsRow{.day = day(on), .net = Money{net}, .counting = counting};
  };
  const std::vector<GoodsRow> rows{row("2026-01-05", 500, true), row("2026-01-31", 0, false),
                                   row("2026-03-01", -200, false)};
  const auto months = bought_by_month(rows);
  REQUIRE(months.size() == 2);
  CHECK(months[0].month == month_number(day("2026-01-01")));
  CHECK(months[0].net == Money{500});
  CHECK(months[0].counting);
  CHECK(months[1].month == months[0].month + 2);
  CHECK(months[1].net == Money{-200});
  CHECK_FALSE(months[1].counting);
}

TEST_CASE("joiners beside their own past", "[uplift]") {
  const auto members = shop();
  const Uplift uplift(members, 1, 11);
  CHECK(uplift.joiners().joined == 200);
  CHECK(uplift.joiners().compared == 200);
  const auto figures = uplift.compare(ComparedWith::themselves);
  CHECK(figures.joiners == 200);
  CHECK(figures.controls == 0);
  CHECK(figures.effect.mean == 300'000);
  CHECK(figures.effect.half == 13'895);
  CHECK(figures.effect.value() == Money{300});
  CHECK(figures.effect.low() == Money{286});
  CHECK(figures.effect.high() == Money{314});
  CHECK(figures.mean_after == 1'300'000);
  CHECK(figures.uplift() == Ratio{300'000});
  CHECK(figures.verdict == UpliftVerdict::no_evidence);
}

TEST_CASE("joiners beside others, each of whom is one person", "[uplift]") {
  const auto members = shop();
  const Uplift uplift(members, 1, 11);
  for (const auto whom : {ComparedWith::outsiders, ComparedWith::fellows}) {
    const auto figures = uplift.compare(whom);
    CHECK(figures.joiners == 200);
    CHECK(figures.controls == 150);
    CHECK(figures.effect.mean == 250'000);
    CHECK(figures.effect.half == 16'034);
    CHECK(figures.uplift() == Ratio{238'095});
  }
  CHECK(uplift.compare(ComparedWith::outsiders).verdict == UpliftVerdict::no_evidence);
  CHECK(uplift.compare(ComparedWith::fellows).verdict == UpliftVerdict::suggests_more);
}

TEST_CASE("who cannot be compared is counted by why", "[uplift]") {
  Members members = shop();
  add(members, 3, {.months = {{10, true, Money{500}}, {11, true, Money{500}}}, .joined = 10});
  add(members, 2, {.months = {}, .joined = 10});
  add(members, 4, buyer(900, 11));
  add(members, 5, {.months = {{8, true, Money{500}}, {9, false, Money{-500}}}, .joined = 9});
  const Uplift uplift(members, 1, 11);
  CHECK(uplift.joiners().joined == 214);
  CHECK(uplift.joiners().compared == 200);
  CHECK(uplift.joiners().is_new == 5);
  CHECK(uplift.joiners().too_recent == 4);
  CHECK(uplift.joiners().no_order_in_month == 5);
  // Those of the eleventh month had not joined by the end of the tenth: fellow buyers, but they did join in the end.
  CHECK(uplift.compare(ComparedWith::fellows).controls == 154);
  CHECK(uplift.compare(ComparedWith::outsiders).controls == 150);
}

TEST_CASE("too few joiners or controls say nothing", "[uplift]") {
  Members few;
  add(few, 99, buyer(1'200, 10));
  add(few, 150, buyer(1'000));
  CHECK(Uplift(few, 1, 11).compare(ComparedWith::themselves).verdict == UpliftVerdict::too_few);
  Members lonely;
  add(lonely, 150, buyer(1'200, 10));
  CHECK_FALSE(Uplift(lonely, 1, 11).any_outside());
  add(lonely, 99, buyer(1'000));
  const Uplift uplift(lonely, 1, 11);
  CHECK(uplift.any_outside());
  CHECK(uplift.compare(ComparedWith::themselves).verdict == UpliftVerdict::no_evidence);
  const auto beside = uplift.compare(ComparedWith::fellows);
  CHECK(beside.verdict == UpliftVerdict::too_few);
  CHECK(beside.joiners == 150);
  CHECK(beside.controls == 99);
}

TEST_CASE("a month with fewer than ten controls is out", "[uplift]") {
  Members members = shop();
  const auto later = [](std::int64_t after, std::optional<std::int32_t> joined) {
    return UpliftMember{.months = {{19, true, Money{1'000}}, {20, true, Money{500}}, {21, true, Money{after}}},
                        .joined = joined};
  };
  add(members, 50, later(9'000, 20));
  add(members, 9, later(1'000, {}));
  const Uplift uplift(members, 1, 21);
  CHECK(uplift.joiners().compared == 250);
  CHECK(uplift.compare(ComparedWith::themselves).joiners == 250);
  CHECK(uplift.compare(ComparedWith::fellows).joiners == 200);
  CHECK(uplift.compare(ComparedWith::fellows).effect.mean == 250'000);
}

TEST_CASE("one order in four says yes to a scheme that never was", "[uplift]") {
  CHECK(crc32("") == 0);
  CHECK(crc32("123456789") == 0xCBF43926U);
  int yes = 0;
  for (int order = 0; order < 4'000; ++order) yes += says_yes(std::to_string(order)) ? 1 : 0;
  CHECK(yes > 890);
  CHECK(yes < 1'110);
}

} // namespace uplift_test
