// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/program.hpp"
#include "store/ledger.hpp"

namespace loyalty::app {

/// A term of a paid plan.
struct MembershipTerm {
  std::string plan;
  Day from = {};
  Day until = never;
  Money fee = {};         ///< paid for it and not given back
  bool by_order = false; ///< begun by a fee order, known from that order's day on

  bool runs_on(Day day) const { return from <= day && day <= until; }
};

/// A tier given by hand.
struct TierGrant {
  std::string tier;
  Day until = never;
};

/// What the shop knows of a member besides orders and points, at the end of a day.
struct MemberState {
  std::set<std::string> tags;
  std::map<std::string, std::string> fields;
  bool opted_out = false;
  std::optional<TierGrant> grant;
  MemberId inviter = 0; ///< 0: nobody
  std::optional<Day> birthday;
  std::vector<MembershipTerm> terms; ///< by first day; those to come too, none that were ended before they began
};

/// Fee orders need the program for the length of their terms; without one they begin none.
MemberState member_state(store::Ledger& ledger, MemberId member, Day as_of, const Program* program);

/// The last day of the plan's terms that has been paid for, if it is not before `day`; nullopt otherwise.
std::optional<Day> paid_through(const MemberState& state, std::string_view plan, Day day);

}  // namespace loyalty::app
