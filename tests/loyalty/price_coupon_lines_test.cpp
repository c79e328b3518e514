// SPDX-License-Identifier: MIT
// Vouchers for some lines of a cart only.
#include "loyalty/price_shop.hpp"

namespace price_coupon_lines_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

using OnSale = LineScope::OnSale;

Coupon for_lines(LineScope lines, CouponKind kind, Money min_spend = {}) {
  auto result = coupon("c", std::move(kind));
  result.lines = std::move(lines);
  result.min_spend = min_spend;
  return result;
}

CartLine bought(const char* sku, const char* category, std::int64_t quantity, Money price, bool on_sale = false) {
  return {.category = category, .quantity = quantity, .price = price, .sku = sku, .on_sale = on_sale};
}

/// What the quote says of the one voucher: its step, or why it is left out.
Texts told(const Coupon& coupon, const Cart& cart, const Buyer& buyer = member(), Program program = {}) {
  program.coupons = {coupon};
  const Offered offered[] = {voucher("1", coupon)};
  const auto price = quote(program, buyer, cart, offered);
  auto texts = steps(price);
  for (auto& text : left_out(price)) texts.push_back(std::move(text));
  return texts;
}

} // namespace

TEST_CASE("a voucher that leaves out a category takes nothing from it and does not count it", "[price]") {
  const auto off = for_lines({.except = {.categories = {"cards"}}}, PercentOff{percent(20), yuan(50)}, yuan(200));
  const auto card = bought("", "cards", 1, yuan(500));
  CHECK(told(off, cart({bought("", "food", 1, Money{19'999}), card})) == Texts{"1 below_minimum_spend"});
  CHECK(told(off, cart({bought("", "food", 1, yuan(200)), card})) == Texts{"voucher 1 20000 -4000 66000"});
  CHECK(told(off, cart({bought("", "food", 1, yuan(300)), card})) == Texts{"voucher 1 30000 -5000 75000"});
  CHECK(told(off, cart({card})) == Texts{"1 wrong_categories"});
}

TEST_CASE("a voucher for skus lies on their lines to the cent", "[price]") {
  const auto off = for_lines({.of = {.skus = {"A", "B"}}}, AmountOff{yuan(10)});
  const auto lines =
      cart({bought("A", "food", 1, yuan(100)), bought("C", "food", 1, yuan(100)), bought("B", "beauty", 1, yuan(50))});
  CHECK(told(off, lines) == Texts{"voucher 1 15000 -1000 24000"});
  const Offered offered[] = {voucher("1", off)};
  const auto price = quote({}, member(), lines, offered);
  CHECK(price.lines[0].price == Money{9'333});
  CHECK(price.lines[1].price == yuan(100));
  CHECK(price.lines[2].price == Money{4'667});
}

TEST_CASE("a voucher waits for its pieces", "[price]") {
  const auto off = for_lines({.of = {.categories = {"food"}}, .pieces = 3}, AmountOff{yuan(5)}, yuan(20));
  CHECK(told(off, cart({bought("", "food", 2, yuan(20)), bought("", "beauty", 1, yuan(9))})) ==
        Texts{"1 too_few_pieces"});
  CHECK(told(off, cart({bought("", "food", 3, yuan(6))})) == Texts{"1 below_minimum_spend"});
  CHECK(told(off, cart({bought("", "food", 2, yuan(10)), bought("A", "food", 1, yuan(6))})) ==
        Texts{"voucher 1 2600 -500 2100"});
}

TEST_CASE("what is on sale counts, is left out, is meant alone, or is no place for the voucher", "[price]") {
  const auto lines = cart({bought("", "food", 1, yuan(100)), bought("", "food", 1, yuan(50), true)});
  const auto of = [&](OnSale on_sale) {
    return told(for_lines({.of = {.categories = {"food"}}, .on_sale = on_sale}, PercentOff{percent(10)}), lines);
  };
  CHECK(of(OnSale::count) == Texts{"voucher 1 15000 -1500 13500"});
  CHECK(of(OnSale::leave_out) == Texts{"voucher 1 10000 -1000 14000"});
  CHECK(of(OnSale::only) == Texts{"voucher 1 5000 -500 14500"});
  CHECK(of(OnSale::refuse) == Texts{"1 on_sale"});
  const auto other = for_lines({.of = {.categories = {"beauty"}}, .on_sale = OnSale::refuse}, PercentOff{percent(10)});
  auto with_beauty = lines;
  with_beauty.lines.push_back(bought("", "beauty", 1, yuan(10)));
  CHECK(told(other, with_beauty) == Texts{"voucher 1 1000 -100 15900"});
}

TEST_CASE("the minimum of a voucher's lines is judged after member price and before offers", "[price]") {
  const auto off = for_lines({.of = {.categories = {"food"}}}, AmountOff{yuan(5)}, yuan(90));
  Program program;
  program.tiers = {{.id = "gold", .name = {}}};
  program.campaigns = {{"k", {}, {.lines = {.of = {.categories = {"food"}}}}, ThresholdOff{yuan(50), yuan(20)}}};
  auto buyer = member();
  buyer.tier = &program.tiers[0];
  program.tiers[0].discount = percent(10);
  CHECK(told(off, cart({bought("", "food", 1, yuan(100))}), buyer, program) ==
        Texts{"member_price gold 10000 -1000 9000", "threshold_offer k 9000 -2000 7000", "voucher 1 7000 -500 6500"});
  program.tiers[0].discount = percent(11);
  CHECK(told(off, cart({bought("", "food", 1, yuan(100))}), buyer, program) ==
        Texts{"member_price gold 10000 -1100 8900", "threshold_offer k 8900 -2000 6900", "1 below_minimum_spend"});
}

TEST_CASE("a voucher in use stays in use whatever its lines ask for", "[price]") {
  auto used = voucher("1", for_lines({.on_sale = OnSale::refuse, .pieces = 9}, AmountOff{yuan(5)}, yuan(900)));
  used.in_use = true;
  const Offered offered[] = {used};
  CHECK(steps(quote({}, member(), cart({bought("", "food", 1, yuan(50), true)}), offered)) ==
        Texts{"voucher 1 5000 -500 4500"});
}

TEST_CASE("lines of an order keep what vouchers look at", "[price]") {
  const PaidLine paid[] = {{.category = "food", .amount = yuan(90), .discount = yuan(10), .sku = "A", .quantity = 3},
                           {.category = "food", .amount = yuan(20), .sku = "B", .on_sale = true}};
  const auto lines = lines_before(paid, {});
  const auto off = for_lines({.of = {.skus = {"A"}}, .pieces = 3}, AmountOff{yuan(10)}, yuan(100));
  CHECK(told(off, {.lines = lines}) == Texts{"voucher 1 10000 -1000 11000"});
  CHECK(told(for_lines({.on_sale = OnSale::refuse}, AmountOff{yuan(10)}), {.lines = lines}) == Texts{"1 on_sale"});
}

} // namespace price_coupon_lines_test
