// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/wallet.hpp"
#include "shop/member_state.hpp"
#include "shop/plan_savings.hpp"
#include "store/ledger/ledger.hpp"
#include "store/members.hpp"

namespace loyalty::reports {

/// One of a member's latest orders.
struct CardOrder {
  std::string order_id;
  Moment placed_at = {};
  Money amount = {};
  OrderStanding standing;
};

/// What a shop wants to see of a member at the till. Of the rules it needs only what the tier brings and how
/// long a membership lasts that an order began.
struct MemberCard {
  Day as_of = {};
  store::Member member;
  std::vector<store::Identity> identities;
  Day joined_on = never; ///< `never`: no member by then
  std::optional<Day> forgotten_on = {};
  shop::MemberState state;
  std::vector<PlanTerm> terms;                           ///< of paid plans
  std::vector<std::pair<PlanTerm, shop::EarlyEnd>> ends; ///< of terms whose plan keeps back what they saved, if today
  std::string inviter;                                   ///< key of the member who brought this one; empty: nobody
  std::int64_t invited = 0;                              ///< whom this member brought
  WalletSums wallet;
  TierHeld tier;
  std::vector<std::string> benefits; ///< of the tier
  Balance points;
  OrderFigures orders;
  std::optional<OpenLot> ends_next;          ///< points that end on the next day on which any do, together
  std::vector<Voucher> vouchers;             ///< open, the first to end first
  std::vector<CardOrder> latest_orders;      ///< the latest first
  std::vector<NumberedEntry> latest_entries; ///< of points, the latest first
};

MemberCard member_card(store::Ledger& ledger, const store::Member& member, Day as_of);

} // namespace loyalty::reports
