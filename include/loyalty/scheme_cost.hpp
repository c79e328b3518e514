// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "loyalty/costs.hpp"
#include "loyalty/day.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// One order as it is known at the end of a day.
struct SoldOrder {
  Money amount = {};        ///< paid when it was placed
  Money refunded = {};      ///< of it so far
  bool whole = false;       ///< given back whole
  Money discount = {};      ///< taken off before it was paid: the larger of what is stated and what vouchers took
  Money coupons = {};       ///< what vouchers took
  Money points = {};        ///< what points paid when it was placed
  Money points_kept = {};   ///< of it, what did not come back
  Ratio tier_discount = {}; ///< of the tier held on the morning of its day

  /// The price of its goods before anything was taken off, whatever came back since.
  Money list_as_sold() const { return amount + discount + points; }
};

/// What remains of an order, by who bore it: list = amount + tier + coupon + other + points.
struct SplitOrder {
  Money list = {};   ///< the price before anything was taken off
  Money amount = {}; ///< paid and not given back
  Money tier = {};   ///< of the discount: member prices
  Money coupon = {};
  Money other = {};  ///< no part of the scheme
  Money points = {}; ///< paid by points
};

/// A discount comes back in proportion to what was paid; of an order of 0.00 all of it stays. Of what is left of it
/// coupons took theirs first, then the tier its share of the list price; the rest has nothing to do with the scheme.
SplitOrder split(const SoldOrder& order);

/// What remains of `taken`, which was taken off before the order was paid, after what came back of it.
Money remaining_part(const SoldOrder& order, Money taken);

/// What a term of a paid plan saved its member on one order: the member price and vouchers that came with it, as far as
/// the order was kept. The postage of the order is not known and counts for nothing.
struct SavedOrder {
  SoldOrder sold = {};   ///< `tier_discount` is that of the plan's tier, where it was held by the order's morning
  Money by_voucher = {}; ///< of `coupons`, what vouchers of the term took
};
Money saved_by(const SavedOrder& order);

/// One line of an order and what remains of the list price of its category once the goods are paid.
struct LineMargin {
  Money amount = {}; ///< paid for the line
  Ratio margin = {};
};
/// What the goods of an order cost, line by line: each has a part of the order's list price in proportion to what was
/// paid for it, and the parts sum to the whole. Of lines that cost nothing the first has all of it; there is one.
Money goods_cost(Money list, std::span<const LineMargin> lines);

/// What points paid for one order, in its row or by hand.
struct PaidByPoints {
  Money when_placed = {};
  Money kept = {}; ///< of it, what did not come back
};
/// By the end of `as_of`, for the order at that place in `history.orders`, which stands as `standing` says. `worth` is
/// what points were worth on a day. Points redeemed before opening points stand for nothing.
PaidByPoints paid_by_points(const History& history, std::size_t order, const OrderStanding& standing, Day as_of,
                            const std::function<Money(Day, Points)>& worth);

/// Of several reductions of one fee the largest counts.
struct LargestOff {
  Ratio share = {};
  Money amount = {};

  void add(const Reduction& reduction);
  void add(const LargestOff& other);
};

/// Who saved an order its parcel, or a part of the fee for it.
struct ParcelOf {
  Money goods = {};                   ///< what the order came to before points
  std::optional<Money> fee = {};      ///< that was paid, if that is known
  LargestOff by_vouchers = {};        ///< of the fee
  std::vector<Reduction> offers = {}; ///< what campaigns take off the fee that may have been for the order
};
/// The part of the postage of an order that the scheme bears, because of its buyer's tier, a coupon or a campaign;
/// none where it ships free for everybody. What was paid was saved by nobody; a campaign counts where exactly the fee
/// was paid that it leaves. `tier` is nullptr where none was held.
Ratio postage_borne(const ShippingRules& rules, const Tier* tier, const ParcelOf& parcel);

} // namespace loyalty
