// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "app/report_names.hpp"
#include "loyalty/program.hpp"
#include "loyalty/rfm.hpp"
#include "store/ledger.hpp"

namespace loyalty::app {

struct RfmRow {
  RfmFigures figures;
  RfmClasses classes;
};

struct RfmReport {
  std::vector<RfmRow> rows; ///< by member
  MemberNames names;
};

/// The classes of everybody who bought in the window of the rules that ends with the day.
RfmReport report_rfm(store::Ledger& ledger, const RfmRules& rules, Day as_of);

}  // namespace loyalty::app
