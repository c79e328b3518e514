// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/costs.hpp"
#include "loyalty/message.hpp"
#include "loyalty/profit.hpp"
#include "reports/holdout.hpp"
#include "reports/liability.hpp"
#include "reports/scheme_costs.hpp"
#include "reports/shop_totals.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What members bring and what the scheme costs, with what is nobody's.
struct ProfitSums {
  SchemeSums members = {};
  FixedCosts fixed = {};
  /// What would not be there without the scheme; nothing: not known. Assumed, it is a part of the margin; shown by a
  /// lot, it is what is left of that after what members cost.
  std::optional<Money> gain = {};
  std::optional<Money> profit = {}; ///< of the same days: the gain without the costs that it has to cover

  Money costs() const { return members.costs() + fixed.sum(); }
  /// Of the scheme, less the fees that members paid for it.
  Money net_cost() const { return costs() - members.fees; }
  Money result() const { return members.margin() - net_cost(); }
  ProfitSums& operator+=(const ProfitSums& other);
};

struct MonthOfProfit {
  Day first = {};
  ProfitSums sums = {};
};

struct TierOfProfit {
  std::string tier; ///< id; empty: none was held
  ProfitSums sums = {};
};

/// What the hold-out that was drawn last says of the scheme.
struct HoldoutOfProfit {
  store::StoredHoldout drawn;
  std::int32_t days = 0; ///< that are compared: those after the draw
  HoldoutRow left = {};

  /// Whether the scheme earns or loses by it.
  bool shown() const;
  /// What the scheme brought from the first day through the last, by their share of the days that are compared; nothing
  /// where that is not shown, or not of all of them.
  std::optional<Money> gain(Day first, Day last) const;
};

struct ProfitAsked {
  std::optional<Day> from = {};     ///< absent: since the scheme was opened, and never before that
  std::optional<Day> to = {};       ///< absent: the day of the report
  std::optional<Ratio> uplift = {}; ///< that members are assumed to buy more because of the scheme
};

struct Profit {
  Day as_of = {};
  std::optional<Ratio> uplift = {};
  bool knows_margin = false;
  bool discounts_unknown = false; ///< the program gives discounts at the till, and no file says them
  std::vector<MonthOfProfit> months =
      {}; ///< one after the other, from the first on; fixed costs are those of whole months
  std::vector<TierOfProfit> tiers = {}; ///< none, then as the program lists them, then those it no longer has
  ProfitSums unallocated = {};          ///< of no tier: what is nobody's
  ProfitSums total = {};                ///< its gain is that of the months in which one is known
  /// The last one that can be compared; nothing: there is none, no margin is known, or a gain is assumed.
  std::optional<HoldoutOfProfit> holdout = {};
  Money guest_sales = {}; ///< net, of orders that are no member's
  std::optional<Money> still_owed =
      {};               ///< worth of the open points that are expected to be used; all if it is not known
  ShopTotals shop = {}; ///< whole, whatever days are asked for

  std::optional<Ratio> must_be_extra() const;
  std::optional<Ratio> break_even_uplift() const;
  /// Nothing while the gain of some month is not known.
  std::optional<Payback> payback() const;
};

/// What the scheme costs and what it would have to bring. `costs_from` is the program whose [costs] count; nullptr:
/// that of the version kept last. Orders alone never show a gain: it is assumed, or a lot shows it, or it is not known.
Profit report_profit(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, const ProfitAsked& asked,
                     Day as_of);
/// The same from a scan that others share; `use` tells what of the open points is expected to be used.
shop::AfterScan<Profit> report_profit(shop::Scan& scan, const std::shared_ptr<const Program>& costs_from,
                                      const ProfitAsked& asked, Day as_of, shop::AfterScan<ExpectedUse> use);

/// What people have to know to read it.
Message said_of_profit(const Profit& profit, Currency currency);

} // namespace loyalty::reports
