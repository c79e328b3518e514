// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"
#include "store/linked_orders.hpp"

namespace loyalty::reports {

/// An order that is nobody's, and whose it may be.
struct UnassignedRow {
  store::UnassignedOrder order;
  std::optional<MemberId> member = {};   ///< the one whose name and phone fit
  std::optional<std::int64_t> fits = {}; ///< how many there are; absent: nothing to go by
  std::string_view why_none = {};        ///< a key of the catalogue
};

struct Unassigned {
  std::vector<UnassignedRow> rows;
  shop::MemberNames names;
};

/// The orders placed by the end of a day that nobody has been given yet.
Unassigned report_unassigned(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
