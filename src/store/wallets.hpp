// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include "loyalty/history.hpp"
#include "loyalty/wallet.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Tells which orders were paid from the wallet and how much of each, of one member or of all. A later statement about
/// an order comes after the earlier ones. Nothing may be written on the ledger meanwhile.
void read_wallet_orders(Ledger& ledger, std::optional<MemberId> member,
                        const std::function<void(MemberId, const WalletOrder&)>& use);

} // namespace loyalty::store
