// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/replay.hpp"
#include "reports/coupons.hpp"
#include "reports/scheme_costs.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What the same orders come to under one set of rules.
struct SimulatedSums {
  Balance points = {};
  std::int64_t promoted = 0;
  std::int64_t retained = 0;
  std::int64_t demoted = 0;
  std::map<std::string, std::int64_t> tiers = {};    ///< members who hold it at the end, by id; empty: none
  std::map<std::string, std::int64_t> vouchers = {}; ///< that come by themselves, by coupon
  std::map<std::string, std::int64_t> gifts = {};    ///< had for points, pieces
  Money paid_by_points = {};
  Money missing = {};   ///< what members paid by points in fact, and could not here
  Money cash_back = {}; ///< by rewards, less what went again with its orders
  Money tier_discount = {};
  std::int64_t parcels = 0; ///< that ship free by a tier only
  std::int64_t orders = 0;  ///< that count
  Money list = {};          ///< of them
  Money margin = {};        ///< what members bring before the scheme; zero while no margin is known

  SimulatedSums& operator+=(const SimulatedSums& other);
};

/// What one member has of the rules: points at their worth, redeemed or open, member prices, cash back, gifts,
/// parcels.
struct SimulatedMember {
  MemberId member = {};
  std::string tier;       ///< under the present rules
  std::string other_tier; ///< under the others
  Money value = {};
  Money other_value = {};
  bool falls = false; ///< to a lower tier under the other rules

  Money difference() const { return other_value - value; }
};

/// One set of rules, what it gives and what that costs.
struct SimulatedSide {
  std::shared_ptr<const Program> program;
  SimulatedSums sums = {};
  Money liability = {}; ///< open and pending points at their worth, all of them
  Money gifts_cost = {};
  Money postage = {};
  Money vouchers_cost = {};    ///< at the rate at which each coupon was used so far
  Money vouchers_at_most = {}; ///< if all are used

  /// What the scheme gives away, what is still owed included; vouchers at the rate so far.
  Money cost() const;
};

struct Simulation {
  using Row = SimulatedMember;
  Day as_of = {};
  SimulatedSide now;
  SimulatedSide other;
  std::vector<SimulatedMember> rows; ///< who loses most first, then by number
  shop::MemberNames names;
  bool knows_margin = false;

  std::int64_t gain() const;
  std::int64_t lose() const;
  std::int64_t fall() const;
  /// How much more members must buy under the other rules for the shop to be left with as much; nullopt where no
  /// margin is known or nothing is enough.
  std::optional<Ratio> uplift_that_pays() const;
};

/// The shop's own history under the other program, beside the present one: both as if they had ruled from `from` on,
/// what was kept before. Nothing is written. The same program gives the same on both sides. Refused by `Error`: no
/// program was ever used on the ledger.
Simulation simulate(store::Ledger& ledger, const std::shared_ptr<const Program>& other, Day from, Day as_of);

} // namespace loyalty::reports
