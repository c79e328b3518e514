// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_set>

#include "loyalty/closed.hpp"
#include "store/acts.hpp"
#include "store/ledger/ledger.hpp"
#include "store/members.hpp"

namespace loyalty::shop {

/// That a member is shut out, since when and why.
struct ClosedSince {
  Day day = {};
  std::string reason = {};
};
/// At the end of a day; nullopt if the member is not.
std::optional<ClosedSince> closed_since(store::Ledger& ledger, MemberId member, Day day);
/// The same of the member who has these acts.
std::optional<ClosedSince> closed_since(std::span<const store::StoredAct> acts, Day day);
/// The members who are shut out at the end of a day.
std::unordered_set<MemberId> closed_members(store::Ledger& ledger, Day day);

/// Refuses, by `Error` named member_closed, what would bring something to a member who is shut out on the day.
void refuse_closed(store::Ledger& ledger, const store::Member& member, Day day);

} // namespace loyalty::shop
