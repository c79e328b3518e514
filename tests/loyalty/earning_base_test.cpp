// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"

namespace earning_base_test {

using namespace loyalty;

namespace {

constexpr EarnRule five_a_piece{.points = 5, .rounding = EarnRounding::pieces};

/// A point and a growth point for each full 1.00 of the base.
Program on_base(EarnBase base) {
  auto program = point_a_piece();
  program.growth.earn = program.points.earn;
  program.points.base = base;
  program.growth.base = std::move(base);
  return program;
}

Program by_the_piece() {
  auto program = point_a_piece();
  program.points.earn = five_a_piece;
  return program;
}

/// What is left of points and growth: "100, growth 100".
std::string left(const FullStory& story, const char* on) {
  const auto balance = story.on(on);
  return std::to_string(balance.balance - balance.debt) + ", growth " + std::to_string(balance.growth);
}

const EarnBase no_cards{.lines = {.except = {.categories = {"cards"}}}};
const EarnBase from_fifty{.lines = {.min_spend = money("50.00")}};

} // namespace

TEST_CASE("lines that are left out earn neither points nor growth") {
  auto story = FullStory(on_base(no_cards));
  story.order_of("2026-01-05", {{"beauty", money("60.00")}, {"cards", money("40.00")}});
  story.order_of("2026-01-06", {{"cards", money("500.00")}});
  CHECK(left(story, "2026-01-31") == "60, growth 60");
  CHECK(story.rules(2, "2026-01-31").empty());
  // Half of all that was paid.
  story.refund("2026-02-01", 1, "50.00");
  CHECK(left(story, "2026-02-28") == "30, growth 30");
}

TEST_CASE("without its shipping an order earns on the rest, and lines share the rest") {
  auto story = FullStory(on_base({.shipping = false}));
  story.order("2026-01-05", "110.00", {.parts = {{"beauty", money("100.00")}}, .shipping = money("10.00")});
  CHECK(left(story, "2026-01-31") == "100, growth 100");
  story.refund("2026-02-01", 1, "55.00");
  CHECK(left(story, "2026-02-28") == "50, growth 50");

  auto base = no_cards;
  base.shipping = false;
  auto sharing = FullStory(on_base(base));
  sharing.order("2026-01-05", "110.00",
                {.parts = {{"beauty", money("60.00")}, {"cards", money("40.00")}}, .shipping = money("10.00")});
  CHECK(left(sharing, "2026-01-31") == "60, growth 60");
}

TEST_CASE("shipping that is not known, or is all that was paid") {
  auto story = FullStory(on_base({.shipping = false}));
  story.order("2026-01-05", "30.00");
  CHECK(left(story, "2026-01-05") == "30, growth 30");
  story.order("2026-01-06", "10.00", {.parts = {{"gift", Money{}}}, .shipping = money("12.00")});
  CHECK(left(story, "2026-01-06") == "30, growth 30");
}

TEST_CASE("a minimum asks for what is left of the order") {
  auto story = FullStory(on_base(from_fifty));
  story.order("2026-01-05", "49.99").order("2026-01-06", "50.00").order("2026-01-07", "80.00");
  CHECK(left(story, "2026-01-31") == "130, growth 130");
  story.refund("2026-02-01", 3, "30.00");
  CHECK(left(story, "2026-02-01") == "100, growth 100");
  story.refund("2026-02-02", 3, "0.01");
  CHECK(left(story, "2026-02-02") == "50, growth 50");
  story.refund("2026-02-03", 3, "49.99");
  CHECK(left(story, "2026-02-03") == "50, growth 50");
}

TEST_CASE("where rests are carried, an order that falls below the minimum leaves the sum") {
  auto program = on_base(from_fifty);
  program.points.earn = EarnRule{1, money("100.00"), EarnRounding::carry};
  program.growth.earn = program.points.earn;
  auto story = FullStory(program);
  story.order("2026-01-05", "60.00").order("2026-01-06", "45.00");
  CHECK(left(story, "2026-01-06") == "0, growth 0");
  story.order("2026-01-07", "50.00");
  CHECK(left(story, "2026-01-07") == "1, growth 1");
  story.refund("2026-01-08", 1, "20.00");
  CHECK(left(story, "2026-01-08") == "0, growth 0");
  story.order("2026-01-09", "50.00");
  CHECK(left(story, "2026-01-09") == "1, growth 1");
}

TEST_CASE("points by the piece, and as many less as come back") {
  auto story = FullStory(by_the_piece());
  story.order_of("2026-01-05", {{"beauty", money("90.00"), "A", 3}, {"gift", Money{}, "G", 2}});
  CHECK(left(story, "2026-01-05") == "15, growth 0");
  story.refund("2026-01-06", 1, "30.00");
  CHECK(left(story, "2026-01-06") == "10, growth 0");
  story.refund("2026-01-07", 1, "60.00");
  CHECK(left(story, "2026-01-07") == "0, growth 0");
}

TEST_CASE("cents that pieces share unevenly make none more or less") {
  for (const char* back : {"33.33", "33.34"}) {
    CAPTURE(back);
    auto story = FullStory(by_the_piece());
    story.order_of("2026-01-05", {{"beauty", money("100.00"), "A", 3}});
    story.refund("2026-01-06", 1, back);
    CHECK(left(story, "2026-01-06") == "10, growth 0");
  }
}

TEST_CASE("by the piece the multiplier and the caps are as ever") {
  auto program = by_the_piece();
  program.tiers = {{.id = "all", .name = "All", .multiplier = {1'500'000}}};
  program.points.caps.order = 20;
  auto story = FullStory(program).award("2026-01-01", 1);
  story.order_of("2026-01-05", {{"beauty", money("20.00"), "A", 1}});
  story.order_of("2026-01-06", {{"beauty", money("90.00"), "A", 3}});
  CHECK(story.rules(1, "2026-01-31") == "points.earn, tier all 7");
  CHECK(story.rules(2, "2026-01-31") == "points.earn, tier all 20");
}

TEST_CASE("a campaign by the piece is for the pieces of its lines") {
  auto program = point_a_piece();
  program.campaigns = {{"each", "Each", {.lines = {.of = {.skus = {"A"}}, .pieces = 2}}, EarnMore{five_a_piece}}};
  auto story = FullStory(program);
  story.order_of("2026-01-05", {{"beauty", money("20.00"), "A", 2}, {"food", money("5.00"), "B", 4}});
  story.order_of("2026-01-06", {{"beauty", money("10.00"), "A", 1}});
  CHECK(story.rules(1, "2026-01-31") == "points.earn 25, campaign each 10");
  CHECK(story.rules(2, "2026-01-31") == "points.earn 10");
}

TEST_CASE("a refund that names no order takes points by its amount, and none by the piece") {
  auto story = FullStory(on_base(no_cards));
  story.order("2026-01-05", "100.00").unnamed_refund("2026-01-06", "30.00");
  CHECK(left(story, "2026-01-06") == "70, growth 70");
  auto pieces = FullStory(by_the_piece());
  pieces.order("2026-01-05", "100.00").unnamed_refund("2026-01-06", "30.00");
  CHECK(left(pieces, "2026-01-06") == "5, growth 0");
}

TEST_CASE("only programs that ask for lines, shipping or pieces need what was sold") {
  CHECK_FALSE(looks_at_sales(always(point_a_piece())));
  CHECK_FALSE(looks_at_sales(always(on_base(from_fifty))));
  CHECK(looks_at_sales(always(on_base(no_cards))));
  CHECK(looks_at_sales(always(on_base({.shipping = false}))));
  CHECK(looks_at_sales(always(by_the_piece())));
  auto campaign = point_a_piece();
  campaign.campaigns = {{"each", "Each", {}, EarnMore{five_a_piece}}};
  CHECK(looks_at_sales(always(campaign)));
}

} // namespace earning_base_test
