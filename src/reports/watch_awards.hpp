// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "reports/watch_row.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Points given by hand, by who typed them: at least three times to one member within 30 days, or more than a tenth of
/// all points that a month gave.
std::vector<WatchRow> hand_awards(store::Ledger& ledger, const shop::MemberNames& names, Day as_of);

} // namespace loyalty::reports
