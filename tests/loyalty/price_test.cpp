// SPDX-License-Identifier: MIT
#include "loyalty/price_shop.hpp"

namespace price_test {

using namespace loyalty;
using namespace loyalty::price_shop;

TEST_CASE("a guest pays the list price", "[price]") {
  const Program program;
  const auto price = quote(program, {.day = today}, mixed(), {});
  CHECK(price.list_price == yuan(200));
  CHECK(price.to_pay == yuan(200));
  CHECK(price.steps.empty());
  CHECK(price.lines.size() == 2);
}

TEST_CASE("the tier's discount comes first, a category discount on its result, then offers on what the lines cost then",
          "[price]") {
  Program program;
  program.tiers = {{.id = "gold", .name = {}}};
  program.tiers[0].discount = percent(10);
  program.campaigns = {{"big", {}, {}, ThresholdOff{yuan(50), yuan(10), true}},
                       {"beauty", {}, {.lines = {.of = {.categories = {"beauty"}}}}, LinesOff{percent(5)}},
                       {"food", {}, {.lines = {.of = {.categories = {"food"}}}}, ThresholdOff{yuan(72), yuan(5)}}};
  auto buyer = member();
  buyer.tier = &program.tiers[0];
  const auto price = quote(program, buyer, mixed(), {});
  CHECK(steps(price) == Texts{"member_price gold 20000 -2000 18000", "category_discount beauty 10800 -540 17460",
                              "threshold_offer big 17460 -3000 14460", "threshold_offer food 7200 -500 13960"});
  CHECK(price.to_pay == Money{13960});
}

TEST_CASE("a campaign of a host takes off what that host sells", "[price]") {
  Program program;
  program.campaigns = {{"anna", "Anna", {.hosts = {"anna"}, .channels = {"live"}}, LinesOff{percent(10)}}};
  auto goods = mixed();
  CHECK(quote(program, member(), goods, {}).to_pay == yuan(200));
  goods.host = "anna";
  goods.channel = "shelf";
  CHECK(quote(program, member(), goods, {}).to_pay == yuan(200));
  goods.channel = "live";
  CHECK(steps(quote(program, member(), goods, {})) == Texts{"category_discount anna 20000 -2000 18000"});
}

TEST_CASE("what a limit leaves nothing of takes nothing off, and a guest has nothing left", "[price]") {
  Program program;
  program.campaigns = {{"once", "Once", {}, LinesOff{percent(10)}, Limit{1, {}}}};
  auto buyer = member();
  CHECK(quote(program, buyer, mixed(), {}).to_pay == yuan(180));
  buyer.used_up = {"once"};
  CHECK(quote(program, buyer, mixed(), {}).to_pay == yuan(200));
  CHECK(quote(program, {.day = today}, mixed(), {}).to_pay == yuan(200));
}

TEST_CASE("an offer is judged after member price and before other offers", "[price]") {
  Program program;
  program.campaigns = {{"first", {}, {}, ThresholdOff{yuan(200), yuan(30)}},
                       {"second", {}, {}, ThresholdOff{yuan(200), yuan(20)}},
                       {"third", {}, {}, ThresholdOff{Money{20001}, yuan(20)}}};
  CHECK(steps(quote(program, {.day = today}, mixed(), {})) ==
        Texts{"threshold_offer first 20000 -3000 17000", "threshold_offer second 20000 -2000 15000"});
}

TEST_CASE("an offer never takes more than its lines cost, however often it repeats", "[price]") {
  Program program;
  program.campaigns = {
      {"mad", {}, {.lines = {.of = {.categories = {"food"}}}}, ThresholdOff{Money{1}, Money{Money::limit}, true}}};
  const auto price = quote(program, {.day = today}, mixed(), {});
  CHECK(price.to_pay == yuan(120));
  CHECK(price.lines[1].price == Money{});
}

TEST_CASE("vouchers go in the order that leaves least, each on what its lines still cost", "[price]") {
  Program program;
  program.coupons = {coupon("ten", AmountOff{yuan(10)}, "b"), coupon("tenth", PercentOff{percent(10)}, "a")};
  const Offered given[] = {voucher("2", program.coupons[0]), voucher("1", program.coupons[1])};
  const Texts best = {"voucher 1 20000 -2000 18000", "voucher 2 18000 -1000 17000"};
  CHECK(steps(quote(program, member(), mixed(), given)) == best);
  std::swap(program.coupons[0], program.coupons[1]);
  CHECK(steps(quote(program, member(), mixed(), given)) == best);
}

TEST_CASE("three overlapping vouchers leave the least of all orders, wherever their coupons stand", "[price]") {
  // An amount off the beauty, a share of everything, an amount off everything.
  Program program;
  auto beauty = coupon("beauty", AmountOff{yuan(6)}, "a");
  beauty.lines.of.categories = {"beauty"};
  const auto fifth = coupon("fifth", PercentOff{percent(20)}, "b");
  const auto nine = coupon("nine", AmountOff{yuan(9)}, "c");
  const Offered given[] = {voucher("1", beauty), voucher("2", fifth), voucher("3", nine)};
  program.coupons = {beauty, fifth, nine};
  const auto goods = cart({{"cream", "beauty", 1, yuan(10)}, {"rice", "food", 1, yuan(20)}});
  std::vector<std::int64_t> left;
  do {
    left.push_back(quote(program, member(), goods, given).to_pay.minor);
  } while (std::next_permutation(program.coupons.begin(), program.coupons.end(),
                                 [](const Coupon& one, const Coupon& other) { return one.id < other.id; }));
  // 30.00 - 6.00 - 9.00 = 15.00, but for the fifth that goes first: 30.00 - 6.00 - 6.00 - 9.00.
  CHECK(left == std::vector<std::int64_t>(6, 900));
}

TEST_CASE("of orders that leave the same, percentages come first, then amounts, the largest first", "[price]") {
  Program program;
  program.coupons = {coupon("gift", GiftItem{"mask"}, "e"),        coupon("ship", FreeShipping{}, "f"),
                     coupon("b", AmountOff{yuan(5)}, "a"),         coupon("a", AmountOff{yuan(5)}, "b"),
                     coupon("large", AmountOff{yuan(10)}, "g"),    coupon("tenth", PercentOff{percent(10)}, "c"),
                     coupon("third", PercentOff{percent(30)}, "d")};
  program.shipping.fee = yuan(8);
  std::vector<Offered> given;
  for (const auto& each : program.coupons) given.push_back(voucher(each.id, each));
  CHECK(used(quote(program, member(), mixed(), given)) == Texts{"third", "tenth", "large", "a", "b", "gift", "ship"});
}

TEST_CASE("an order that takes less can leave less: it keeps the free shipping, or the budget", "[price]") {
  Program program;
  program.shipping = {.fee = yuan(12), .free_from = yuan(171)};
  program.coupons = {coupon("tenth", PercentOff{percent(10)}, "a"), coupon("ten", AmountOff{yuan(10)}, "b")};
  const Offered given[] = {voucher("1", program.coupons[0]), voucher("2", program.coupons[1])};
  const auto price = quote(program, member(), mixed(), given);
  CHECK(price.to_pay == yuan(171));
  CHECK(used(price) == Texts{"2", "1"});

  program.shipping = {};
  Offered poor[] = {given[0], given[1]};
  poor[0].budget_left = yuan(19);
  CHECK(used(quote(program, member(), mixed(), poor)) == Texts{"2", "1"});
}

TEST_CASE("what is in use already stays, and what does not go with it is left out", "[price]") {
  Program program;
  program.coupons = {coupon("little", AmountOff{yuan(1)}, "a"), coupon("much", AmountOff{yuan(50)}, "a"),
                     coupon("tenth", PercentOff{percent(10)}, "b")};
  Offered given[] = {voucher("little", program.coupons[0]), voucher("much", program.coupons[1]),
                     voucher("tenth", program.coupons[2])};
  given[0].in_use = true;
  given[0].refused = Refusal::already_redeemed;
  const auto price = quote(program, member(), mixed(), given);
  CHECK(used(price) == Texts{"tenth", "little"});
  CHECK(left_out(price) == Texts{"much another_of_group"});
}

TEST_CASE("prices after member price and offers are taken as they are", "[price]") {
  Program program;
  program.tiers = {{.id = "gold", .name = {}}};
  program.tiers[0].discount = percent(10);
  program.campaigns = {{"big", {}, {}, ThresholdOff{yuan(50), yuan(10), true}}};
  program.coupons = {coupon("ten", AmountOff{yuan(10)})};
  auto buyer = member();
  buyer.tier = &program.tiers[0];
  auto discounted = mixed();
  discounted.discounted = true;
  const Offered given[] = {voucher("1", program.coupons[0])};
  CHECK(steps(quote(program, buyer, discounted, given)) == Texts{"voucher 1 20000 -1000 19000"});
}

TEST_CASE("a minimum spend is judged on the voucher's lines after member price, before offers and vouchers",
          "[price]") {
  Program program;
  program.campaigns = {{"off", {}, {}, ThresholdOff{yuan(100), yuan(50)}}};
  program.coupons = {coupon("food", AmountOff{yuan(5)})};
  program.coupons[0].lines.of.categories = {"food"};
  program.coupons[0].min_spend = yuan(80);
  const Offered enough[] = {voucher("1", program.coupons[0])};
  CHECK(used(quote(program, member(), mixed(), enough)) == Texts{"1"});

  program.tiers = {{.id = "gold", .name = {}}};
  program.tiers[0].discount = percent(1);
  auto gold = member();
  gold.tier = &program.tiers[0];
  CHECK(left_out(quote(program, gold, mixed(), enough)) == Texts{"1 below_minimum_spend"});
}

TEST_CASE("a percentage is rounded to the nearest cent and stops at its cap", "[price]") {
  Program program;
  program.coupons = {coupon("half", PercentOff{percent(50), Money{700}})};
  const Offered given[] = {voucher("1", program.coupons[0])};
  CHECK(quote(program, member(), cart({{{}, {}, 1, {1399}}}), given).to_pay == Money{699});
  CHECK(quote(program, member(), cart({{{}, {}, 1, {1401}}}), given).to_pay == Money{701});
  CHECK(quote(program, member(), cart({{{}, {}, 1, {9900}}}), given).to_pay == Money{9200});
}

TEST_CASE("a voucher without stacking group goes alone, of a group goes one", "[price]") {
  Program program;
  program.coupons = {coupon("alone", AmountOff{yuan(25)}), coupon("a1", AmountOff{yuan(20)}, "a"),
                     coupon("a2", AmountOff{yuan(15)}, "a"), coupon("b", AmountOff{yuan(10)}, "b")};
  const Offered given[] = {voucher("alone", program.coupons[0]), voucher("a1", program.coupons[1]),
                           voucher("a2", program.coupons[2]), voucher("b", program.coupons[3])};
  const auto price = quote(program, member(), mixed(), given);
  CHECK(used(price) == Texts{"a1", "b"});
  CHECK(left_out(price) == Texts{"alone not_combinable", "a2 another_of_group"});
  CHECK(price.left_out[0].at_best == yuan(175));
  CHECK(price.left_out[1].at_best == yuan(175));

  const auto without_b = quote(program, member(), mixed(), std::span(given).first(3));
  CHECK(used(without_b) == Texts{"alone"});
  CHECK(left_out(without_b) == Texts{"a1 not_combinable", "a2 not_combinable"});
}

TEST_CASE("vouchers are combined only for those whom every coupon involved allows it", "[price]") {
  Program program;
  program.coupons = {coupon("a", AmountOff{yuan(20)}, "a"), coupon("b", AmountOff{yuan(10)}, "b")};
  program.coupons[1].stacks_for = asked;
  const Offered given[] = {voucher("a", program.coupons[0]), voucher("b", program.coupons[1])};
  CHECK(used(quote(program, member("vip"), mixed(), given)) == Texts{"a", "b"});
  const auto plain = quote(program, member(), mixed(), given);
  CHECK(used(plain) == Texts{"a"});
  CHECK(left_out(plain) == Texts{"b may_not_combine"});
  CHECK(used(quote(program, {.day = today}, mixed(), given)) == Texts{"a"});
}

TEST_CASE("what cannot be used at all says why", "[price]") {
  Program program;
  program.coupons = {coupon("any", AmountOff{yuan(5)})};
  Offered early = voucher("1", program.coupons[0]);
  early.voucher.first_day = today + 1;
  Offered late = voucher("2", program.coupons[0]);
  late.voucher.last_day = today - 1;
  Offered spent = voucher("3", program.coupons[0]);
  spent.refused = Refusal::already_redeemed;
  Offered other = voucher("4", program.coupons[0]);
  other.voucher.lines.of.categories = {"toys"};
  Offered poor = voucher("5", program.coupons[0]);
  poor.budget_left = Money{499};
  const Offered given[] = {early, late, spent, other, poor};
  CHECK(left_out(quote(program, member(), mixed(), given)) ==
        Texts{"1 not_yet_valid", "2 expired", "3 already_redeemed", "4 wrong_categories", "5 money_budget_spent"});
}

TEST_CASE("a voucher that takes nothing off is kept for another day", "[price]") {
  Program program;
  program.coupons = {coupon("ship", FreeShipping{}, "a"), coupon("food", PercentOff{percent(10)}, "b")};
  const Offered given[] = {voucher("1", program.coupons[0]), voucher("2", program.coupons[1])};
  const auto price = quote(program, member(), cart({{{}, {}, 1, {4}}}), given);
  CHECK(used(price).empty());
  CHECK(left_out(price) == Texts{"1 better_without", "2 better_without"});
}

TEST_CASE("gifts and points come along for nothing, and never instead of money", "[price]") {
  Program program;
  program.coupons = {coupon("gift", GiftItem{"mask"}, "a"), coupon("money", AmountOff{yuan(1)}, "a"),
                     coupon("few", BonusPoints{10}, "b"), coupon("many", BonusPoints{100}, "b")};
  std::vector<Offered> given;
  for (const auto& each : program.coupons) given.push_back(voucher(each.id, each));
  const auto price = quote(program, member(), mixed(), given);
  CHECK(used(price) == Texts{"money", "many"});
  CHECK(price.to_pay == yuan(199));
  given.erase(given.begin() + 1);
  CHECK(used(quote(program, member(), mixed(), given)) == Texts{"gift", "many"});
}

} // namespace price_test
