// SPDX-License-Identifier: MIT
#include "reports/shop_totals.hpp"

#include <algorithm>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/figures.hpp"
#include "reports/common.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"

namespace loyalty::reports {
namespace {

bool was_invited(const History& history, Day as_of) {
  return std::ranges::any_of(history.acts,
                             [&](const Act& act) { return act.kind == ActKind::invite && act.day <= as_of; });
}

Measure rate_of(std::string_view key, std::optional<Money> part, Money whole, std::string_view reference = {}) {
  const auto share = part ? rate(part->minor, whole.minor) : std::nullopt;
  return {key, share ? decltype(Measure::value)(*share) : decltype(Measure::value)(), reference};
}

Measure share_counted(std::string_view key, std::optional<Ratio> share, std::string_view reference = {}) {
  return {key, share ? decltype(Measure::value)(*share) : decltype(Measure::value)(), reference};
}

Money discounts_by_scheme(const SchemeSums& sums) { return sums.discount_tier + sums.discount_coupon; }

} // namespace

void MemberTotals::add(const History& history, const store::Account& account, const OrderExtras& extras, Day as_of) {
  if (!known_on(history, as_of)) return;
  const auto of_member = order_figures(history, as_of);
  const bool bought = of_member.orders >= 1;
  ++members;
  if (bought) ++buyers;
  if (of_member.orders >= 2) ++repeaters;
  if (of_member.order_days >= 2) ++repeaters_by_days;
  if (is_closed(history, as_of)) ++closed;
  if (was_invited(history, as_of)) {
    ++invited;
    if (bought) ++invited_buyers;
  }
  orders += of_member;
  repeats.add(history, as_of);
  discounts += extras.taken_off(history);
  points += balance_on(account.entries, as_of);
}

MemberTotals& MemberTotals::operator+=(const MemberTotals& other) {
  members += other.members;
  buyers += other.buyers;
  repeaters += other.repeaters;
  repeaters_by_days += other.repeaters_by_days;
  invited += other.invited;
  invited_buyers += other.invited_buyers;
  closed += other.closed;
  orders += other.orders;
  repeats.add(other.repeats);
  points += other.points;
  discounts += other.discounts;
  scheme += other.scheme;
  return *this;
}

std::optional<Money> ShopTotals::worth(Points points) const { return worth_of_points(points, program.get()); }

ShopTotals with_nobodys(store::Ledger& ledger, MemberTotals members, const SchemeCosts& costs, Day as_of) {
  const auto guests = store::read_guests(ledger);
  const auto unassigned = store::read_unassigned(ledger);
  const auto& extras = costs.extras();
  ShopTotals shop{.members = std::move(members),
                  .guests = order_figures(guests, as_of),
                  .unassigned = order_figures(unassigned, as_of),
                  .memberships = costs.memberships(),
                  .program = shop::kept_program(ledger),
                  .knows_margin = costs.knows_margin()};
  shop.all = shop.members.orders;
  shop.all += shop.guests;
  shop.all += shop.unassigned;
  shop.discounts =
      shop.members.discounts + extras.taken_off(guests) + extras.taken_off(unassigned) + extras.elsewhere();
  return shop;
}

Measure points_cost(const ShopTotals& shop) {
  return rate_of("points_cost", shop.worth(shop.members.points.redeemed), shop.all.net(), "3–5% of sales");
}

Measure reward_cost(const ShopTotals& shop) {
  const auto& scheme = shop.members.scheme;
  return rate_of("reward_cost", scheme.points + scheme.gifts, shop.all.net());
}

Measure discount_of_margin(const ShopTotals& shop) {
  const auto& scheme = shop.members.scheme;
  return rate_of("discount_of_margin", shop.knows_margin ? std::optional(discounts_by_scheme(scheme)) : std::nullopt,
                 scheme.margin(), "8–15% of margin");
}

Measure discount_share(const ShopTotals& shop) {
  return rate_of("discount_share", discounts_by_scheme(shop.members.scheme), shop.all.net());
}

Measure return_rate(const ShopTotals& shop) {
  const auto& orders = shop.all;
  return share_counted("return_rate",
                       rate(orders.refunded_orders + orders.part_refunded, orders.orders + orders.refunded_orders),
                       "5% good, 17–25% in the trade");
}

Measure referred_share(const ShopTotals& shop) {
  return share_counted("referred_share", rate(shop.members.invited_buyers, shop.members.buyers), "about 30%");
}

Measure renewal_rate(const ShopTotals& shop) { return share_counted("renewal_rate", shop.memberships.renewal_rate()); }

Measure fan_share(const ShopTotals& shop) {
  return rate_of("fan_share", shop.members.orders.net(), shop.all.net(), "over 70%");
}

} // namespace loyalty::reports
