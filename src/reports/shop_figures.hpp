// SPDX-License-Identifier: MIT
#pragma once

#include "loyalty/proposal.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What the orders of members through the day say of the shop, for whoever looks for a scheme.
ShopFigures shop_figures(store::Ledger& ledger, Currency currency, Day as_of);

} // namespace loyalty::reports
