// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <unordered_set>

#include "loyalty/history.hpp"
#include "store/holdouts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// The members whom some hold-out keeps new vouchers and contact lists from at the end of a day: from the day of its
/// draw through its last, as acts say or, of whoever no night has seen yet, as the lot falls.
std::unordered_set<MemberId> held_out(store::Ledger& ledger, Day day);

/// The hold-out of that name that counts. Refused by `Error`: there is none.
store::StoredHoldout require_holdout(store::Ledger& ledger, const std::string& name);

} // namespace loyalty::shop
