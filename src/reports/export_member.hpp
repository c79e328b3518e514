// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/explain.hpp"
#include "reports/show_member.hpp"
#include "store/acts.hpp"
#include "store/cards.hpp"
#include "store/order_statements.hpp"
#include "store/stored_voucher.hpp"

namespace loyalty::reports {

/// A line of one of a member's orders.
struct ExportedLine {
  std::string order_id;
  store::StoredLine line;
};

/// Everything that the ledger knows of one member, as they may ask for it.
struct MemberExport {
  MemberCard card;
  Explanation account;       ///< points with the reason of every line, and tiers
  std::vector<OpenLot> lots; ///< points that are still there
  std::vector<store::OrderStatementRow> orders;
  std::vector<ExportedLine> lines;
  std::vector<store::StoredVoucher> vouchers;
  std::vector<store::StoredCard> cards; ///< gift cards in their name
  std::vector<store::StoredAct> acts;   ///< all else that they did and had done to them
};

MemberExport export_member(store::Ledger& ledger, const store::Member& member, Day as_of);

/// What an act is called: a key of the catalogue.
std::string_view to_string(ActKind kind);

} // namespace loyalty::reports
