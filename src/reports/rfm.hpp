// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/program.hpp"
#include "loyalty/rfm.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

struct RfmRow {
  RfmFigures figures;
  RfmClasses classes;
};

struct RfmReport {
  std::vector<RfmRow> rows; ///< by member
  shop::MemberNames names;
};

/// The classes of everybody who bought in the window of the rules that ends with the day.
RfmReport report_rfm(store::Ledger& ledger, const RfmRules& rules, Day as_of);

} // namespace loyalty::reports
