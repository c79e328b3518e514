// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Reads the tiers that members hold at the end of `day`, as decided so far, of all members or of one. Members without
/// a tier are passed over. Nothing may be written on the ledger meanwhile.
void read_tiers_held(Ledger& ledger, Day day, std::optional<MemberId> member,
                     const std::function<void(MemberId, const std::string& tier)>& use);

} // namespace loyalty::store
