// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/membership.hpp"
#include "shop/closed.hpp"
#include "store/acts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

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
  std::optional<MemberId> inviter;
  std::optional<Day> birthday;
  std::optional<ClosedSince> closed; ///< the member is shut out
};

MemberState member_state(store::Ledger& ledger, MemberId member, Day as_of);
/// The same of the member who has these acts.
MemberState member_state(store::Ledger& ledger, MemberId member, std::span<const store::StoredAct> acts, Day as_of);
/// The act by which somebody whom the ledger knew already becomes a member on a day: brings nothing along.
store::StoredAct joins(MemberId member, Day day);

/// A member's terms of paid plans as they are known at the end of a day, those to come too.
std::vector<PlanTerm> terms_of(store::Ledger& ledger, const Timeline& timeline, MemberId member, Day as_of);

} // namespace loyalty::shop
