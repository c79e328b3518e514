// SPDX-License-Identifier: MIT
#include "loyalty/price_shop.hpp"
#include "random_history.hpp"

namespace price_wallet_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

Program shop() {
  Program program;
  program.shipping = {.fee = yuan(8), .free_from = yuan(250)};
  program.points.redeem = RedeemRule{.points = 10, .worth = yuan(1)};
  program.coupons = {coupon("ten", AmountOff{yuan(10)})};
  return program;
}

} // namespace

TEST_CASE("the wallet pays last, of goods and shipping, after vouchers and points", "[price]") {
  const auto program = shop();
  auto buyer = member();
  buyer.balance = 500;
  buyer.wallet = yuan(120);
  auto wanted = mixed();
  wanted.points = 300;
  wanted.wallet = yuan(50);
  const Offered ten[] = {voucher("1", program.coupons[0])};
  const auto part = quote(program, buyer, wanted, ten);
  CHECK(steps(part) == Texts{"voucher 1 20000 -1000 19000", "points  19000 -3000 16000", "shipping  19000 800 16800",
                             "wallet  16800 -5000 11800"});
  CHECK(part.wallet == yuan(50));
  CHECK(part.to_pay == yuan(118));
  CHECK(part.before_points() == yuan(198));
  wanted.wallet = all_of_wallet;
  CHECK(quote(program, buyer, wanted, ten).to_pay == yuan(48));
}

TEST_CASE("no more than the price and no more than is there is paid from the wallet", "[price]") {
  const auto program = shop();
  auto buyer = member();
  auto wanted = mixed();
  wanted.wallet = all_of_wallet;
  CHECK(steps(quote(program, buyer, wanted, {})) == Texts{"shipping  20000 800 20800"});
  buyer.wallet = yuan(1'000);
  const auto all = quote(program, buyer, wanted, {});
  CHECK(all.wallet == yuan(208));
  CHECK(all.to_pay == Money{});
  // A wallet that nobody asked to pay stays as it is.
  CHECK(quote(program, buyer, mixed(), {}).to_pay == yuan(208));
}

TEST_CASE("gift cards pay one after the other, before the wallet, and keep what is not needed", "[price]") {
  const auto program = shop();
  auto buyer = member();
  buyer.wallet = yuan(1'000);
  buyer.cards = {{"A", yuan(50)}, {"B", Money{}}, {"C", yuan(200)}, {"D", yuan(9)}};
  auto wanted = mixed();
  wanted.wallet = all_of_wallet;
  const auto paid = quote(program, buyer, wanted, {});
  CHECK(steps(paid) == Texts{"shipping  20000 800 20800", "card A 20800 -5000 15800", "card C 15800 -15800 0"});
  REQUIRE(paid.cards.size() == 2);
  CHECK(paid.cards[0].balance == Money{});
  CHECK(paid.cards[1].balance == yuan(42));
  CHECK(paid.to_pay == Money{});
  CHECK(paid.wallet == Money{});
  CHECK(paid.before_points() == yuan(208));
  buyer.cards.pop_back();
  buyer.cards.pop_back();
  CHECK(quote(program, buyer, wanted, {}).wallet == yuan(158));
}

TEST_CASE("paying from the wallet changes nothing of the price", "[price]") {
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    auto program = shop();
    program.coupons[0].min_spend = yuan(chance.between(0, 300));
    auto buyer = member();
    buyer.balance = chance.between(0, 900);
    auto wanted = cart({{"cream", "beauty", chance.between(1, 3), {chance.between(0, 9'000)}}});
    wanted.points = chance.of<Points>({0, 50, as_many_as_allowed});
    const Offered ten[] = {voucher("1", program.coupons[0])};
    const auto plain = quote(program, buyer, wanted, ten);
    buyer.wallet = {chance.between(0, 30'000)};
    wanted.wallet = chance.one_in(3) ? all_of_wallet : Money{chance.between(0, 30'000)};
    const auto paid = quote(program, buyer, wanted, ten);
    CHECK(paid.wallet <= buyer.wallet);
    CHECK(paid.wallet <= wanted.wallet);
    CHECK(paid.wallet + paid.to_pay == plain.to_pay);
    CHECK(paid.points == plain.points);
    CHECK(used(paid) == used(plain));
    auto before = steps(paid);
    if (paid.wallet > Money{}) before.pop_back();
    CHECK(before == steps(plain));
  }
}

} // namespace price_wallet_test
