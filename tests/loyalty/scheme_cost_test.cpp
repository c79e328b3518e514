// SPDX-License-Identifier: MIT
#include "loyalty/scheme_cost.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/random_history.hpp"
#include "loyalty/written_day.hpp"

namespace loyalty::scheme_cost_test {
namespace {

constexpr Ratio five_percent{50'000};

} // namespace

TEST_CASE("what is taken off an order is split by who bears it", "[scheme_cost]") {
  // 190.00 paid, 10.00 taken off: all of it the tier's.
  auto parts = split({.amount = {190'00}, .discount = {10'00}, .tier_discount = five_percent});
  CHECK(parts.list == Money{200'00});
  CHECK(parts.tier == Money{10'00});
  CHECK(parts.other == Money{});
  // More than the tier gives is none of the scheme's.
  parts = split({.amount = {180'00}, .discount = {20'00}, .tier_discount = five_percent});
  CHECK(parts.tier == Money{10'00});
  CHECK(parts.other == Money{10'00});
  // Coupons come first, and never take more than was taken off.
  parts = split({.amount = {180'00}, .discount = {20'00}, .coupons = {15'00}, .tier_discount = five_percent});
  CHECK(parts.coupon == Money{15'00});
  CHECK(parts.tier == Money{5'00});
  CHECK(split({.amount = {95'00}, .discount = {5'00}, .coupons = {10'00}}).coupon == Money{5'00});
  // A fifth comes back, and a fifth of what was taken off.
  parts = split({.amount = {95'00}, .refunded = {19'00}, .discount = {5'00}, .tier_discount = five_percent});
  CHECK(parts.list == Money{80'00});
  CHECK(parts.amount == Money{76'00});
  CHECK(parts.tier == Money{4'00});
  // An order of 0.00 is what was taken off; of what came back whole nothing is left.
  CHECK(split({.discount = {30'00}}).list == Money{30'00});
  CHECK(split({.discount = {30'00}}).other == Money{30'00});
  CHECK(split({.amount = {80'00}, .refunded = {80'00}, .whole = true, .discount = {5'00}, .points = {2'00}}).list ==
        Money{});
}

TEST_CASE("a term saved the member price and what its vouchers took, as far as the order was kept", "[scheme_cost]") {
  // 800.00 at 5% off; then a voucher of 15.00 that came with the term, and one of 5.00 that did not.
  CHECK(saved_by({.sold = {.amount = {760'00}, .discount = {40'00}, .tier_discount = five_percent}}) == Money{40'00});
  SavedOrder order{.sold = {.amount = {740'00}, .discount = {60'00}, .coupons = {20'00}, .tier_discount = five_percent},
                   .by_voucher = {15'00}};
  CHECK(saved_by(order) == Money{55'00});
  order.sold.refunded = Money{370'00};
  CHECK(saved_by(order) == Money{27'50});
  order.sold.tier_discount = {};
  CHECK(saved_by(order) == Money{7'50});
  order.sold.whole = true;
  CHECK(saved_by(order) == Money{});
  // Nothing was taken off that anybody knows of.
  CHECK(saved_by({.sold = {.amount = {760'00}, .tier_discount = five_percent}}) == Money{});
}

TEST_CASE("an order is always the sum of its parts", "[scheme_cost]") {
  Chance chance(1);
  for (int round = 0; round < 2'000; ++round) {
    SoldOrder order{.amount = random_amount(chance)};
    order.refunded = Money{chance.between(0, static_cast<int>(order.amount.minor))};
    order.discount = Money{chance.between(0, 10'000)};
    order.coupons = Money{chance.between(0, 10'000)};
    order.points = Money{chance.between(0, 5'000)};
    order.points_kept = Money{chance.between(0, static_cast<int>(order.points.minor))};
    order.tier_discount = Ratio{chance.between(0, 1'000'000)};
    const auto parts = split(order);
    CHECK(parts.list == parts.amount + parts.tier + parts.coupon + parts.other + parts.points);
    for (const auto part : {parts.tier, parts.coupon, parts.other, parts.points}) CHECK(part >= Money{});
    CHECK(parts.list <= order.list_as_sold());
  }
}

TEST_CASE("goods cost what the margin leaves of the list price, line by line", "[scheme_cost]") {
  CHECK(goods_cost({100'00}, Ratio{400'000}) == Money{60'00});
  CHECK(goods_cost({5}, Ratio{500'000}) == Money{3}); // half away from zero
  const std::vector<LineMargin> lines{{{30'00}, Ratio{550'000}}, {{60'00}, Ratio{400'000}}};
  // A third at 55 %, two thirds at 40 %.
  CHECK(goods_cost({99'00}, lines) == Money{14'85 + 39'60});
  // Lines of one margin come to what the order does, whatever its parts are rounded to.
  const std::vector<LineMargin> thirds(3, {{10'00}, Ratio{0}});
  CHECK(goods_cost({100}, thirds) == Money{100});
  const std::vector<LineMargin> free{{{}, Ratio{400'000}}, {{}, Ratio{550'000}}};
  CHECK(goods_cost({10'00}, free) == Money{6'00});
}

TEST_CASE("points that paid for an order count as far as they did not come back", "[scheme_cost]") {
  History history;
  const Day on = Day::from_civil(2026, 2, 10);
  history.orders.push_back({.id = OrderId(1), .placed_at = Moment::at(on), .amount = {100'00}, .points_redeemed = 100});
  history.acts.push_back(
      {.id = ActId(1), .day = on + 1, .kind = ActKind::redeem, .points = 50, .order = OrderId(1), .money = {}});
  const auto worth = [&](Day day, Points points) { return Money{points * (day > on ? 20 : 10)}; };
  const auto paid = [&](const OrderStanding& standing, Day as_of) {
    return paid_by_points(history, 0, standing, as_of, worth);
  };
  CHECK(paid({}, on).kept == Money{10'00}); // what was redeemed by hand came a day later
  CHECK(paid({}, on + 1).kept == Money{20'00});
  CHECK(paid({.refunded = {50'00}}, on + 1).when_placed == Money{20'00});
  // 75 of 150 points came back: those of the order's own row stay first.
  CHECK(paid({.refunded = {50'00}}, on + 1).kept == Money{7'50});
  CHECK(paid({.refunded = {100'00}, .whole = true}, on + 1).kept == Money{});
  history.points_from = on + 1;
  CHECK(paid({}, on + 1).kept == Money{10'00}); // what opening points stand for was not paid by points
}

TEST_CASE("the scheme bears the postage that nobody paid and everybody would have had to", "[scheme_cost]") {
  const ShippingRules rules{.fee = {8'00}, .free_from = Money{99'00}};
  const Tier silver{.id = "silver", .name = "Silver", .free_shipping_from = Money{50'00}};
  const Ratio whole{Ratio::one};
  CHECK(postage_borne(rules, &silver, {.goods = {50'00}}) == whole);
  CHECK(postage_borne(rules, &silver, {.goods = {49'99}}) == Ratio{});
  CHECK(postage_borne(rules, &silver, {.goods = {99'00}}) == Ratio{});
  CHECK(postage_borne(rules, &silver, {.goods = {50'00}, .fee = Money{8'00}}) == Ratio{});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}}) == Ratio{});
  LargestOff free;
  free.add(Reduction{whole});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .by_vouchers = free}) == whole);
  CHECK(postage_borne({}, nullptr, {.goods = {50'00}, .by_vouchers = free}) == whole);
}

TEST_CASE("of a fee that is lowered the scheme bears what was not paid", "[scheme_cost]") {
  const ShippingRules rules{.fee = {8'00}, .free_from = Money{99'00}};
  LargestOff lower;
  lower.add(Reduction{Money{2'00}});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .by_vouchers = lower}) == Ratio{250'000});
  lower.add(Reduction{Ratio{500'000}});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .by_vouchers = lower}) == Ratio{500'000});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .fee = Money{4'00}, .by_vouchers = lower}) == Ratio{500'000});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .fee = Money{6'00}, .by_vouchers = lower}) == Ratio{250'000});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .fee = Money{8'00}, .by_vouchers = lower}) == Ratio{});
  CHECK(postage_borne(rules, nullptr, {.goods = {99'00}, .by_vouchers = lower}) == Ratio{});
  // A campaign is known by the fee that it leaves, and by nothing else.
  const std::vector<Reduction> half{Ratio{500'000}};
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .fee = Money{4'00}, .offers = half}) == Ratio{500'000});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .fee = Money{5'00}, .offers = half}) == Ratio{});
  CHECK(postage_borne(rules, nullptr, {.goods = {50'00}, .offers = half}) == Ratio{});
}

} // namespace loyalty::scheme_cost_test
