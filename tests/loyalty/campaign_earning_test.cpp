// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace campaign_earning_test {

using namespace loyalty;

namespace {

/// A point for each full 1.00, and the campaigns.
Program with(std::vector<Campaign> campaigns) {
  auto program = point_a_piece();
  program.campaigns = std::move(campaigns);
  return program;
}

Campaign doubled(const char* id, Scope scope) { return {id, id, std::move(scope), Multiply{Ratio{2 * Ratio::one}}}; }

Points points_of(const Program& program, const char* on, const char* amount) {
  return FullStory(program).order(on, amount).on(on).earned;
}

} // namespace

TEST_CASE("rules for categories add to the base rule, each on the lines it is for") {
  const auto program =
      with({{"beauty", "Beauty", {.lines = {.of = {.categories = {"beauty"}}}}, EarnMore{{5, Money{1'000}}}},
            {"food", "Food", {.lines = {.of = {.categories = {"food", "drinks"}}}}, EarnMore{{1, Money{500}}}}});
  auto story = FullStory(program);
  story.order_of("2026-01-05", {{"beauty", money("25.00")}, {"food", money("9.00")}, {"drinks", money("6.00")}});
  story.order_of("2026-01-06", {{"toys", money("40.00")}});
  // 40 for 40.00, 10 for two full 10.00 of beauty, 3 for three full 5.00 of food and drinks together.
  CHECK(story.rules(1, "2026-01-31") == "points.earn 40, campaign beauty 10, campaign food 3");
  CHECK(story.rules(2, "2026-01-31") == "points.earn 40");
}

TEST_CASE("a rule for some lines waits for the amount and the pieces that they ask for") {
  const LineScope lines{
      .of = {.skus = {"A", "B"}}, .except = {.categories = {"cards"}}, .min_spend = money("20.00"), .pieces = 2};
  Program program = with({{"more", "More", {.lines = lines}, EarnMore{{1, Money{100}}}}});
  auto story = FullStory(program);
  story.order_of("2026-01-05", {{"food", money("20.00"), "A", 1}, {"food", money("9.00"), "C", 5}});
  story.order_of("2026-01-06", {{"food", money("19.99"), "A", 2}, {"cards", money("9.00"), "B", 5}});
  story.order_of("2026-01-07", {{"food", money("15.00"), "A", 1}, {"food", money("5.00"), "B", 1}});
  CHECK(story.rules(1, "2026-01-31") == "points.earn 29");
  CHECK(story.rules(2, "2026-01-31") == "points.earn 28");
  CHECK(story.rules(3, "2026-01-31") == "points.earn 20, campaign more 20");
}

TEST_CASE("growth by rule, on its lines or for each piece of them; a refund takes it back in proportion") {
  auto program = with({{"beauty", "Beauty", {.lines = {.of = {.categories = {"beauty"}}}}, EarnGrowth{{2, Money{100}}}},
                       {"each", "Each", {}, EarnGrowth{{5, {}, EarnRounding::pieces}}},
                       {"second", "Second", {.order = 2}, EarnGrowth{{1, Money{1'000}}}}});
  program.points.earn.reset();
  program.growth.earn = EarnRule{1, Money{100}};
  FullStory story(program);
  story.order_of("2026-01-05", {{"beauty", money("30.00"), "A", 3}, {"food", money("10.00")}});
  story.order("2026-01-06", "25.00");
  CHECK(story.lines("2026-01-31") == Lines{"2026-01-05 growth 40", "2026-01-05 growth 60", "2026-01-05 growth 20",
                                           "2026-01-06 growth 25", "2026-01-06 growth 5", "2026-01-06 growth 2"});
  story.refund("2026-02-01", 1, "20.00");
  CHECK(story.on("2026-02-01").growth == 20 + 30 + 10 + 32);
  // There is no second order any more.
  story.refund("2026-02-02", 1, "20.00");
  CHECK(story.on("2026-02-02").growth == 30);
}

TEST_CASE("a campaign with a limit is for the first orders that fit it, until one of them comes back whole") {
  auto program = with({{"more", "More", {.lines = {.min_spend = money("20.00")}}, EarnMore{{1, Money{100}}}}});
  program.campaigns[0].limit = Limit{1, Calendar::month};
  FullStory story(program);
  story.order("2026-01-05", "10.00").order("2026-01-06", "20.00").order("2026-01-07", "20.00");
  story.order("2026-02-01", "20.00").refund("2026-02-02", 4, "19.99").order("2026-02-03", "20.00");
  story.refund("2026-02-04", 4, "0.01").order("2026-02-05", "20.00").order("2026-02-06", "20.00");
  const auto met = [&](int order) {
    return story.rules(order, "2026-03-31").find("campaign more") != std::string::npos;
  };
  CHECK_FALSE(met(1));
  CHECK(met(2));
  CHECK_FALSE(met(3));
  CHECK(met(4));
  CHECK_FALSE(met(5));
  CHECK(met(6));
  CHECK_FALSE(met(7));
}

TEST_CASE("a limit tells which orders had what takes money off by what was paid for their lines") {
  const auto used_up = [](CampaignEffect effect, LineScope lines, std::vector<Sale::Part> parts) {
    auto program = point_a_piece();
    program.campaigns = {{"off", "Off", {.lines = std::move(lines)}, std::move(effect), Limit{1, {}}}};
    FullStory story(program);
    return story.order_of("2026-01-05", std::move(parts)).is_used_up("off", "2026-01-06");
  };
  const ThresholdOff from_hundred{money("100.00"), money("30.00")};
  CHECK(used_up(from_hundred, {}, {{"food", money("70.00")}}));
  CHECK_FALSE(used_up(from_hundred, {}, {{"food", money("69.99")}}));
  CHECK_FALSE(used_up(from_hundred, {.of = {.categories = {"beauty"}}}, {{"food", money("70.00")}}));
  const LadderOff ladder{{{.spend = money("200.00"), .off = Ratio{200'000}}}};
  CHECK(used_up(ladder, {}, {{"food", money("160.00")}}));
  CHECK_FALSE(used_up(ladder, {}, {{"food", money("159.99")}}));
  const LinesOff tenth{Ratio{100'000}};
  CHECK(used_up(tenth, {.min_spend = money("10.00")}, {{"food", money("9.00")}}));
  CHECK_FALSE(used_up(tenth, {.min_spend = money("10.00")}, {{"food", money("8.99")}}));
  CHECK(used_up(PiecesOff{.buy = 2, .get = 1}, {}, {{"food", money("9.00"), "A", 3}}));
  CHECK_FALSE(used_up(PiecesOff{.buy = 2, .get = 1}, {}, {{"food", money("9.00"), "A", 2}}));
}

TEST_CASE("a rule for whole orders that names lines is for the orders that hold such a line") {
  auto program = with({{"gift", "Gift", {.lines = {.of = {.skus = {"A"}}}}, BonusPoints{7}},
                       doubled("twice", {.lines = {.of = {.categories = {"food"}}, .min_spend = money("10.00")}}),
                       doubled("large", {.lines = {.min_spend = money("30.00")}})});
  auto story = FullStory(program);
  story.order_of("2026-01-05", {{"food", money("9.00"), "B"}, {"beauty", money("5.00"), "A"}});
  story.order_of("2026-01-06", {{"food", money("10.00"), "B"}, {"beauty", money("5.00"), "C"}});
  story.order("2026-01-07", "30.00");
  CHECK(story.on("2026-01-31").earned == (14 + 7) + 2 * 15 + 2 * 30);
}

TEST_CASE("where less was paid than the lines cost, each rule is for its share of what was paid") {
  Program program =
      with({{"beauty", "Beauty", {.lines = {.of = {.categories = {"beauty"}}}}, EarnMore{{1, Money{100}}}}});
  program.points.earn.reset();
  auto story = FullStory(program);
  story.order("2026-01-05", "30.00", {.parts = {{"beauty", money("25.00")}, {"food", money("15.00")}}});
  CHECK(story.rules(1, "2026-01-31") == "campaign beauty 18");
}

TEST_CASE("a campaign of a host earns on what that host sold") {
  const auto program = with({doubled("anna", {.hosts = {"anna"}}), doubled("live", {.channels = {"live"}})});
  auto story = FullStory(program);
  story.order("2026-01-05", "10.00", {.host = "anna", .channel = "live"});
  story.order("2026-01-06", "10.00", {.host = "ben", .channel = "live"});
  story.order("2026-01-07", "10.00", {.host = "anna"});
  story.order("2026-01-08", "10.00");
  CHECK(story.rules(1, "2026-01-31") == "points.earn, campaign anna, campaign live 40");
  CHECK(story.rules(2, "2026-01-31") == "points.earn, campaign live 20");
  CHECK(story.rules(3, "2026-01-31") == "points.earn, campaign anna 20");
  CHECK(story.rules(4, "2026-01-31") == "points.earn 10");
}

TEST_CASE("multipliers multiply each other and the tier's, with one rounding at the end") {
  auto program = with({{"a", "A", {}, Multiply{Ratio{1'500'000}}}, {"b", "B", {}, Multiply{Ratio{1'500'000}}}});
  program.points.earn = EarnRule{1, money("10.00"), EarnRounding::floor};
  // 1.3 × 2.25 = 2.925
  CHECK(points_of(program, "2026-01-05", "13.00") == 2);
  program.points.earn->rounding = EarnRounding::nearest;
  CHECK(points_of(program, "2026-01-05", "13.00") == 3);
  program.tiers = {{.id = "all", .name = "All", .multiplier = {2 * Ratio::one}}};
  // 1.3 × 2.25 × 2 = 5.85 from the second day on
  CHECK(FullStory(program).award("2026-01-04", 1).order("2026-01-05", "13.00").rules(1, "2026-01-05") ==
        "points.earn, tier all, campaign a, campaign b 6");
}

TEST_CASE("where one of the rules rounds to the nearest point, so does their sum, and no rule more brings less") {
  const Campaign nearest{"near", "Near", {}, EarnMore{{1, money("10.00"), EarnRounding::nearest}}};
  const Campaign second{"second", "Second", {.order = 1}, EarnMore{{1, money("100.00"), EarnRounding::floor}}};
  auto program = with({nearest});
  program.points.earn.reset();
  CHECK(points_of(program, "2026-01-05", "16.00") == 2);
  program.campaigns = {second, nearest};
  // 1.6 + 0.16
  CHECK(points_of(program, "2026-01-05", "16.00") == 2);
  program.points.earn = EarnRule{1, money("10.00"), EarnRounding::full};
  // 1 + 1.6 + 0.16
  CHECK(points_of(program, "2026-01-05", "16.00") == 3);
}

TEST_CASE("rules that add are rounded together, and the lines of an order come to its points") {
  auto program = with({{"more", "More", {}, EarnMore{{1, money("10.00"), EarnRounding::floor}}}});
  program.points.earn = EarnRule{1, money("10.00"), EarnRounding::floor};
  // 1.5 + 1.5 = 3, though each alone gives 1
  const auto story = FullStory(program).order("2026-01-05", "15.00");
  CHECK(story.on("2026-01-05").earned == 3);
  CHECK(story.rules(1, "2026-01-05") == "points.earn 1, campaign more 2");
}

TEST_CASE("a bonus comes on top, is not multiplied, and goes when nothing of the order remains") {
  auto story =
      FullStory(with({doubled("twice", {}), {"gift", "Gift", {}, BonusPoints{50}}})).order("2026-01-05", "10.00");
  CHECK(story.rules(1, "2026-01-05") == "points.earn, campaign twice 20, campaign gift 50");
  story.refund("2026-01-06", 1, "9.00");
  CHECK(story.on("2026-01-06").balance == 52);
  story.refund("2026-01-07", 1, "1.00");
  CHECK(story.on("2026-01-07").balance == 0);
}

TEST_CASE("an order that paid nothing gets no bonus") {
  CHECK(points_of(with({{"gift", "Gift", {}, BonusPoints{50}}}), "2026-01-05", "0.00") == 0);
}

TEST_CASE("the first order, the n-th and every n-th") {
  auto story = FullStory(with({doubled("first", {.order = 1}), {"third", "Third", {.every = 3}, BonusPoints{7}}}));
  for (const char* on : {"2026-01-01", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"})
    story.order(on, "10.00");
  Lines earned;
  for (int order = 1; order <= 6; ++order) earned.push_back(story.rules(order, "2026-01-31"));
  CHECK(earned == Lines{"points.earn, campaign first 20", "points.earn 10", "points.earn 10, campaign third 7",
                        "points.earn 10", "points.earn 10", "points.earn 10, campaign third 7"});
}

TEST_CASE("an order that was given back wholly is not counted by the next") {
  auto story = FullStory(with({doubled("second", {.order = 2})}));
  story.order("2026-01-01", "10.00").order("2026-01-02", "10.00").refund("2026-01-03", 1, "10.00");
  story.order("2026-01-04", "10.00");
  CHECK(story.rules(2, "2026-01-31") == "points.earn, campaign second 20");
  CHECK(story.rules(3, "2026-01-31") == "points.earn, campaign second 20");
}

TEST_CASE("on days of the week, days of the month, and between two days") {
  struct Row {
    Scope scope;
    const char* on;
    Points points;
  };
  const Scope weekend{.weekdays = {6, 7}};
  const Scope eights{.month_days = {8, 18, 28}};
  const Scope season{.from = day("2026-06-01"), .until = day("2026-06-18")};
  // 3 January 2026 was a Saturday.
  for (const auto& row :
       {Row{weekend, "2026-01-02", 10}, Row{weekend, "2026-01-03", 20}, Row{weekend, "2026-01-04", 20},
        Row{weekend, "2026-01-05", 10}, Row{eights, "2026-01-07", 10}, Row{eights, "2026-01-08", 20},
        Row{eights, "2026-02-28", 20}, Row{season, "2026-05-31", 10}, Row{season, "2026-06-01", 20},
        Row{season, "2026-06-18", 20}, Row{season, "2026-06-19", 10}}) {
    CAPTURE(row.on);
    CHECK(points_of(with({doubled("c", row.scope)}), row.on, "10.00") == row.points);
  }
}

TEST_CASE("on the birthday or in its month, as soon as the birthday is known") {
  const auto earned = [](Scope::Birthday birthday, const char* known, const char* on) {
    return FullStory(with({doubled("c", {.birthday = birthday})}))
        .birthday(known, "1990-05-20")
        .order(on, "10.00")
        .on(on)
        .earned;
  };
  CHECK(earned(Scope::Birthday::day, "2026-01-01", "2026-05-20") == 20);
  CHECK(earned(Scope::Birthday::day, "2026-01-01", "2026-05-21") == 10);
  CHECK(earned(Scope::Birthday::month, "2026-01-01", "2026-05-31") == 20);
  CHECK(earned(Scope::Birthday::month, "2026-01-01", "2026-06-01") == 10);
  CHECK(earned(Scope::Birthday::day, "2026-05-20", "2026-05-20") == 20);
  CHECK(earned(Scope::Birthday::day, "2026-05-21", "2026-05-20") == 10);
}

TEST_CASE("who was born on 29 February has the birthday on the 28th of other years") {
  const auto earned = [](const char* on) {
    return FullStory(with({doubled("c", {.birthday = Scope::Birthday::day})}))
        .birthday("2023-01-01", "2000-02-29")
        .order(on, "10.00")
        .on(on)
        .earned;
  };
  CHECK(earned("2023-02-28") == 20);
  CHECK(earned("2024-02-28") == 10);
  CHECK(earned("2024-02-29") == 20);
}

TEST_CASE("who is meant is seen in the morning: what the day itself brings counts from the next") {
  auto story = FullStory(with({doubled("rich", {.who = at_least(Metric::spend, 2'000)})}));
  story.order("2026-01-01", "20.00").order("2026-01-01", "20.00").order("2026-01-02", "20.00");
  CHECK(story.on("2026-01-01").earned == 40);
  CHECK(story.on("2026-01-02").earned == 80);
}

TEST_CASE("a refund is judged at the campaigns that the order met, whatever they are by then") {
  auto story = FullStory(with({doubled("c", {.until = day("2026-01-01")})})).order("2026-01-01", "10.00");
  story.change_program("2026-02-01", Program{.name = "nothing"}).refund("2026-03-01", 1, "4.00");
  CHECK(story.on("2026-03-01").balance == 12);
}

TEST_CASE("whatever fits an order, its lines come to what the rules give together") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    // The slow way: rules in proportion, added as fractions of one denominator, multiplied, rounded down once.
    Program program{.name = "shop"};
    program.points.earn = EarnRule{chance.between(1, 9), Money{1'000}, EarnRounding::floor};
    std::int64_t per_mille = program.points.earn->points;
    std::int64_t millionths = Ratio::one;
    Points bonus = 0;
    for (int left = chance.between(0, 3); left > 0; --left) {
      const EarnRule more{chance.between(1, 9), Money{1'000}, EarnRounding::floor};
      per_mille += more.points;
      program.campaigns.push_back({"more" + std::to_string(left), "More", {}, EarnMore{more}});
    }
    if (chance.one_in(2)) {
      millionths = chance.between(1, 30) * 100'000;
      program.campaigns.push_back({"times", "Times", {}, Multiply{Ratio{millionths}}});
    }
    if (chance.one_in(2)) {
      bonus = chance.between(1, 50);
      program.campaigns.push_back({"bonus", "Bonus", {}, BonusPoints{bonus}});
    }
    History history;
    history.orders = {
        {.id = OrderId(1), .placed_at = Moment::at(first_random_day), .amount = Money{chance.between(1, 99'999)}}};
    history.sales = {{.parts = {{"", history.orders[0].amount}}}};
    Engine engine(always(program));
    Points together = 0;
    for (const auto& entry : engine.walk(history, first_random_day).entries) together += entry.points;
    CHECK(together == history.orders[0].amount.minor * per_mille * millionths / (1'000 * Ratio::one) + bonus);
  });
}

} // namespace campaign_earning_test
