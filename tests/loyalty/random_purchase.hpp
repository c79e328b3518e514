// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/price.hpp"
#include "random_history.hpp"

/// Random shops, buyers, carts and vouchers that use every word by which a price could change; price_words_test.cpp
/// holds which those are.
namespace loyalty::random_purchase {

inline const Day today = Day::from_civil(2026, 5, 20);

inline Money money(Chance& chance, int most) {
  return chance.one_in(2) ? Money{chance.between(1, most / 100) * 100} : Money{chance.between(1, most)};
}

inline std::vector<std::string> categories(Chance& chance) {
  if (chance.one_in(2)) return {};
  if (chance.one_in(3)) return {"food", "beauty"};
  return {chance.of<std::string>({"food", "beauty", "toys"})};
}

inline LineScope lines_by_chance(Chance& chance) {
  using OnSale = LineScope::OnSale;
  LineScope lines{.of = {.categories = categories(chance)}};
  if (chance.one_in(5)) lines.of.skus = {"A"};
  if (chance.one_in(6)) lines.except.categories = {chance.of<std::string>({"food", "beauty"})};
  if (chance.one_in(8)) lines.except.skus = {"A"};
  if (chance.one_in(5)) lines.on_sale = chance.of({OnSale::leave_out, OnSale::only, OnSale::refuse});
  if (chance.one_in(6)) lines.pieces = chance.between(1, 5);
  return lines;
}

inline PiecesOff pieces_by_chance(Chance& chance) {
  using Pick = PiecesOff::Pick;
  PiecesOff rule{.buy = chance.between(0, 2), .get = chance.between(1, 2)};
  rule.value = Ratio{chance.between(1, 100) * 10'000};
  if (chance.one_in(3)) rule.value = money(chance, 3'000);
  if (chance.one_in(3)) rule.value = PiecesOff::Price{money(chance, 8'000)};
  if (chance.one_in(3)) rule.times = chance.between(1, 2);
  rule.pick = chance.of({Pick::cheapest, Pick::dearest, Pick::each_round});
  if (rule.pick != Pick::each_round && chance.one_in(3)) rule.get_from = lines_by_chance(chance);
  if (rule.get_from && chance.one_in(4)) rule.get_from->min_spend = money(chance, 6'000);
  return rule;
}

inline Reduction reduction_by_chance(Chance& chance, int most_share, int most) {
  if (chance.one_in(2)) return Ratio{chance.between(1, most_share) * 10'000};
  return money(chance, most);
}

inline LadderOff ladder_by_chance(Chance& chance) {
  const auto off = [&](int share) {
    return chance.one_in(2) ? Reduction(Ratio{share * 10'000}) : Reduction(money(chance, 3'000));
  };
  if (chance.one_in(2))
    return {{{.spend = money(chance, 6'000), .off = off(10)},
             {.spend = {6'000 + chance.between(1, 9'000)}, .off = off(25)}}};
  const std::int64_t fewest = chance.between(1, 4);
  return {{{.pieces = fewest, .off = off(10)}, {.pieces = fewest + chance.between(1, 4), .off = off(25)}}};
}

inline CouponKind kind(Chance& chance) {
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
    case 13: return ShippingOff{reduction_by_chance(chance, 100, 1'000)};
    default: return AmountOff{money(chance, 8'000)};
  }
}

inline const Condition special{.kind = Condition::Kind::compare, .metric = Metric::tag, .value = 1, .words = {"vip"}};

inline Coupon coupon_by_chance(Chance& chance, const std::string& id) {
  Coupon coupon{.id = id, .name = {}, .kind = kind(chance)};
  if (chance.one_in(2)) coupon.min_spend = money(chance, 12'000);
  coupon.lines = lines_by_chance(chance);
  coupon.stacking = chance.one_in(5) ? "" : chance.of<std::string>({"a", "b", "c", "d"});
  if (chance.one_in(5)) coupon.stacks_for = special;
  return coupon;
}

inline CampaignEffect effect_by_chance(Chance& chance) {
  const auto share = [&](int most) { return Ratio{chance.between(1, most) * 10'000}; };
  switch (chance.between(1, 12)) {
    case 1:
    case 2: return LinesOff{share(40)};
    case 3: return LinePrice{money(chance, 4'000)};
    case 4:
    case 5: return pieces_by_chance(chance);
    case 6:
    case 7: return ladder_by_chance(chance);
    case 8:
    case 9: return ShippingOff{reduction_by_chance(chance, 100, 1'000)};
    case 10: return Multiply{share(200)};
    default: return ThresholdOff{money(chance, 9'000), money(chance, 3'000), chance.one_in(2)};
  }
}

inline Scope scope_by_chance(Chance& chance) {
  Scope scope{.lines = lines_by_chance(chance)};
  if (chance.one_in(6)) scope.lines.min_spend = money(chance, 9'000);
  if (chance.one_in(8)) scope.from = today - chance.between(-1, 5);
  if (chance.one_in(8)) scope.until = today + chance.between(-1, 5);
  if (chance.one_in(10)) scope.weekdays = {2, 3}; // the day is a Wednesday
  if (chance.one_in(10)) scope.month_days = {8, 20};
  if (chance.one_in(10)) scope.birthday = chance.of({Scope::Birthday::day, Scope::Birthday::month});
  if (chance.one_in(10)) scope.order = chance.between(1, 2);
  if (chance.one_in(10)) scope.every = chance.between(1, 2);
  if (chance.one_in(10)) scope.hosts = {"lao-k"};
  if (chance.one_in(10)) scope.channels = {"live"};
  if (chance.one_in(4)) scope.who = special;
  return scope;
}

inline Campaign campaign_by_chance(Chance& chance, const std::string& id) {
  Campaign campaign{id, {}, scope_by_chance(chance), effect_by_chance(chance)};
  if (chance.one_in(6)) campaign.limit = Limit{1, Calendar::year};
  return campaign;
}

/// A shop, a buyer, what they want to buy and the vouchers they have.
struct Purchase {
  Program program;
  Buyer buyer{.day = today};
  Cart cart;
  std::vector<Offered> offered;
};

inline void add_vouchers(Chance& chance, Purchase& purchase, const std::vector<Coupon>& coupons, int most) {
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

inline void add_floors(Chance& chance, Prices& prices) {
  for (int number = chance.between(1, 2); number > 0; --number) {
    Floor floor{.lines = lines_by_chance(chance), .least = money(chance, 4'000)};
    if (chance.one_in(6)) floor.lines.min_spend = money(chance, 9'000);
    if (chance.one_in(2)) floor.least = Ratio{chance.between(40, 100) * 10'000};
    prices.floors.push_back(std::move(floor));
  }
  prices.lost = chance.one_in(2);
}

inline void add_bounds(Chance& chance, RedeemRule& redeem) {
  if (chance.one_in(6)) redeem.minimum = chance.between(1, 100);
  if (chance.one_in(6)) redeem.max_share = {chance.between(1, 99) * 10'000};
  if (chance.one_in(6)) redeem.min_spend = money(chance, 20'000);
  if (chance.one_in(6)) redeem.max_points = chance.between(1, 500);
}

/// Not to be moved: the buyer names a tier of the program.
inline void fill(Purchase& purchase, Chance& chance, int most_vouchers) {
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
  add_bounds(chance, *program.points.redeem);
  if (chance.one_in(3)) add_floors(chance, program.prices);
  program.tiers = {{.id = "gold", .name = {}}};
  program.tiers[0].discount = {chance.between(0, 30) * 10'000};
  if (chance.one_in(2)) program.tiers[0].free_shipping_from = money(chance, 15'000);

  auto& buyer = purchase.buyer;
  if (chance.one_in(2)) buyer.tier = program.tiers.data();
  if (!chance.one_in(6))
    buyer.meets = [yes = !chance.one_in(3)](const Condition& asked) { return asked == special && yes; };
  buyer.balance = chance.between(0, 2'000);
  buyer.order = chance.between(0, 2);
  if (chance.one_in(2)) buyer.birthday = today + chance.between(0, 20);
  buyer.passed_over = chance.one_in(10);
  if (chance.one_in(3)) buyer.used_up = {chance.of<std::string>({"k1", "k2"})};
  if (chance.one_in(2)) purchase.cart.host = chance.of<std::string>({"lao-k", "yu"});
  if (chance.one_in(2)) purchase.cart.channel = chance.of<std::string>({"live", "shelf"});
  if (chance.one_in(6)) purchase.cart.shipping = money(chance, 2'000);
  for (int number = chance.between(1, 6); number > 0; --number)
    purchase.cart.lines.push_back({.category = chance.of<std::string>({"", "food", "beauty"}),
                                   .quantity = chance.between(1, 4),
                                   .price = chance.one_in(10) ? Money{} : money(chance, 6'000),
                                   .sku = chance.of<std::string>({"", "A", "B"}),
                                   .on_sale = chance.one_in(8)});
  if (auto& last = purchase.cart.lines.back(); chance.one_in(4)) last.whole = last.amount() + Money{last.quantity - 1};
  purchase.cart.points = chance.of<Points>({0, 30, 500, as_many_as_allowed});
  add_vouchers(chance, purchase, coupons, most_vouchers);
}

} // namespace loyalty::random_purchase
