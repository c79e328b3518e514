// SPDX-License-Identifier: MIT
#include "loyalty/scheme_cost.hpp"

#include <algorithm>
#include <vector>

#include "loyalty/redeeming.hpp"

namespace loyalty {
namespace {

/// Points that were redeemed at one time.
struct Redeemed {
  Day day = {};
  Points points = 0;
};

std::vector<Redeemed> redeemed_for(const History& history, std::size_t index, Day as_of) {
  const auto& order = history.orders[index];
  std::vector<Redeemed> all;
  if (order.points_redeemed > 0 && order.day() >= history.points_from)
    all.push_back({order.day(), order.points_redeemed});
  for (const auto& act : history.acts)
    if (act.kind == ActKind::redeem && act.order == order.id && act.day <= as_of) all.push_back({act.day, act.points});
  return all;
}

} // namespace

Money remaining_part(const SoldOrder& order, Money taken) {
  if (order.whole) return {};
  if (order.amount == Money{}) return taken;
  return {scale(taken.minor, (order.amount - order.refunded).minor, order.amount.minor, Rounding::nearest)};
}

Money saved_by(const SavedOrder& order) {
  return split(order.sold).tier + remaining_part(order.sold, order.by_voucher);
}

SplitOrder split(const SoldOrder& order) {
  SplitOrder parts;
  if (order.whole) return parts;
  parts.amount = order.amount - order.refunded;
  parts.points = order.points_kept;
  const Money discount = remaining_part(order, order.discount);
  parts.list = parts.amount + discount + parts.points;
  parts.coupon = std::min(discount, remaining_part(order, order.coupons));
  parts.tier = std::min(discount - parts.coupon, share_of(parts.list, order.tier_discount));
  parts.other = discount - parts.coupon - parts.tier;
  return parts;
}

Money goods_cost(Money list, std::span<const LineMargin> lines) {
  Money all;
  for (const auto& line : lines) all += line.amount;
  if (all <= Money{}) return goods_cost(list, lines.front().margin);
  Money cost;
  Money before; // of the list price, for the lines so far
  Money paid;
  for (const auto& line : lines) {
    paid += line.amount;
    const Money through{scale(list.minor, paid.minor, all.minor, Rounding::nearest)};
    cost += goods_cost(through - before, line.margin);
    before = through;
  }
  return cost;
}

PaidByPoints paid_by_points(const History& history, std::size_t order, const OrderStanding& standing, Day as_of,
                            const std::function<Money(Day, Points)>& worth) {
  const auto& placed = history.orders[order];
  PaidByPoints paid;
  if (placed.void_from_start) return paid;
  const auto all = redeemed_for(history, order, as_of);
  Points points = 0;
  for (const auto& each : all) add(points, each.points);
  // What was given back before the ledger first heard of the order was never paid, as far as points go.
  const Money base = placed.amount - placed.refunded;
  Points kept = points - points_back(points, base, standing.refunded - placed.refunded, standing.whole);
  for (const auto& each : all) {
    const Points stays = std::min(kept, each.points);
    take(kept, stays);
    paid.when_placed += worth(each.day, each.points);
    paid.kept += worth(each.day, stays);
  }
  return paid;
}

void LargestOff::add(const Reduction& reduction) {
  if (const auto* off = std::get_if<Ratio>(&reduction)) share = std::max(share, *off);
  if (const auto* off = std::get_if<Money>(&reduction)) amount = std::max(amount, *off);
}

void LargestOff::add(const LargestOff& other) {
  share = std::max(share, other.share);
  amount = std::max(amount, other.amount);
}

Ratio postage_borne(const ShippingRules& rules, const Tier* tier, const ParcelOf& parcel) {
  constexpr Ratio whole{Ratio::one};
  const auto reaches = [&](const std::optional<Money>& from) { return from && parcel.goods >= *from; };
  const Money paid = parcel.fee.value_or(Money{});
  const auto part = [&](Money off) { return std::min(whole, rate(off.minor, rules.fee.minor).value_or(Ratio{})); };
  if (reaches(rules.free_from)) return {};
  if (paid > Money{} && paid >= rules.fee) return {};
  const Ratio left = paid == Money{} ? whole : part(rules.fee - paid);
  if (tier != nullptr && reaches(tier->free_shipping_from)) return paid == Money{} ? whole : Ratio{};
  const auto& coupons = parcel.by_vouchers;
  Ratio borne = std::min(left, std::max(std::min(whole, coupons.share), part(coupons.amount)));
  for (const auto& offer : parcel.offers)
    if (const Money off = taken_off(offer, rules.fee); parcel.fee && off > Money{} && paid == rules.fee - off)
      borne = std::max(borne, part(off));
  return borne;
}

} // namespace loyalty
