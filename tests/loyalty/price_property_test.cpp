// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/price.hpp"
#include "random_history.hpp"
#include "slow_price.hpp"

namespace price_property_test {

using namespace loyalty;

namespace {

constexpr int cases = 10'000;
const Day today = Day::from_civil(2026, 5, 20);

Money money(Chance& chance, int most) {
  return chance.one_in(2) ? Money{chance.between(1, most / 100) * 100} : Money{chance.between(1, most)};
}

std::vector<std::string> categories(Chance& chance) {
  if (chance.one_in(2)) return {};
  if (chance.one_in(3)) return {"food", "beauty"};
  return {chance.of<std::string>({"food", "beauty", "toys"})};
}

LineScope lines_by_chance(Chance& chance) {
  using OnSale = LineScope::OnSale;
  LineScope lines{.of = {.categories = categories(chance)}};
  if (chance.one_in(5)) lines.of.skus = {"A"};
  if (chance.one_in(6)) lines.except.categories = {chance.of<std::string>({"food", "beauty"})};
  if (chance.one_in(8)) lines.except.skus = {"A"};
  if (chance.one_in(5)) lines.on_sale = chance.of({OnSale::leave_out, OnSale::only, OnSale::refuse});
  if (chance.one_in(6)) lines.pieces = chance.between(1, 5);
  return lines;
}

PiecesOff pieces_by_chance(Chance& chance) {
  using Pick = PiecesOff::Pick;
  PiecesOff rule{.buy = chance.between(0, 2), .get = chance.between(1, 2)};
  rule.value = Ratio{chance.between(1, 100) * 10'000};
  if (chance.one_in(3)) rule.value = money(chance, 3'000);
  if (chance.one_in(3)) rule.value = PiecesOff::Price{money(chance, 8'000)};
  if (chance.one_in(3)) rule.times = chance.between(1, 2);
  rule.pick = chance.of({Pick::cheapest, Pick::dearest, Pick::each_round});
  if (rule.pick != Pick::each_round && chance.one_in(3)) rule.get_from = LineScope{.of = {.skus = {"A"}}};
  return rule;
}

LadderOff ladder_by_chance(Chance& chance) {
  const auto off = [&](int share) {
    return chance.one_in(2) ? Reduction(Ratio{share * 10'000}) : Reduction(money(chance, 3'000));
  };
  if (chance.one_in(2))
    return {{{.spend = money(chance, 6'000), .off = off(10)},
             {.spend = {6'000 + chance.between(1, 9'000)}, .off = off(25)}}};
  const std::int64_t fewest = chance.between(1, 4);
  return {{{.pieces = fewest, .off = off(10)}, {.pieces = fewest + chance.between(1, 4), .off = off(25)}}};
}

CouponKind kind(Chance& chance) {
  switch (chance.between(1, 15)) {
    case 1: return FreeShipping{};
    case 2: return GiftItem{"mask"};
    case 3: return BonusPoints{chance.between(1, 3) * 10};
    case 4:
    case 5: return PercentOff{{chance.between(1, 100) * 10'000}, money(chance, 5'000)};
    case 6: return PercentOff{{chance.between(1, 1'000'000)}, {}};
    case 7:
    case 8: return ladder_by_chance(chance);
    case 9:
    case 10:
    case 11: return pieces_by_chance(chance);
    case 12: return LinePrice{money(chance, 5'000)};
    case 13:
      return ShippingOff{chance.one_in(2) ? Reduction(Ratio{chance.between(1, 100) * 10'000}) : money(chance, 1'000)};
    default: return AmountOff{money(chance, 8'000)};
  }
}

const Condition special{.kind = Condition::Kind::compare, .metric = Metric::tag, .value = 1, .words = {"vip"}};

Coupon coupon_by_chance(Chance& chance, const std::string& id) {
  Coupon coupon{.id = id, .name = {}, .kind = kind(chance)};
  if (chance.one_in(2)) coupon.min_spend = money(chance, 12'000);
  coupon.lines = lines_by_chance(chance);
  coupon.stacking = chance.one_in(5) ? "" : chance.of<std::string>({"a", "b", "c", "d"});
  if (chance.one_in(5)) coupon.stacks_for = special;
  return coupon;
}

Campaign campaign_by_chance(Chance& chance, const std::string& id) {
  LineScope lines{.of = {.categories = categories(chance)}};
  if (chance.one_in(4)) lines.except.categories = {chance.of<std::string>({"food", "beauty"})};
  if (chance.one_in(5)) lines.pieces = chance.between(1, 4);
  Campaign campaign{id, {}, {.lines = std::move(lines)}, LinesOff{{chance.between(1, 40) * 10'000}}};
  if (chance.one_in(2)) campaign.effect = ThresholdOff{money(chance, 9'000), money(chance, 3'000), chance.one_in(2)};
  if (chance.one_in(4))
    campaign.effect = LadderOff{{{.spend = money(chance, 4'000), .off = Ratio{chance.between(1, 20) * 10'000}},
                                 {.spend = {4'000 + chance.between(1, 9'000)}, .off = money(chance, 3'000)}}};
  if (chance.one_in(6)) campaign.effect = ShippingOff{Ratio{chance.between(1, 100) * 10'000}};
  if (chance.one_in(4)) campaign.scope.who = special;
  return campaign;
}

/// A shop, a buyer, what they want to buy and the vouchers they have.
struct Purchase {
  Program program;
  Buyer buyer{.day = today};
  Cart cart;
  std::vector<Offered> offered;
};

void add_vouchers(Chance& chance, Purchase& purchase, const std::vector<Coupon>& coupons, int most) {
  std::vector<std::optional<Money>> budgets;
  for (std::size_t index = 0; index < coupons.size(); ++index)
    budgets.push_back(chance.one_in(6) ? std::optional(money(chance, 4'000)) : std::nullopt);
  for (int number = chance.between(0, most); number > 0; --number) {
    const auto of = static_cast<std::size_t>(chance.between(0, static_cast<int>(coupons.size()) - 1));
    const auto& coupon = coupons[of];
    Offered each{.voucher = {.code = std::to_string(100 + number), .coupon = coupon.id, .kind = coupon.kind}};
    each.voucher.first_day = today - chance.between(-1, 10);
    each.voucher.last_day = today + chance.between(-1, 6);
    each.voucher.min_spend = coupon.min_spend;
    each.voucher.lines = coupon.lines;
    each.voucher.stacking = coupon.stacking;
    if (chance.one_in(8)) each.voucher.stacking = "old"; // the program has changed since
    if (chance.one_in(15)) each.refused = Refusal::voided;
    each.budget_left = budgets[of];
    purchase.offered.push_back(std::move(each));
  }
}

void add_floors(Chance& chance, Prices& prices) {
  for (int number = chance.between(1, 2); number > 0; --number) {
    Floor floor{.lines = {.of = {.categories = categories(chance)}}, .least = money(chance, 4'000)};
    if (chance.one_in(2)) floor.least = Ratio{chance.between(40, 100) * 10'000};
    prices.floors.push_back(std::move(floor));
  }
  prices.lost = chance.one_in(2);
}

/// Not to be moved: the buyer names a tier of the program.
void fill(Purchase& purchase, Chance& chance, int most_vouchers) {
  auto& program = purchase.program;
  std::vector<Coupon> coupons;
  for (int number = chance.between(1, 7); number > 0; --number)
    coupons.push_back(coupon_by_chance(chance, "c" + std::to_string(number)));
  program.coupons = coupons;
  if (chance.one_in(4)) program.coupons.pop_back();
  for (int number = chance.between(0, 3); number > 0; --number)
    program.campaigns.push_back(campaign_by_chance(chance, "k" + std::to_string(number)));
  if (!chance.one_in(3)) program.shipping.fee = money(chance, 1'500);
  if (!chance.one_in(3)) program.shipping.free_from = money(chance, 20'000);
  program.points.redeem = RedeemRule{.points = 10, .worth = {100}, .step = chance.of<Points>({1, 10, 50})};
  if (chance.one_in(3)) add_floors(chance, program.prices);
  program.tiers = {{.id = "gold", .name = {}}};
  program.tiers[0].discount = {chance.between(0, 30) * 10'000};
  if (chance.one_in(2)) program.tiers[0].free_shipping_from = money(chance, 15'000);

  auto& buyer = purchase.buyer;
  if (chance.one_in(2)) buyer.tier = program.tiers.data();
  if (!chance.one_in(6))
    buyer.meets = [yes = !chance.one_in(3)](const Condition& asked) { return asked == special && yes; };
  buyer.balance = chance.between(0, 2'000);
  for (int number = chance.between(1, 6); number > 0; --number)
    purchase.cart.lines.push_back({.category = chance.of<std::string>({"", "food", "beauty"}),
                                   .quantity = chance.between(1, 4),
                                   .price = chance.one_in(10) ? Money{} : money(chance, 6'000),
                                   .sku = chance.of<std::string>({"", "A", "B"}),
                                   .on_sale = chance.one_in(8)});
  purchase.cart.points = chance.of<Points>({0, 30, 500, as_many_as_allowed});
  add_vouchers(chance, purchase, coupons, most_vouchers);
}

template <class Value>
void shuffle(Chance& chance, std::vector<Value>& values) {
  for (auto last = values.size(); last > 1; --last)
    std::swap(values[last - 1], values[static_cast<std::size_t>(chance.between(0, static_cast<int>(last) - 1))]);
}

std::string text_of(const Quote& quote) {
  std::string text = std::to_string(quote.to_pay.minor) + '/' + std::to_string(quote.points);
  for (const auto& step : quote.steps) {
    text += '\n' + std::string(to_string(step.step)) + step.item + ' ' + std::to_string(step.base.minor);
    for (const auto& part : step.by_line) text += ' ' + std::to_string(part.minor);
  }
  std::vector<std::string> left_out; // shown as the program has the coupons
  for (const auto& each : quote.left_out)
    left_out.push_back('\n' + each.voucher.code + std::string(name_of(each)) +
                       (each.at_best ? std::to_string(each.at_best->minor) : ""));
  std::sort(left_out.begin(), left_out.end());
  for (const auto& each : left_out) text += each;
  return text;
}

Money sum(const std::vector<Money>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{}); }

} // namespace

TEST_CASE("parts of an amount sum to it, none is above its share by a cent or more", "[price][property]") {
  Chance chance(1);
  for (int round = 0; round < cases; ++round) {
    std::vector<Money> amounts;
    for (int number = chance.between(1, 9); number > 0; --number)
      amounts.push_back(chance.one_in(8) ? Money{} : Money{chance.between(1, chance.of({3, 100, 1'000'000'000}))});
    const Money whole = sum(amounts);
    const Money off = chance.one_in(5) ? whole : Money{whole.minor * chance.between(0, 1'000) / 1'000};
    const auto parts = spread(off, amounts);
    REQUIRE(sum(parts) == off);
    for (std::size_t line = 0; line < amounts.size(); ++line) {
      REQUIRE(parts[line] >= Money{});
      REQUIRE(parts[line] <= amounts[line]);
      const auto error = parts[line].minor * whole.minor - off.minor * amounts[line].minor;
      REQUIRE(std::abs(error) < std::max<std::int64_t>(1, whole.minor));
    }
  }
}

TEST_CASE("what every step takes off lies on the lines to the cent, and no line goes below zero", "[price][property]") {
  Chance chance(2);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 5);
    const auto price = quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered);
    std::vector<Money> lines;
    for (const auto& line : purchase.cart.lines) lines.push_back(line.amount());
    Money shipping;
    for (const auto& step : price.steps) {
      if (step.step == PriceStep::shipping) {
        shipping += step.amount;
      } else {
        REQUIRE(sum(step.by_line) == -step.amount);
        REQUIRE(-step.amount <= step.base);
        for (std::size_t line = 0; line < lines.size(); ++line) lines[line] -= step.by_line[line];
      }
      REQUIRE(std::all_of(lines.begin(), lines.end(), [](Money left) { return left >= Money{}; }));
      REQUIRE(step.remaining == sum(lines) + shipping);
    }
    REQUIRE(price.to_pay == sum(lines) + shipping);
    for (std::size_t line = 0; line < lines.size(); ++line) REQUIRE(price.lines[line].to_pay == lines[line]);
  }
}

TEST_CASE("no order of entering vouchers, and no place of a coupon in the program, changes anything",
          "[price][property]") {
  Chance chance(3);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 8);
    const auto first = text_of(quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered));
    shuffle(chance, purchase.offered);
    shuffle(chance, purchase.program.coupons);
    REQUIRE(text_of(quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered)) == first);
  }
}

TEST_CASE("the combination is the best of all allowed ones in every order, and never dearer than no voucher",
          "[price][property]") {
  Chance chance(4);
  int used_several = 0;
  int used_three = 0;
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 8);
    const auto price = quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered);
    const auto best = SlowPrice(purchase.program, purchase.buyer, purchase.cart, purchase.offered).best();
    REQUIRE(price.before_points().minor == std::get<0>(best));
    std::vector<std::string> codes;
    for (const auto& voucher : price.used) codes.push_back(voucher.code);
    std::sort(codes.begin(), codes.end());
    REQUIRE(codes == std::get<5>(best));
    REQUIRE(price.used.size() + price.left_out.size() == purchase.offered.size());
    REQUIRE(price.before_points() <= quote(purchase.program, purchase.buyer, purchase.cart, {}).before_points());
    used_several += price.used.size() > 1 ? 1 : 0;
    used_three += price.used.size() > 2 ? 1 : 0;
  }
  CHECK(used_several > cases / 10);
  CHECK(used_three > cases / 60);
}

TEST_CASE("a voucher that is left out would leave no less to pay", "[price][property]") {
  Chance chance(5);
  for (int round = 0; round < cases; ++round) {
    CAPTURE(round);
    Purchase purchase;
    fill(purchase, chance, 5);
    const auto price = quote(purchase.program, purchase.buyer, purchase.cart, purchase.offered);
    for (const auto& each : price.left_out)
      if (each.at_best) REQUIRE(*each.at_best >= price.before_points());
  }
}

TEST_CASE("points asked for are spent by the program's rule, and no more would be allowed", "[price][property]") {
  Chance chance(6);
  for (int round = 0; round < cases; ++round) {
    const RedeemRule rule{.points = chance.of<Points>({1, 3, 10, 100}),
                          .worth = {chance.of({1, 7, 100})},
                          .minimum = chance.of<Points>({0, 5, 100}),
                          .step = chance.of<Points>({1, 7, 10}),
                          .max_share = {chance.between(1, 100) * 10'000},
                          .min_spend = {chance.of({0, 0, 5'000, 15'000})},
                          .max_points = chance.of<std::optional<Points>>({std::nullopt, 30, 1'000})};
    const Points balance = chance.between(0, 3'000);
    const Money amount{chance.between(0, 20'000)};
    const Points at_most = chance.one_in(2) ? as_many_as_allowed : chance.between(0, 3'000);
    CAPTURE(round, rule.points, rule.worth.minor, rule.minimum, rule.step, rule.max_share.millionths, balance,
            amount.minor);
    Points slow = 0;
    for (Points points = 1; points <= std::min(at_most, balance); ++points)
      if (!check_redemption(rule, points, balance, amount) && worth_of(rule, points) > worth_of(rule, slow))
        slow = points;
    REQUIRE(spendable(rule, at_most, balance, amount) == slow);
  }
}

} // namespace price_property_test
