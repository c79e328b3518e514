// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "loyalty/engine.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Reads who was put on and taken off the rosters of groups, of the members `first` … `last`, by member and in the
/// order in which it was written. Nothing may be written on the ledger meanwhile.
void read_rosters(Ledger& ledger, MemberId first, MemberId last,
                  const std::function<void(MemberId, const RosterChange&)>& use);

} // namespace loyalty::store
