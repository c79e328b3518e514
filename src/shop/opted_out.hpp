// SPDX-License-Identifier: MIT
#pragma once

#include <unordered_set>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// The members who want no messages at the end of a day.
std::unordered_set<MemberId> opted_out(store::Ledger& ledger, Day day);
/// Those, and whoever is shut out.
std::unordered_set<MemberId> not_written_to(store::Ledger& ledger, Day day);

} // namespace loyalty::shop
