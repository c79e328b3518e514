// SPDX-License-Identifier: MIT
// Vouchers that do what campaigns do: ladders, single pieces, a price for each piece, less for shipping.
#include "loyalty/effect.hpp"
#include "loyalty/price_shop.hpp"

namespace price_coupon_kinds_test {

using namespace loyalty;
using namespace loyalty::price_shop;

namespace {

using Pick = PiecesOff::Pick;

CartLine thing(std::int64_t quantity, Money price, const char* category = "food", const char* sku = "") {
  return {.category = category, .quantity = quantity, .price = price, .sku = sku};
}

Quote with(std::vector<Coupon> coupons, const Cart& bought, Program program = {}) {
  program.coupons = std::move(coupons);
  std::vector<Offered> offered;
  for (const auto& coupon : program.coupons) offered.push_back(voucher(coupon.id, coupon));
  return quote(program, member(), bought, offered);
}

Cart of(Money price, std::int64_t quantity = 1) { return cart({thing(quantity, price)}); }

const LadderOff by_money{{{.spend = yuan(200), .off = percent(20)}, {.spend = yuan(500), .off = yuan(150)}}};
const PiecesOff two_get_one{.buy = 2, .get = 1, .value = percent(100)};

} // namespace

TEST_CASE("of a ladder the step counts that its lines reach after member price", "[price]") {
  const auto steps = coupon("k", by_money);
  CHECK(left_out(with({steps}, of(Money{19'999}))) == Texts{"k below_minimum_spend"});
  CHECK(with({steps}, of(yuan(200))).to_pay == yuan(160));
  CHECK(with({steps}, of(yuan(500))).to_pay == yuan(350));
  Program program;
  program.campaigns = {{"off", {}, {}, ThresholdOff{yuan(200), yuan(30)}}};
  CHECK(price_shop::steps(with({steps}, of(yuan(200)), program)) ==
        Texts{"threshold_offer off 20000 -3000 17000", "voucher k 17000 -3400 13600"});
  const auto pieces = coupon("p", LadderOff{{{.pieces = 2, .off = percent(10)}, {.pieces = 3, .off = percent(20)}}});
  CHECK(left_out(with({pieces}, of(yuan(100)))) == Texts{"p too_few_pieces"});
  CHECK(with({pieces}, of(yuan(100), 9)).to_pay == yuan(720));
}

TEST_CASE("which pieces are reduced is judged before vouchers, what comes off each when it is used", "[price]") {
  const auto third = coupon("third", two_get_one, "a");
  CHECK(left_out(with({third}, of(yuan(30), 2))) == Texts{"third too_few_pieces"});
  CHECK(steps(with({third}, cart({thing(2, yuan(30)), thing(2, yuan(10))}))) == Texts{"voucher third 8000 -1000 7000"});
  // The free piece costs nothing more than it does by then, in whatever order the two are used.
  const auto fifth = coupon("fifth", PercentOff{percent(20), {}}, "b");
  CHECK(with({third, fifth}, of(yuan(30), 3)).to_pay == yuan(48));
  // An amount goes first where it takes more then, and leaves less of what the pieces cost.
  const auto half = coupon("half", PiecesOff{.value = percent(50)}, "a");
  const auto ten = coupon("ten", AmountOff{yuan(10)}, "b");
  CHECK(with({half, ten}, of(yuan(30), 2)).to_pay == yuan(20));
}

TEST_CASE("a price for each piece goes before a share where that leaves less", "[price]") {
  const auto nine = coupon("nine", LinePrice{yuan(9)}, "a");
  const auto tenth = coupon("tenth", PercentOff{percent(10), {}}, "b");
  const auto price = with({tenth, nine}, cart({thing(2, yuan(20)), thing(1, yuan(8))}));
  CHECK(used(price) == Texts{"nine", "tenth"});
  CHECK(price.to_pay == Money{2'340});
}

TEST_CASE("of what lowers the fee that counts which takes most", "[price]") {
  Program program;
  program.shipping = {.fee = yuan(8), .free_from = {}};
  const auto half = coupon("half", ShippingOff{percent(50)}, "a");
  const auto three = coupon("three", ShippingOff{yuan(3)}, "b");
  const auto price = with({half, three}, of(yuan(10)), program);
  CHECK(used(price) == Texts{"half"});
  CHECK(left_out(price) == Texts{"three better_without"});
  CHECK(price.shipping == yuan(4));
  CHECK(price.shipped_by_voucher);
  program.campaigns = {{"most", {}, {}, ShippingOff{percent(60)}}};
  CHECK(left_out(with({half}, of(yuan(10)), program)) == Texts{"half better_without"});
  program.campaigns.clear();
  const auto free = with({half, coupon("free", FreeShipping{}, "c")}, of(yuan(10)), program);
  CHECK(used(free) == Texts{"free"});
  CHECK(free.shipping == Money{});
}

TEST_CASE("a cart of too many pieces, and one that costs nothing, is none for single pieces", "[price]") {
  const auto third = coupon("third", two_get_one);
  CHECK(left_out(with({third}, of(yuan(1), most_pieces + 1))) == Texts{"third too_many_pieces"});
  CHECK(used(with({third}, of(yuan(1), most_pieces))) == Texts{"third"});
  CHECK(left_out(with({third}, of(Money{}, 3))) == Texts{"third too_few_pieces"});
}

TEST_CASE("what single pieces have no room for above a floor is lost", "[price]") {
  Program program;
  program.prices.floors = {{.lines = {.of = {.categories = {"food"}}}, .least = percent(80)}};
  const auto price = with({coupon("half", PiecesOff{.value = percent(50)})},
                          cart({thing(1, yuan(10)), thing(1, yuan(10), "toys")}), program);
  CHECK(price.lines[0].price == yuan(8));
  CHECK(price.lines[1].price == yuan(5));
  CHECK(price.steps[0].no_room == yuan(3));
}

TEST_CASE("an amount alone says what a kind takes off as few pieces as it asks for", "[price]") {
  CHECK(discount(by_money, yuan(300)) == yuan(60));
  CHECK(discount(by_money, yuan(100)) == Money{});
  CHECK(discount(LadderOff{{{.pieces = 2, .off = percent(10)}, {.pieces = 3, .off = percent(50)}}}, yuan(10)) ==
        yuan(1));
  CHECK(discount(two_get_one, yuan(90)) == yuan(30));
  CHECK(discount(LinePrice{yuan(9)}, yuan(30)) == yuan(21));
  CHECK(discount(ShippingOff{percent(50)}, yuan(30)) == Money{});
  CHECK(ships_order_free(ShippingOff{percent(100)}));
  CHECK_FALSE(ships_order_free(ShippingOff{percent(99)}));
}

TEST_CASE("each kind that has no column of its own comes back from its text", "[price]") {
  PiecesOff gift{.buy = 2, .get = 3, .value = PiecesOff::Price{yuan(9)}, .times = 4, .pick = Pick::dearest};
  gift.get_from = LineScope{.of = {.categories = {"a;b=c, d\n\\"}}, .pieces = 2};
  for (const CouponKind& kind :
       std::vector<CouponKind>{by_money, LadderOff{{{.pieces = 2, .off = yuan(1)}}}, two_get_one, gift,
                               PiecesOff{.value = yuan(5), .pick = Pick::each_round}, LinePrice{yuan(9)},
                               ShippingOff{percent(50)}, ShippingOff{yuan(3)}}) {
    const auto text = to_text(kind);
    CAPTURE(text);
    CHECK(text.find('\n') == std::string::npos);
    CHECK(coupon_kind_of(text) == kind);
    CHECK_FALSE(coupon_kind_of(text + ";x=1"));
  }
  for (const CouponKind& kind : std::vector<CouponKind>{AmountOff{yuan(1)}, PercentOff{percent(5), {}}, FreeShipping{},
                                                        GiftItem{"cup"}, BonusPoints{5}})
    CHECK(to_text(kind).empty());
  CHECK_FALSE(coupon_kind_of(""));
}

} // namespace price_coupon_kinds_test
