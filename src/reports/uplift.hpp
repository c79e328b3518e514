// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"
#include "loyalty/program.hpp"
#include "loyalty/uplift.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// What one way of comparing says.
struct UpliftRow {
  std::string_view comparison;
  UpliftFigures figures = {};
  Joiners joiners = {};

  bool too_few() const { return figures.verdict == UpliftVerdict::too_few; }
};

struct UpliftReport {
  std::vector<UpliftRow> rows;
  std::int32_t months = 0;
  bool everybody_joined = false;
  Currency currency = cny;

  Message note() const;
};

/// Compares members who joined with themselves before, with others, and, where the shop had enough months before the
/// scheme, others with each other as if there had been one. `costs_from` says since when there is a scheme; nullptr:
/// the version kept last.
UpliftReport report_uplift(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, std::int32_t months,
                           Day as_of);

} // namespace loyalty::reports
