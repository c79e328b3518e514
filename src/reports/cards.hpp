// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/card.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

struct CardRow {
  std::optional<MemberId> member = {}; ///< in whose name it is
  std::string code = {};               ///< only its end
  Card card;
  CardStanding standing;
};

struct Cards {
  std::vector<CardRow> rows; ///< in the order of their issue
  shop::MemberNames names;
};

Cards report_cards(store::Ledger& ledger, Day as_of);

} // namespace loyalty::reports
