// SPDX-License-Identifier: MIT
#pragma once

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "shop/scan.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What customers can still spend of money that was paid in before anything was bought, with what was given on top.
struct MoneyOwed {
  Money wallets = {};
  Money cards = {}; ///< expired ones too, for what is left on them is not lost
};

/// At the end of a day.
MoneyOwed money_owed(store::Ledger& ledger, Day as_of);
/// The same from a scan that others share.
shop::AfterScan<MoneyOwed> money_owed(shop::Scan& scan, Day as_of);

} // namespace loyalty::reports
