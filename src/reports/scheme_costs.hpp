// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "loyalty/costs.hpp"
#include "loyalty/history.hpp"
#include "loyalty/membership.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"
#include "loyalty/timeline.hpp"
#include "reports/order_extras.hpp"
#include "shop/scan.hpp"
#include "store/accounts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What members brought and what the scheme cost for it. Always: list = net + discount_tier + discount_coupon +
/// discount_other + points + unnamed_refunds.
struct SchemeSums {
  std::int64_t orders = 0;  ///< that count as purchases
  Money list = {};          ///< what was kept of the goods, at prices before any discount and points
  Money net = {};           ///< paid for them, less unnamed refunds
  Money discount_tier = {}; ///< member prices
  Money discount_coupon = {};
  Money discount_other = {};  ///< no part of the scheme
  Money points = {};          ///< what points paid
  Money unnamed_refunds = {}; ///< that name no order
  Money goods_cost = {};      ///< zero while the margin is not known
  Money gifts = {};
  Money postage = {};
  Money wallet_bonus = {};
  Money messages = {};
  Money fees = {};          ///< of memberships, less what was given back
  Money fees_unearned = {}; ///< of them, for the days still to come

  /// What they bring before the scheme: list − discount_other − goods_cost − unnamed_refunds.
  Money margin() const;
  /// Of the scheme, without tool, setup and other running costs, which are nobody's.
  Money costs() const;
  SchemeSums& operator+=(const SchemeSums& other);
};

/// Tells what each member brought and cost, by day and by the tier that was held on the morning of that day.
///
/// A refund that names its order lowers it, on the day of the order; all is as known at the end of `as_of`.
class SchemeCosts {
 public:
  /// `tier` is the id; empty: none was held.
  using Use = std::function<void(Day day, std::string_view tier, const SchemeSums&)>;

  /// Reads what the ledger knows of orders besides their amounts. `costs_from` is the program whose [costs] count;
  /// nullptr: that of the version kept last. The caller holds a `store::Snapshot`; nothing may be written meanwhile.
  SchemeCosts(store::Ledger& ledger, std::shared_ptr<const Program> costs_from, Day as_of);
  ~SchemeCosts();

  /// What `shop::scan_members` has to read: of the account the tier changes are enough.
  shop::ScanWanted wanted() const;
  /// In no particular order of days. May be called from several threads.
  void of_member(const History& history, const store::Account& account, const Use& use) const;
  /// What cost money and was no member's: vouchers of whoever showed them. Its tier is empty.
  void of_nobody(const Use& use) const;

  const Costs& costs() const;
  const OrderExtras& extras() const;
  /// All plans together.
  const PlanFigures& memberships() const;
  bool knows_margin() const { return costs().margin.has_value(); }
  /// Whether some order says what was taken off: a file has a column of discounts.
  bool knows_discounts() const;
  /// The opening day of the scheme: as [profit] says, else the first day a program ruled; nullopt: it ruled from the
  /// first thing on that happened.
  std::optional<Day> opened_on() const;

 private:
  class Known;
  class OfMember;
  std::unique_ptr<const Known> known_;
};

/// The opening day of the scheme by its costs and the versions of the program.
std::optional<Day> opening_day(const Costs& costs, const Timeline& timeline);

} // namespace loyalty::reports
