// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/engine.hpp"
#include "shop/work.hpp"

namespace loyalty::shop {

/// Told of one member at the end of a day: what happened to them, and the engine that has walked their days and answers
/// `meets`, `measure`, `tier` and `balance` for them. Valid during the call.
using WalkedUse = std::function<void(const History&, Engine&)>;

/// Lets the engine walk the days of every member known on the day, in the order of their numbers. Nothing is written,
/// and nothing may be written meanwhile. `sales`: a condition asks for what the rules themselves do not look at.
void walk_members(store::Ledger& ledger, const Timeline& timeline, Day as_of, const WalkedUse& use, bool sales = false);

/// The same for one member, even one of whom nothing is known yet.
void walk_member(store::Ledger& ledger, const Timeline& timeline, MemberId member, Day as_of, const WalkedUse& use,
                 bool sales = true);

/// The members who meet the condition at the end of the day, by number.
std::vector<MemberId> members_who(store::Ledger& ledger, const Timeline& timeline, const Condition& condition,
                                  Day as_of);

} // namespace loyalty::shop
