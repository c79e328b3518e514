// SPDX-License-Identifier: MIT
#include "loyalty/price_shop.hpp"

namespace price_shipping_test {

using namespace loyalty;
using namespace loyalty::price_shop;

TEST_CASE("among equals the one that ends first is used, then the lower code", "[price]") {
  Program program;
  program.coupons = {coupon("ten", AmountOff{yuan(10)})};
  std::vector<Offered> given = {voucher("C", program.coupons[0]), voucher("B", program.coupons[0]),
                                voucher("A", program.coupons[0])};
  CHECK(used(quote(program, member(), mixed(), given)) == Texts{"A"});
  given[0].voucher.last_day = today + 3;
  CHECK(used(quote(program, member(), mixed(), given)) == Texts{"C"});
}

TEST_CASE("a hundred equal vouchers and twenty groups are no matter", "[price]") {
  Program program;
  std::vector<Offered> given;
  for (int group = 0; group < 20; ++group)
    program.coupons.push_back(
        coupon("c" + std::to_string(group), AmountOff{yuan(5 + group)}, "g" + std::to_string(group)));
  for (int number = 0; number < 100; ++number)
    for (const auto& each : program.coupons) given.push_back(voucher(each.id + '-' + std::to_string(number), each));
  const auto price = quote(program, member(), mixed(), given);
  CHECK(price.to_pay == Money{});
  CHECK(price.used.size() == 11); // 24.00 + … + 15.00 are 195.00
  CHECK(price.left_out.size() == given.size() - 11);
}

TEST_CASE("goods of the amount that ships free are judged after vouchers and before points", "[price]") {
  Program program;
  program.shipping = {.fee = yuan(8), .free_from = yuan(190)};
  program.points.redeem = RedeemRule{.points = 10, .worth = yuan(1)};
  program.coupons = {coupon("ten", AmountOff{yuan(10)}), coupon("eleven", AmountOff{yuan(11)})};
  auto buyer = member();
  buyer.balance = 500;
  auto with_points = mixed();
  with_points.points = 300;
  const Offered ten[] = {voucher("1", program.coupons[0])};
  CHECK(steps(quote(program, buyer, with_points, ten)) ==
        Texts{"voucher 1 20000 -1000 19000", "points  19000 -3000 16000", "shipping  19000 0 16000"});
  const Offered eleven[] = {voucher("1", program.coupons[1])};
  CHECK(quote(program, buyer, mixed(), eleven).to_pay == yuan(197));
}

TEST_CASE("a voucher that would cost the free shipping is left out", "[price]") {
  Program program;
  program.shipping = {.fee = yuan(12), .free_from = yuan(200)};
  program.coupons = {coupon("ten", AmountOff{yuan(10)})};
  const Offered given[] = {voucher("1", program.coupons[0])};
  const auto price = quote(program, member(), mixed(), given);
  CHECK(price.to_pay == yuan(200));
  CHECK(left_out(price) == Texts{"1 better_without"});
  CHECK(price.left_out[0].at_best == yuan(202));
}

TEST_CASE("of the campaigns that lower the fee the one that takes most counts, where the order does not ship free",
          "[price]") {
  Program program;
  program.shipping = {.fee = yuan(8), .free_from = yuan(300)};
  const LineScope food{.of = {.categories = {"food"}}, .min_spend = yuan(80)};
  program.campaigns = {{"half", {}, {}, ShippingOff{percent(50)}},
                       {"three", {}, {}, ShippingOff{yuan(3)}},
                       {"food", {}, {.lines = food}, ShippingOff{yuan(5)}},
                       {"toys", {}, {.lines = {.of = {.categories = {"toys"}}}}, ShippingOff{percent(100)}}};
  CHECK(steps(quote(program, member(), mixed(), {})) == Texts{"shipping food 20000 300 20300"});
  auto less = mixed();
  less.lines[1].price = Money{7'999};
  CHECK(steps(quote(program, member(), less, {})) == Texts{"shipping half 19999 400 20399"});
  less.shipping = yuan(5);
  CHECK(quote(program, member(), less, {}).shipping == yuan(2));
  less.shipping = yuan(2);
  CHECK(quote(program, member(), less, {}).shipping == Money{});
  auto large = mixed();
  large.lines[0].quantity = 4;
  CHECK(steps(quote(program, member(), large, {})) == Texts{"shipping  32000 0 32000"});
  program.coupons = {coupon("free", FreeShipping{})};
  const Offered given[] = {voucher("1", program.coupons[0])};
  const auto price = quote(program, member(), mixed(), given);
  CHECK(price.to_pay == yuan(200));
  CHECK(price.shipped_by_voucher);
  program.campaigns = {{"all", {}, {}, ShippingOff{percent(100)}}};
  CHECK(left_out(quote(program, member(), mixed(), given)) == Texts{"1 better_without"});
}

TEST_CASE("a voucher, a tier and a fee of one's own change the shipping", "[price]") {
  Program program;
  program.shipping = {.fee = yuan(8), .free_from = yuan(300)};
  program.tiers = {{.id = "silver", .name = {}}};
  program.tiers[0].free_shipping_from = yuan(200);
  program.coupons = {coupon("ship", FreeShipping{})};
  CHECK(quote(program, member(), mixed(), {}).shipping == yuan(8));
  auto silver = member();
  silver.tier = &program.tiers[0];
  CHECK(quote(program, silver, mixed(), {}).shipping == Money{});
  program.tiers[0].free_shipping_from = yuan(400);
  CHECK(quote(program, silver, mixed(), {}).ships_free_from == yuan(300));
  const Offered given[] = {voucher("1", program.coupons[0])};
  const auto by_voucher = quote(program, member(), mixed(), given);
  CHECK(by_voucher.to_pay == yuan(200));
  CHECK(by_voucher.shipped_by_voucher);
  auto far = mixed();
  far.shipping = yuan(20);
  CHECK(quote(program, member(), far, {}).to_pay == yuan(220));
}

TEST_CASE("points pay as many as asked or allowed, of those that pay the same the fewest", "[price]") {
  RedeemRule rule{.points = 10, .worth = yuan(1), .minimum = 100, .step = 50, .max_share = percent(50)};
  CHECK(spendable(rule, 300, 1000, yuan(100)) == 300);
  CHECK(spendable(rule, 320, 1000, yuan(100)) == 300);
  CHECK(spendable(rule, as_many_as_allowed, 1000, yuan(100)) == 500);
  CHECK(spendable(rule, as_many_as_allowed, 470, yuan(100)) == 450);
  CHECK(spendable(rule, as_many_as_allowed, 99, yuan(100)) == 0);
  CHECK(spendable(rule, as_many_as_allowed, 1000, Money{1999}) == 0);
  CHECK(spendable(rule, as_many_as_allowed, 1000, yuan(20)) == 100);
  CHECK(spendable(std::nullopt, 100, 100, yuan(100)) == 0);
  CHECK(spendable(RedeemRule{.points = 10, .worth = Money{1}}, 19, 100, yuan(1)) == 10);
  CHECK(spendable(RedeemRule{.points = 3, .worth = Money{1}}, as_many_as_allowed, 1'000'000, Money{7}) == 21);
}

TEST_CASE("points that are not spent say why", "[price]") {
  Program program;
  auto asking = mixed();
  asking.points = 5000;
  auto buyer = member();
  buyer.balance = 5000;
  CHECK(quote(program, buyer, asking, {}).fewer_points == RedeemRefusal::no_rule);
  program.points.redeem = RedeemRule{.points = 10, .worth = yuan(1), .minimum = 100, .max_share = percent(50)};
  const auto half = quote(program, buyer, asking, {});
  CHECK(half.points == 1000);
  CHECK(half.fewer_points == RedeemRefusal::above_share_of_order);
  CHECK(half.to_pay == yuan(100));
  CHECK(half.lines[0].price == yuan(120));
  CHECK(half.lines[0].to_pay == yuan(60));
  buyer.balance = 99;
  CHECK(quote(program, buyer, asking, {}).fewer_points == RedeemRefusal::not_enough_points);
  asking.points = as_many_as_allowed;
  CHECK(quote(program, buyer, asking, {}).fewer_points == RedeemRefusal::not_enough_points);
  buyer.balance = 5000;
  CHECK_FALSE(quote(program, buyer, asking, {}).fewer_points);
}

TEST_CASE("equal remainders go to the earlier lines", "[price]") {
  const Money amounts[] = {{100}, {100}, {100}};
  CHECK(spread({100}, amounts) == std::vector<Money>{{34}, {33}, {33}});
  CHECK(spread({200}, amounts) == std::vector<Money>{{67}, {67}, {66}});
  const Money uneven[] = {{0}, {1}, {999}};
  CHECK(spread({500}, uneven) == std::vector<Money>{{0}, {1}, {499}});
  CHECK(spread({1000}, uneven) == std::vector<Money>{{0}, {1}, {999}});
}

TEST_CASE("two vouchers go together if both have a group, and not the same", "[price]") {
  const auto with = [](std::string group) {
    Voucher voucher{.code = {}, .coupon = {}, .kind = AmountOff{}};
    voucher.stacking = std::move(group);
    return voucher;
  };
  CHECK(go_together(with("a"), with("b")));
  CHECK_FALSE(go_together(with("a"), with("a")));
  CHECK_FALSE(go_together(with("a"), with("")));
  CHECK_FALSE(go_together(with(""), with("")));
}

TEST_CASE("what an order cost before its discount lies on its lines", "[price]") {
  const auto prices = [](std::vector<PaidLine> lines, std::optional<Money> discount) {
    std::vector<std::int64_t> found;
    for (const auto& line : lines_before(lines, discount)) found.push_back(line.amount().minor);
    return found;
  };
  using Prices = std::vector<std::int64_t>;
  CHECK(prices({{"food", yuan(90)}}, std::nullopt) == Prices{9000});
  CHECK(prices({{"food", yuan(90)}}, yuan(10)) == Prices{10000});
  CHECK(prices({{"food", yuan(90), yuan(10)}, {"toys", yuan(50), Money{}}}, yuan(10)) == Prices{10000, 5000});
  CHECK(prices({{"food", yuan(90), yuan(10)}, {"toys", yuan(50)}}, yuan(10)) == Prices{10000, 5000});
  CHECK(prices({{"food", yuan(60)}, {"toys", yuan(30)}}, yuan(9)) == Prices{6600, 3300});
  CHECK(prices({{"food", {}}, {"toys", {}}}, yuan(9)) == Prices{450, 450});
  CHECK(prices({{"food", {}, yuan(9)}}, yuan(9)) == Prices{900});
  CHECK(prices({{"food", yuan(9), -yuan(1)}}, -yuan(1)) == Prices{900});
}

} // namespace price_shipping_test
