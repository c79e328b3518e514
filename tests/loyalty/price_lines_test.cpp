// SPDX-License-Identifier: MIT
// Campaigns for some lines of a cart only.
#include "loyalty/price_shop.hpp"
#include "loyalty/random_history.hpp"

namespace price_lines_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

using OnSale = LineScope::OnSale;

constexpr int cases = 5'000;

Program with(LineScope lines, CampaignEffect effect) {
  Program program;
  program.campaigns = {{"k", {}, {.lines = std::move(lines)}, std::move(effect)}};
  return program;
}

Texts steps_of(const Program& program, const Cart& cart) { return steps(quote(program, {.day = today}, cart, {})); }

CartLine thing(const char* sku, const char* category, std::int64_t quantity, Money price, bool on_sale = false) {
  return {.category = category, .quantity = quantity, .price = price, .sku = sku, .on_sale = on_sale};
}

LineScope lines_by_chance(Chance& chance) {
  LineScope lines;
  if (chance.one_in(2)) lines.of.categories = {chance.of<std::string>({"food", "beauty"})};
  if (chance.one_in(3)) lines.of.skus = {chance.of<std::string>({"A", "B"})};
  if (chance.one_in(3)) lines.except.categories = {"cards"};
  if (chance.one_in(4)) lines.except.skus = {chance.of<std::string>({"B", "C"})};
  lines.on_sale = chance.of({OnSale::count, OnSale::count, OnSale::leave_out, OnSale::only, OnSale::refuse});
  if (chance.one_in(3)) lines.min_spend = {chance.between(1, 20'000)};
  if (chance.one_in(3)) lines.pieces = chance.between(1, 6);
  return lines;
}

Cart cart_by_chance(Chance& chance) {
  Cart cart;
  for (int number = chance.between(1, 5); number > 0; --number)
    cart.lines.push_back({.category = chance.of<std::string>({"", "food", "beauty", "cards"}),
                          .quantity = chance.between(1, 3),
                          .price = {chance.between(0, 6'000)},
                          .sku = chance.of<std::string>({"", "A", "B", "C"}),
                          .on_sale = chance.one_in(3)});
  return cart;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::count(names.begin(), names.end(), name) > 0;
}

/// What a campaign takes off a tenth of, spelt out again from the page.
std::int64_t slow_base(const LineScope& scope, const Cart& cart) {
  std::int64_t base = 0;
  std::int64_t pieces = 0;
  for (const auto& line : cart.lines) {
    const bool named = has(scope.of.categories, line.category) || has(scope.of.skus, line.sku);
    if (!named && !(scope.of.categories.empty() && scope.of.skus.empty())) continue;
    if (has(scope.except.categories, line.category) || has(scope.except.skus, line.sku)) continue;
    if (line.on_sale && scope.on_sale == OnSale::refuse) return 0;
    if (line.on_sale ? scope.on_sale == OnSale::leave_out : scope.on_sale == OnSale::only) continue;
    base += line.quantity * line.price.minor;
    pieces += line.quantity;
  }
  return base >= scope.min_spend.minor && pieces >= scope.pieces ? base : 0;
}

} // namespace

TEST_CASE("an offer is for the lines of its categories and skus, and spread over them to the cent", "[price]") {
  const auto program = with({.of = {.categories = {"food"}, .skus = {"A"}}}, ThresholdOff{yuan(100), yuan(10)});
  const auto price = quote(
      program, {.day = today},
      cart({thing("A", "beauty", 1, yuan(50)), thing("B", "beauty", 1, yuan(90)), thing("C", "food", 1, yuan(100))}),
      {});
  CHECK(steps(price) == Texts{"threshold_offer k 15000 -1000 23000"});
  CHECK(price.lines[0].price == Money{4'667});
  CHECK(price.lines[1].price == yuan(90));
  CHECK(price.lines[2].price == Money{9'333});
  CHECK(steps_of(program, cart({thing("A", "beauty", 1, Money{9'999}), thing("B", "beauty", 1, yuan(90))})).empty());
}

TEST_CASE("gift cards are left out of an offer and of its minimum", "[price]") {
  const auto program = with({.except = {.categories = {"cards"}}}, ThresholdOff{yuan(300), yuan(30)});
  CHECK(steps_of(program, cart({thing("", "food", 1, Money{29'999}), thing("", "cards", 1, yuan(500))})).empty());
  CHECK(steps_of(program, cart({thing("", "food", 1, yuan(300)), thing("", "cards", 1, yuan(500))})) ==
        Texts{"threshold_offer k 30000 -3000 77000"});
}

TEST_CASE("a discount waits for the amount and the pieces that its lines ask for", "[price]") {
  const auto program =
      with({.of = {.categories = {"food"}}, .min_spend = yuan(60), .pieces = 2}, LinesOff{percent(20)});
  CHECK(steps_of(program, cart({thing("", "food", 1, yuan(60))})).empty());
  CHECK(steps_of(program, cart({thing("", "food", 2, Money{2'999})})).empty());
  CHECK(steps_of(program, cart({thing("", "food", 1, yuan(60)), thing("", "toys", 1, yuan(10))})).empty());
  CHECK(steps_of(program, cart({thing("", "food", 2, yuan(30))})) == Texts{"category_discount k 6000 -1200 4800"});
}

TEST_CASE("a minimum is judged after the tier's discount and before the discounts of campaigns", "[price]") {
  auto program = with({.min_spend = yuan(180)}, LinesOff{percent(10)});
  program.campaigns.push_back({"also", {}, {.lines = {.min_spend = yuan(180)}}, LinesOff{percent(10)}});
  program.tiers = {{.id = "gold", .name = {}}};
  program.tiers[0].discount = percent(10);
  Buyer buyer{.day = today, .tier = &program.tiers[0]};
  CHECK(steps(quote(program, buyer, mixed(), {})) == Texts{"member_price gold 20000 -2000 18000",
                                                           "category_discount k 18000 -1800 16200",
                                                           "category_discount also 16200 -1620 14580"});
  program.tiers[0].discount = percent(11);
  CHECK(steps(quote(program, buyer, mixed(), {})) == Texts{"member_price gold 20000 -2200 17800"});
}

TEST_CASE("what is on sale counts, is left out, is meant alone, or shuts the campaign out", "[price]") {
  const auto bought = cart({thing("", "food", 1, yuan(100)), thing("", "food", 1, yuan(50), true)});
  const auto off = [&](OnSale on_sale) { return steps_of(with({.on_sale = on_sale}, LinesOff{percent(10)}), bought); };
  CHECK(off(OnSale::count) == Texts{"category_discount k 15000 -1500 13500"});
  CHECK(off(OnSale::leave_out) == Texts{"category_discount k 10000 -1000 14000"});
  CHECK(off(OnSale::only) == Texts{"category_discount k 5000 -500 14500"});
  CHECK(off(OnSale::refuse).empty());
  const LineScope other{.of = {.categories = {"toys"}}, .on_sale = OnSale::refuse};
  auto with_toys = bought;
  with_toys.lines.push_back(thing("", "toys", 1, yuan(20)));
  CHECK(steps_of(with(other, LinesOff{percent(10)}), with_toys) == Texts{"category_discount k 2000 -200 16800"});
}

TEST_CASE("a campaign takes its share of exactly the lines that the page names", "[price][property]") {
  Chance chance(11);
  int taken = 0;
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    const auto scope = lines_by_chance(chance);
    const auto bought = cart_by_chance(chance);
    const auto price = quote(with(scope, LinesOff{percent(10)}), {.day = today}, bought, {});
    const auto off = (slow_base(scope, bought) + 5) / 10;
    REQUIRE(price.list_price.minor - price.to_pay.minor == off);
    taken += off > 0 ? 1 : 0;
  }
  CHECK(taken > cases / 5);
}

TEST_CASE("one line of several pieces costs what two lines of the same pieces cost", "[price][property]") {
  Chance chance(12);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    const LinesOff off{{chance.between(1, 99) * 10'000}};
    auto program = with(lines_by_chance(chance), off);
    if (chance.one_in(2)) program.campaigns[0].effect = ThresholdOff{{1 + chance.between(0, 9'000)}, {500}, true};
    auto bought = cart_by_chance(chance);
    const auto before = quote(program, {.day = today}, bought, {}).to_pay;
    auto& line = bought.lines[static_cast<std::size_t>(chance.between(1, static_cast<int>(bought.lines.size()))) - 1];
    if (line.quantity == 1) continue;
    auto rest = line;
    rest.quantity = --line.quantity;
    line.quantity = 1;
    bought.lines.push_back(rest);
    REQUIRE(quote(program, {.day = today}, bought, {}).to_pay == before);
  }
}

TEST_CASE("a line out of scope changes what a campaign takes by nothing", "[price][property]") {
  Chance chance(13);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    auto scope = lines_by_chance(chance);
    scope.except.skus.push_back("never");
    const auto program = with(scope, LinesOff{percent(10)});
    auto bought = cart_by_chance(chance);
    const auto before = quote(program, {.day = today}, bought, {});
    const bool on_sale = chance.one_in(2);
    bought.lines.push_back(thing("never", "food", 2, {chance.between(0, 9'000)}, on_sale));
    const auto after = quote(program, {.day = today}, bought, {});
    REQUIRE(after.list_price - after.to_pay == before.list_price - before.to_pay);
    scope.except.categories = {"", "food", "beauty", "cards"};
    REQUIRE(quote(with(scope, LinesOff{percent(10)}), {.day = today}, bought, {}).steps.empty());
  }
}

} // namespace price_lines_test
