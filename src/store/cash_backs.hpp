// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "loyalty/engine.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Whether any cash back was ever written.
bool any_cash_back(Ledger& ledger);
/// Tells what was written of cash back of these members, as who they are by now. Nothing may be written on the ledger
/// meanwhile.
void read_cash_back(Ledger& ledger, MemberId first, MemberId last,
                    const std::function<void(MemberId, const CashMove&)>& use);

} // namespace loyalty::store
