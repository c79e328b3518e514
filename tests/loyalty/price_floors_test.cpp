// SPDX-License-Identifier: MIT
// What no discount goes below.
#include "loyalty/price_shop.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/spread.hpp"

namespace price_floors_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

using Amounts = std::vector<Money>;

constexpr int cases = 10'000;

Money sum(const Amounts& amounts) {
  Money all;
  for (const auto amount : amounts) all += amount;
  return all;
}

/// A program that takes so much off everything.
Program with(Prices prices, CampaignEffect effect) {
  Program program;
  program.prices = std::move(prices);
  program.campaigns = {{"k", {}, {}, std::move(effect)}};
  return program;
}

Floor at(Money each, const char* category) { return {.lines = {.of = {.categories = {category}}}, .least = each}; }

Cart two() { return cart({{.category = "food", .price = yuan(100)}, {.category = "wine", .price = yuan(50)}}); }

Amounts prices_of(const Quote& quote) {
  Amounts prices;
  for (const auto& line : quote.lines) prices.push_back(line.price);
  return prices;
}

const Buyer guest{.day = today};

} // namespace

TEST_CASE("what finds no room on a line moves to the others, or is lost", "[price]") {
  auto program = with({.floors = {at(yuan(45), "wine")}}, ThresholdOff{yuan(150), yuan(30)});
  const auto moved = quote(program, guest, two(), {});
  CHECK(prices_of(moved) == Amounts{yuan(75), yuan(45)});
  CHECK(moved.steps[0].no_room == Money{});
  program.prices.lost = true;
  const auto lost = quote(program, guest, two(), {});
  CHECK(prices_of(lost) == Amounts{yuan(80), yuan(45)});
  CHECK(lost.steps[0].amount == -yuan(25));
  CHECK(lost.steps[0].no_room == yuan(5));
}

TEST_CASE("a share off every line takes no more than that share off any, whatever the floors of others", "[price]") {
  auto program = with({.floors = {at(yuan(45), "wine")}}, LinesOff{percent(20)});
  const auto price = quote(program, guest, two(), {});
  CHECK(prices_of(price) == Amounts{yuan(80), yuan(45)});
  CHECK(price.steps[0].no_room == yuan(5));
  program.campaigns.clear();
  const Tier gold{.id = "gold", .name = "Gold", .discount = percent(20)};
  auto buyer = guest;
  buyer.tier = &gold;
  CHECK(prices_of(quote(program, buyer, two(), {})) == Amounts{yuan(80), yuan(45)});
}

TEST_CASE("where no line has room, the rest is lost in any case", "[price]") {
  const auto program = with({.floors = {{.least = percent(90)}}}, LinesOff{percent(20)});
  const auto price = quote(program, guest, two(), {});
  CHECK(prices_of(price) == Amounts{yuan(90), yuan(45)});
  CHECK(price.steps[0].amount == -yuan(15));
  CHECK(price.steps[0].no_room == yuan(15));
}

TEST_CASE("of several floors the highest counts, and a line that costs less stays as it is", "[price]") {
  const auto program =
      with({.floors = {{.least = percent(50)}, at(yuan(70), "food"), at(yuan(60), "wine")}}, LinesOff{percent(60)});
  CHECK(prices_of(quote(program, guest, two(), {})) == Amounts{yuan(70), yuan(50)});
}

TEST_CASE("a floor is the same for each piece of a line", "[price]") {
  const auto program = with({.floors = {at(yuan(8), "food")}}, LinesOff{percent(50)});
  CHECK(prices_of(quote(program, guest, cart({{.category = "food", .quantity = 3, .price = yuan(10)}}), {})) ==
        Amounts{yuan(24)});
}

TEST_CASE("floors hold against vouchers and pieces, and not against points", "[price]") {
  auto program = with({.floors = {{.least = percent(80)}}}, PiecesOff{.buy = 1, .get = 1, .value = percent(100)});
  program.points.redeem = RedeemRule{.points = 10, .worth = yuan(1)};
  program.coupons = {coupon("fifty", AmountOff{yuan(50)})};
  auto buyer = member();
  buyer.balance = 1'000;
  const Offered given[] = {voucher("1", program.coupons[0])};
  auto bought = two();
  bought.points = 200;
  const auto price = quote(program, buyer, bought, given);
  CHECK(steps(price) ==
        Texts{"pieces_offer k 15000 -1000 14000", "voucher 1 14000 -2000 12000", "points  12000 -2000 10000"});
  CHECK(price.steps[0].no_room == yuan(40));
  CHECK(price.steps[1].no_room == yuan(30));
  CHECK(prices_of(price) == Amounts{yuan(80), yuan(40)});
}

TEST_CASE("parts within rooms: nothing above its room, nothing kept back while there is any", "[price][property]") {
  Chance chance(41);
  int cut = 0;
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Amounts amounts;
    Amounts rooms;
    for (int number = chance.between(1, 6); number > 0; --number) {
      amounts.push_back({chance.between(0, chance.of({3, 100, 100'000}))});
      rooms.push_back({chance.between(0, static_cast<int>(amounts.back().minor))});
      if (chance.one_in(3)) rooms.back() = amounts.back();
    }
    const Money off{sum(amounts).minor * chance.between(0, 100) / 100};
    const auto moved = spread_within(off, amounts, rooms, true);
    const auto lost = spread_within(off, amounts, rooms, false);
    REQUIRE(sum(moved.parts) + moved.no_room == off);
    REQUIRE(sum(lost.parts) + lost.no_room == off);
    REQUIRE(moved.no_room == std::max(Money{}, off - sum(rooms)));
    REQUIRE(lost.no_room >= moved.no_room);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      REQUIRE(moved.parts[i] >= Money{});
      REQUIRE(moved.parts[i] <= rooms[i]);
      REQUIRE(lost.parts[i] == std::min(spread(off, amounts)[i], rooms[i]));
      // Who is not cut bears no smaller share than anybody else, but for a cent.
      for (std::size_t j = 0; j < amounts.size(); ++j)
        if (moved.parts[i] < rooms[i])
          REQUIRE((moved.parts[i].minor + 1) * amounts[j].minor >= (moved.parts[j].minor - 1) * amounts[i].minor);
    }
    REQUIRE(spread_within(off, amounts, amounts, true).parts == spread(off, amounts));
    cut += moved.parts != spread(off, amounts) ? 1 : 0;
  }
  CHECK(cut > cases / 4);
}

TEST_CASE("no line goes below its floor, and a lower floor never makes an order dearer", "[price][property]") {
  Chance chance(42);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Cart bought;
    for (int number = chance.between(1, 4); number > 0; --number)
      bought.lines.push_back({.category = chance.of<std::string>({"food", "wine"}),
                              .quantity = chance.between(1, 3),
                              .price = {chance.between(0, 5'000)}});
    const Ratio share{chance.between(1, 100) * 10'000};
    const LinesOff off{{chance.between(1, 100) * 10'000}};
    auto program =
        with({.floors = {{.least = share}, at({chance.between(1, 3'000)}, "wine")}, .lost = chance.one_in(2)}, off);
    program.campaigns.push_back({"off", {}, {}, ThresholdOff{{1}, {chance.between(1, 5'000)}}});
    const auto price = quote(program, guest, bought, {});
    for (std::size_t line = 0; line < bought.lines.size(); ++line) {
      const auto& each = bought.lines[line];
      const auto wine = std::get<Money>(program.prices.floors[1].least).minor * each.quantity;
      const auto least = std::max(share_of(each.amount(), share).minor, each.category == "wine" ? wine : 0);
      REQUIRE(price.lines[line].price.minor >= std::min(least, each.amount().minor));
    }
    program.prices.floors.pop_back();
    if (!program.prices.lost) REQUIRE(quote(program, guest, bought, {}).to_pay <= price.to_pay);
    program.prices.floors.clear();
    REQUIRE(quote(program, guest, bought, {}).to_pay <= price.to_pay);
  }
}

} // namespace price_floors_test
