// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "loyalty/entry.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/membership.hpp"
#include "reports/measure.hpp"
#include "reports/repeats.hpp"
#include "reports/scheme_costs.hpp"

namespace loyalty::reports {

/// What members come to together at the end of a day.
struct MemberTotals {
  std::int64_t members = 0;
  std::int64_t buyers = 0;
  std::int64_t repeaters = 0;         ///< with a second order
  std::int64_t repeaters_by_days = 0; ///< with orders on a second day
  std::int64_t invited = 0;           ///< brought by others
  std::int64_t invited_buyers = 0;
  std::int64_t closed = 0; ///< shut out
  OrderFigures orders = {};
  Repeats repeats = {};
  Balance points = {};
  Money discounts = {};   ///< taken off their orders, by whomever
  SchemeSums scheme = {}; ///< what they brought and cost

  /// One member more; whoever was none by then is passed over.
  void add(const History& history, const store::Account& account, const OrderExtras& extras, Day as_of);
  MemberTotals& operator+=(const MemberTotals& other);
};

/// The same with what is nobody's: the whole shop.
struct ShopTotals {
  MemberTotals members = {};
  OrderFigures guests = {};
  OrderFigures unassigned = {}; ///< whose files name their buyer by a masked key
  OrderFigures all = {};
  Money discounts = {};
  PlanFigures memberships = {};
  std::shared_ptr<const Program> program; ///< as kept last, by which points have their worth; nullptr: none is
  bool knows_margin = false;

  /// What so many points would pay for; nothing where points cannot be redeemed.
  std::optional<Money> worth(Points points) const;
};
/// The caller holds a `store::Snapshot`.
ShopTotals with_nobodys(store::Ledger& ledger, MemberTotals members, const SchemeCosts& costs, Day as_of);

// Rates by which a scheme is judged, with what shops of the trade read off.

/// Worth of the points redeemed, of net.
Measure points_cost(const ShopTotals& shop);
/// What points paid on orders, and gifts, of net.
Measure reward_cost(const ShopTotals& shop);
/// Member prices and coupons of what members bring before the scheme.
Measure discount_of_margin(const ShopTotals& shop);
/// The same of net.
Measure discount_share(const ShopTotals& shop);
/// Orders of which something, or all, was given back, of all that were paid.
Measure return_rate(const ShopTotals& shop);
/// Buyers who were brought by others.
Measure referred_share(const ShopTotals& shop);
/// Of the paid memberships that ended.
Measure renewal_rate(const ShopTotals& shop);
/// Net of members, of net.
Measure fan_share(const ShopTotals& shop);

} // namespace loyalty::reports
