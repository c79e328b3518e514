// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/watch.hpp"
#include "reports/watch_row.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What two members or more are known by: an identity, or a key, that another member has in any namespace, a custom
/// field included.
std::vector<WatchRow> shared_identities(store::Ledger& ledger, const shop::MemberNames& names, Day as_of);

/// Members who share an identity with whoever brought them; and members of whose guests at least three have bought
/// once, all for one amount, the smallest of all first orders of guests.
std::vector<WatchRow> invitation_rings(store::Ledger& ledger, const shop::MemberNames& names,
                                       std::span<const FirstOrder> first_orders, Day as_of);

} // namespace loyalty::reports
