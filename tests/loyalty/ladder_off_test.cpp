// SPDX-License-Identifier: MIT
// Campaigns that take more off the more is bought.
#include "loyalty/price_shop.hpp"
#include "loyalty/random_history.hpp"

namespace ladder_off_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

Program with(LadderOff ladder, Scope scope = {}) {
  Program program;
  program.campaigns = {{"k", {}, std::move(scope), std::move(ladder)}};
  return program;
}

Money paid(const Program& program, const Cart& cart) { return quote(program, {.day = today}, cart, {}).to_pay; }

Cart of(Money price, std::int64_t quantity = 1) {
  return cart({{.category = "food", .quantity = quantity, .price = price}});
}

const LadderOff by_money{{{.spend = yuan(200), .off = percent(20)}, {.spend = yuan(500), .off = percent(30)}}};
const LadderOff by_pieces{{{.pieces = 2, .off = percent(10)}, {.pieces = 3, .off = percent(20)}}};

} // namespace

TEST_CASE("the highest step that is reached counts, and no other", "[price]") {
  const auto program = with(by_money);
  CHECK(paid(program, of(Money{19'999})) == Money{19'999});
  CHECK(paid(program, of(yuan(200))) == yuan(160));
  CHECK(paid(program, of(Money{49'999})) == Money{39'999});
  CHECK(paid(program, of(yuan(500))) == yuan(350));
  CHECK(paid(program, of(Money{50'001})) == Money{35'001});
  CHECK(steps(quote(program, {.day = today}, of(yuan(500)), {})) == Texts{"threshold_offer k 50000 -15000 35000"});
}

TEST_CASE("steps can ask for pieces, however they lie in lines", "[price]") {
  const auto program = with(by_pieces, {.lines = {.of = {.categories = {"food"}}}});
  CHECK(paid(program, of(yuan(100))) == yuan(100));
  CHECK(paid(program, of(yuan(100), 2)) == yuan(180));
  CHECK(paid(program, of(yuan(100), 3)) == yuan(240));
  CHECK(paid(program, of(yuan(100), 9)) == yuan(720));
  auto mixed = of(yuan(100), 2);
  mixed.lines.push_back({.category = "toys", .quantity = 5, .price = yuan(1)});
  CHECK(paid(program, mixed) == yuan(185));
  mixed.lines.push_back({.category = "food", .quantity = 1, .price = yuan(50)});
  CHECK(paid(program, mixed) == yuan(205));
}

TEST_CASE("a step is judged before other offers, and its share taken of what they leave", "[price]") {
  auto program = with(by_money);
  program.campaigns.insert(program.campaigns.begin(), {"first", {}, {}, ThresholdOff{yuan(200), yuan(30)}});
  CHECK(steps(quote(program, {.day = today}, of(yuan(200)), {})) ==
        Texts{"threshold_offer first 20000 -3000 17000", "threshold_offer k 17000 -3400 13600"});
  std::swap(program.campaigns[0], program.campaigns[1]);
  CHECK(steps(quote(program, {.day = today}, of(yuan(200)), {})) ==
        Texts{"threshold_offer k 20000 -4000 16000", "threshold_offer first 20000 -3000 13000"});
}

TEST_CASE("a step takes no more than there is", "[price]") {
  const auto program = with({{{.pieces = 1, .off = yuan(30)}}});
  CHECK(paid(program, of(yuan(20))) == Money{});
  CHECK(paid(program, of({})) == Money{});
}

TEST_CASE("a ladder of one amount is an offer, one of one share a discount", "[price][property]") {
  Chance chance(21);
  for (int round = 0; round < 5'000; ++round) {
    CAPTURE(round);
    const int pieces = chance.between(1, 4);
    auto bought = of({chance.between(1, 9'000)}, pieces);
    bought.lines.push_back({.category = "toys", .price = {chance.between(0, 9'000)}});
    const Money least{chance.between(1, 20'000)};
    const Money amount{chance.between(1, 5'000)};
    auto offer = with({});
    offer.campaigns[0].effect = ThresholdOff{least, amount};
    REQUIRE(paid(with({{{.spend = least, .off = amount}}}), bought) == paid(offer, bought));
    const Ratio share{chance.between(1, 99) * 10'000};
    auto discount = with({});
    discount.campaigns[0].effect = LinesOff{share};
    REQUIRE(paid(with({{{.spend = {1}, .off = share}}}), bought) == paid(discount, bought));
  }
}

TEST_CASE("the step reached is the highest whose bound is not above, and never falls when more is bought",
          "[price][property]") {
  Chance chance(22);
  for (int round = 0; round < 5'000; ++round) {
    CAPTURE(round);
    LadderOff ladder;
    Money spend;
    for (int number = chance.between(1, 5); number > 0; --number) {
      spend += Money{chance.between(1, 500)};
      ladder.steps.push_back({.spend = spend, .off = Money{number}});
    }
    const LadderStep* before = nullptr;
    for (Money bought{chance.between(0, 500)}; bought < Money{3'000}; bought += Money{chance.between(1, 200)}) {
      const auto* step = step_reached(ladder, bought, 1);
      const LadderStep* slow = nullptr;
      for (const auto& each : ladder.steps)
        if (each.spend <= bought) slow = &each;
      REQUIRE(step == slow);
      REQUIRE((before == nullptr || before <= step));
      before = step;
    }
  }
}

} // namespace ladder_off_test
