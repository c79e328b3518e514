// SPDX-License-Identifier: MIT
// Random purchases use every word by which a price could change, so that what the properties of prices hold they hold
// for all of them.
#include <set>
#include <string>
#include <variant>

#include "catch.hpp"
#include "loyalty/random_purchase.hpp"
#include "loyalty/words_used.hpp"

namespace price_words_test {

using namespace loyalty;
using namespace loyalty::random_purchase;
using namespace loyalty::words_used;

namespace {

// What campaigns and coupons do alike.

void see(Words& words, const std::string& word, const PiecesOff& offer) {
  const auto& [buy, get, value, times, pick, get_from] = offer;
  words.of(word + ".buy", buy);
  words.see(word + ".get", get > 1);
  words.kind(word + ".off", value);
  maybe(words, word + ".times", times);
  words.of(word + ".pick", pick);
  each_of(words, word + ".get_from", get_from, [&](const LineScope& lines) { see(words, word + ".get_from", lines); });
}

void see(Words& words, const std::string& word, const LadderOff& ladder) {
  for (const auto& [spend, pieces, off] : ladder.steps) {
    words.of(word + ".spend", spend);
    words.of(word + ".pieces", pieces);
    words.kind(word + ".off", off);
  }
}

template <class Effect>
void see_effect(Words& words, const std::string& word, const Effect& effect) {
  words.kind(word, effect);
  if (const auto* pieces = std::get_if<PiecesOff>(&effect)) see(words, word + ".pieces", *pieces);
  if (const auto* shipping = std::get_if<ShippingOff>(&effect)) words.kind(word + ".shipping_off", shipping->off);
  if (const auto* ladder = std::get_if<LadderOff>(&effect)) see(words, word + ".ladder", *ladder);
}

void see(Words& words, const RedeemRule& redeem) {
  const auto& [points, worth, minimum, step, max_share, min_spend, max_points] = redeem;
  words.of("points.redeem.points", points);
  words.of("points.redeem.worth", worth);
  words.of("points.redeem.minimum", minimum);
  words.see("points.redeem.step", step > 1);
  words.see("points.redeem.max_share", max_share.millionths < Ratio::one);
  words.of("points.redeem.min_spend", min_spend);
  maybe(words, "points.redeem.max_points", max_points);
}

void see(Words& words, const Scope& scope) {
  const auto& [from, until, weekdays, month_days, birthday, order, every, lines, hosts, channels, who] = scope;
  maybe(words, "campaign.from", from);
  maybe(words, "campaign.until", until);
  words.of("campaign.weekday", weekdays);
  words.of("campaign.month_day", month_days);
  words.of("campaign.birthday", birthday);
  maybe(words, "campaign.order", order);
  maybe(words, "campaign.every", every);
  see(words, "campaign.lines", lines);
  words.of("campaign.host", hosts);
  words.of("campaign.channel", channels);
  words.of("campaign.who", who);
}

void see(Words& words, const Campaign& campaign) {
  const auto& [id, name, scope, effect, limit] = campaign;
  matter_not(id, name);
  see(words, scope);
  see_effect(words, "campaign", effect);
  if (const auto* offer = std::get_if<ThresholdOff>(&effect)) words.of("campaign.repeats", offer->repeats);
  maybe(words, "campaign.limit", limit); // the buyer brings along which are used up
}

void see(Words& words, const Coupon& coupon) {
  const auto& [id, name, kind, min_spend, valid, audience, code, per_member, budget_vouchers, budget_amount, lines,
               stacking, stacks_for, release, on_return, issue, cost] = coupon;
  // Vouchers bring their days and what is left of their budget along; who may have one was asked before.
  matter_not(id, name, valid, audience, code, per_member, budget_vouchers, budget_amount, release, on_return, issue,
             cost);
  see_effect(words, "coupon", kind);
  words.of("coupon.min_spend", min_spend);
  see(words, "coupon.lines", lines);
  words.of("coupon.stacking", stacking);
  words.of("coupon.stacks_for", stacks_for);
  if (const auto* percent = std::get_if<PercentOff>(&kind)) maybe(words, "coupon.max_discount", percent->max_discount);
}

void see(Words& words, const Offered& offered) {
  const auto& [voucher, refused, budget_left, in_use] = offered;
  maybe(words, "voucher refused", refused);
  maybe(words, "voucher budget", budget_left);
  matter_not(voucher, in_use); // of what is in use, see order_codes_test.cpp
}

void see(Words& words, const Buyer& buyer) {
  const auto& [day, tier, meets, balance, wallet, cards, order, birthday, passed_over, used_up] = buyer;
  words.see("buyer.tier", tier != nullptr);
  words.see("buyer is a guest", !meets);
  words.of("buyer.balance", balance);
  words.of("buyer.order", order);
  maybe(words, "buyer.birthday", birthday);
  words.of("buyer.passed_over", passed_over);
  words.of("buyer.used_up", used_up);
  matter_not(day, wallet, cards); // these pay of the price
}

void see(Words& words, const Cart& cart) {
  const auto& [lines, shipping, points, wallet, discounted, host, channel] = cart;
  for (const auto& [name, category, quantity, price, sku, on_sale, whole] : lines) {
    matter_not(name);
    words.of("line.category", category);
    words.see("line.quantity", quantity > 1);
    words.of("line.price", price);
    words.of("line.sku", sku);
    words.of("line.on_sale", on_sale);
    maybe(words, "line.whole", whole);
  }
  maybe(words, "cart.shipping", shipping);
  words.of("cart.points", points);
  words.of("cart.host", host);
  words.of("cart.channel", channel);
  matter_not(wallet, discounted);
}

void see(Words& words, const Purchase& purchase) {
  const auto& program = purchase.program;
  for (const auto& tier : program.tiers) {
    words.of("tier.discount", tier.discount);
    maybe(words, "tier.free_shipping_from", tier.free_shipping_from);
  }
  for (const auto& campaign : program.campaigns) see(words, campaign);
  each_of(words, "points.redeem", program.points.redeem, [&](const RedeemRule& redeem) { see(words, redeem); });
  for (const auto& coupon : program.coupons) see(words, coupon);
  const auto& [fee, free_from] = program.shipping;
  words.of("shipping.fee", fee);
  maybe(words, "shipping.free_from", free_from);
  const auto& [floors, lost] = program.prices;
  for (const auto& [lines, least] : floors) {
    see(words, "prices.floors.lines", lines);
    words.kind("prices.floors", least);
  }
  words.of("prices.beyond", lost);
  see(words, purchase.buyer);
  see(words, purchase.cart);
  for (const auto& each : purchase.offered) see(words, each);
}

/// Effects that change what orders earn, and no price.
const std::set<std::string> no_price_says{"campaign 0", "campaign 1", "campaign 2", "campaign 3", "no points.redeem"};

} // namespace

TEST_CASE("random purchases use every word by which a price could change", "[price]") {
  Words words;
  Chance chance(7);
  for (int round = 0; round < 3'000; ++round) {
    Purchase purchase;
    fill(purchase, chance, 5);
    see(words, purchase);
  }
  for (const auto& word : no_price_says) words.missing.erase(word);
  CHECK(words.missing == std::set<std::string>{});
}

} // namespace price_words_test
