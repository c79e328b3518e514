// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/program.hpp"
#include "reports/measure.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// Orders, gross, refunds and net count guests; buyers, members and the repeat rates do not. `costs_from` is the
/// program whose [costs] count; nullptr: that of the version kept last.
std::vector<Measure> report_summary(store::Ledger& ledger, Day as_of,
                                    const std::shared_ptr<const Program>& costs_from = nullptr);

} // namespace loyalty::reports
