// SPDX-License-Identifier: MIT
// Campaigns on single pieces of a cart, and prices for each piece.
#include "loyalty/price_shop.hpp"
#include "loyalty/random_history.hpp"

namespace price_pieces_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

using Pick = PiecesOff::Pick;

constexpr int cases = 5'000;

Campaign campaign(const char* id, CampaignEffect effect, LineScope lines = {}) {
  return {id, {}, {.lines = std::move(lines)}, std::move(effect)};
}

Program with(std::vector<Campaign> campaigns) {
  Program program;
  program.campaigns = std::move(campaigns);
  return program;
}

PiecesOff two_get_one() { return {.buy = 2, .get = 1, .value = percent(100)}; }
PiecesOff second_half() { return {.buy = 1, .get = 1, .value = percent(50), .pick = Pick::each_round}; }

CartLine thing(std::int64_t quantity, Money price, const char* category = "food", const char* sku = "") {
  return {.category = category, .quantity = quantity, .price = price, .sku = sku};
}

Quote quoted(const Program& program, const Cart& cart) { return quote(program, {.day = today}, cart, {}); }

Texts steps_of(const Program& program, const Cart& cart) { return steps(quoted(program, cart)); }

PiecesOff rule_by_chance(Chance& chance) {
  PiecesOff rule{.buy = chance.between(0, 2), .get = chance.between(1, 2)};
  rule.value = Ratio{chance.between(1, 100) * 10'000};
  if (chance.one_in(3)) rule.value = Money{chance.between(1, 500)};
  if (chance.one_in(3)) rule.value = PiecesOff::Price{{chance.between(1, 2'000)}};
  if (chance.one_in(3)) rule.times = chance.between(1, 2);
  rule.pick = chance.of({Pick::cheapest, Pick::dearest, Pick::each_round});
  if (rule.pick != Pick::each_round && chance.one_in(3)) rule.get_from = LineScope{.of = {.skus = {"A"}}};
  return rule;
}

Program program_by_chance(Chance& chance) {
  Program program;
  for (const char* id : {"one", "two", "three"}) {
    if (chance.one_in(3)) continue;
    LineScope lines;
    if (chance.one_in(2)) lines.of.categories = {chance.of<std::string>({"food", "beauty"})};
    if (chance.one_in(4)) lines.pieces = chance.between(1, 4);
    program.campaigns.push_back(campaign(id, rule_by_chance(chance), std::move(lines)));
  }
  return program;
}

Cart cart_by_chance(Chance& chance) {
  Cart cart;
  for (int number = chance.between(1, 5); number > 0; --number) {
    const char* sku = chance.of({"A", "B"});
    const char* category = chance.of({"food", "beauty", "toys"});
    const Money price{chance.one_in(8) ? 0 : chance.between(1, 3'000)};
    cart.lines.push_back(thing(chance.between(1, 4), price, category, sku));
  }
  return cart;
}

} // namespace

TEST_CASE("for two pieces bought, the cheapest of all are free", "[price]") {
  const auto program = with({campaign("k", two_get_one())});
  CHECK(steps_of(program, cart({thing(2, yuan(30))})).empty());
  CHECK(steps_of(program, cart({thing(3, yuan(30))})) == Texts{"pieces_offer k 9000 -3000 6000"});
  const auto price = quoted(program, cart({thing(4, yuan(30)), thing(2, yuan(10), "beauty")}));
  CHECK(steps(price) == Texts{"pieces_offer k 14000 -2000 12000"});
  CHECK(price.lines[0].price == yuan(120));
  CHECK(price.lines[1].price == Money{});
}

TEST_CASE("the second piece costs half, round by round", "[price]") {
  const auto program = with({campaign("k", second_half())});
  CHECK(steps_of(program, cart({thing(1, yuan(40)), thing(1, yuan(30)), thing(1, yuan(20)), thing(1, yuan(10))})) ==
        Texts{"pieces_offer k 10000 -2000 8000"});
}

TEST_CASE("some pieces cost a price together, some so much less each", "[price]") {
  const auto three =
      with({campaign("k", PiecesOff{.get = 3, .value = PiecesOff::Price{yuan(100)}, .pick = Pick::dearest})});
  CHECK(steps_of(three, cart({thing(3, yuan(40)), thing(1, yuan(35))})) == Texts{"pieces_offer k 15500 -2000 13500"});
  CHECK(steps_of(three, cart({thing(3, yuan(33))})).empty());
  const auto each = with({campaign("k", PiecesOff{.value = yuan(5), .times = 3}, {.of = {.categories = {"food"}}})});
  CHECK(steps_of(each, cart({thing(4, yuan(20)), thing(9, yuan(20), "toys")})) ==
        Texts{"pieces_offer k 8000 -1500 24500"});
}

TEST_CASE("pieces can be bought of some lines and reduced on others", "[price]") {
  auto rule = two_get_one();
  rule.get_from = LineScope{.of = {.skus = {"GIFT"}}};
  const auto program = with({campaign("k", rule, {.of = {.categories = {"food"}}})});
  CHECK(steps_of(program, cart({thing(2, yuan(20))})).empty());
  CHECK(steps_of(program, cart({thing(2, yuan(20)), thing(2, yuan(90), "toys", "GIFT")})) ==
        Texts{"pieces_offer k 22000 -9000 13000"});
  CHECK(steps_of(program, cart({thing(1, yuan(20)), thing(2, yuan(90), "toys", "GIFT")})).empty());
}

TEST_CASE("a piece serves one offer", "[price]") {
  const auto program = with({campaign("first", two_get_one()), campaign("again", two_get_one()),
                             campaign("each", PiecesOff{.value = yuan(1)})});
  CHECK(steps_of(program, cart({thing(3, yuan(30))})) == Texts{"pieces_offer first 9000 -3000 6000"});
  CHECK(steps_of(program, cart({thing(5, yuan(30))})) ==
        Texts{"pieces_offer first 15000 -3000 12000", "pieces_offer each 6000 -200 11800"});
  CHECK(steps_of(program, cart({thing(6, yuan(30))})) == Texts{"pieces_offer first 18000 -6000 12000"});
}

TEST_CASE("the dearest pieces that are not reduced are those that were bought for it", "[price]") {
  const auto program = with({campaign("first", PiecesOff{.buy = 1, .get = 1, .value = percent(100), .times = 1}),
                             campaign("each", PiecesOff{.value = percent(10)})});
  CHECK(steps_of(program, cart({thing(1, yuan(50)), thing(1, yuan(40)), thing(1, yuan(10))})) ==
        Texts{"pieces_offer first 10000 -1000 9000", "pieces_offer each 4000 -400 8600"});
}

TEST_CASE("pieces are priced after discounts, and offers and vouchers are judged after pieces", "[price]") {
  auto program = with({campaign("spring", ThresholdOff{yuan(100), yuan(10)}), campaign("k", two_get_one()),
                       campaign("tenth", LinesOff{percent(10)})});
  CHECK(steps_of(program, cart({thing(3, yuan(50))})) ==
        Texts{"category_discount tenth 15000 -1500 13500", "pieces_offer k 13500 -4500 9000"});
  program.campaigns.pop_back();
  CHECK(steps_of(program, cart({thing(3, yuan(50))})) ==
        Texts{"pieces_offer k 15000 -5000 10000", "threshold_offer spring 10000 -1000 9000"});
  program.coupons = {coupon("hundred", AmountOff{yuan(20)})};
  program.coupons[0].min_spend = yuan(100);
  const Offered given[] = {voucher("1", program.coupons[0])};
  CHECK(used(quote(program, {.day = today}, cart({thing(3, yuan(50))}), given)) == Texts{"1"});
  program.coupons[0].min_spend = Money{10'001};
  const Offered dear[] = {voucher("1", program.coupons[0])};
  CHECK(left_out(quote(program, {.day = today}, cart({thing(3, yuan(50))}), dear)) == Texts{"1 below_minimum_spend"});
}

TEST_CASE("what costs nothing is no piece of an offer, and a cart of too many pieces has none", "[price]") {
  const auto program = with({campaign("k", two_get_one())});
  CHECK(steps_of(program, cart({thing(2, yuan(30)), thing(5, Money{})})).empty());
  CHECK(steps_of(program, cart({thing(most_pieces, yuan(3))})).size() == 1);
  CHECK(steps_of(program, cart({thing(most_pieces, yuan(3)), thing(1, yuan(3))})).empty());
  CHECK_FALSE(has_too_many_pieces(cart({thing(most_pieces, yuan(3))})));
  CHECK(has_too_many_pieces(cart({thing(Money::limit, {}), thing(Money::limit, {})})));
}

TEST_CASE("a price for each piece lowers what is dearer, and nothing else", "[price]") {
  const auto program = with({campaign("k", LinePrice{yuan(9)}, {.of = {.categories = {"food"}}})});
  CHECK(steps_of(program, cart({thing(2, yuan(20)), thing(1, yuan(8)), thing(1, yuan(50), "toys")})) ==
        Texts{"category_discount k 4800 -2200 7600"});
  CHECK(steps_of(program, cart({thing(3, yuan(9))})).empty());
  auto uneven = cart({thing(3, {})});
  uneven.lines[0].whole = Money{2'702};
  CHECK(quoted(program, uneven).to_pay == yuan(27));
  uneven.lines[0].whole = Money{2'699};
  CHECK(quoted(program, uneven).to_pay == Money{2'699});
}

TEST_CASE("offers on pieces never raise a price, and lie on the lines to the cent", "[price][property]") {
  Chance chance(31);
  int several = 0;
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    const auto program = program_by_chance(chance);
    const auto bought = cart_by_chance(chance);
    const auto price = quoted(program, bought);
    std::vector<Money> lines;
    for (const auto& line : bought.lines) lines.push_back(line.amount());
    for (const auto& step : price.steps) {
      Money off;
      for (std::size_t line = 0; line < lines.size(); ++line) {
        REQUIRE(step.by_line[line] >= Money{});
        lines[line] -= step.by_line[line];
        off += step.by_line[line];
        REQUIRE(lines[line] >= Money{});
      }
      REQUIRE(off == -step.amount);
      REQUIRE(off <= step.base);
    }
    REQUIRE(price.to_pay <= price.list_price);
    several += price.steps.size() > 1 ? 1 : 0;
  }
  CHECK(several > cases / 10);
}

TEST_CASE("no order of the lines, and no splitting of a line, changes what pieces come to", "[price][property]") {
  Chance chance(32);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    auto program = program_by_chance(chance);
    // Which of equal pieces serves the first offer decides what the second finds.
    if (program.campaigns.size() > 1) program.campaigns.resize(1);
    auto bought = cart_by_chance(chance);
    for (auto& line : bought.lines) line.sku = "B";
    const auto before = quoted(program, bought).to_pay;
    std::reverse(bought.lines.begin(), bought.lines.end());
    REQUIRE(quoted(program, bought).to_pay == before);
    auto& line = bought.lines[static_cast<std::size_t>(chance.between(1, static_cast<int>(bought.lines.size()))) - 1];
    if (line.quantity == 1) continue;
    auto rest = line;
    rest.quantity = --line.quantity;
    line.quantity = 1;
    bought.lines.push_back(rest);
    REQUIRE(quoted(program, bought).to_pay == before);
  }
}

} // namespace price_pieces_test
