// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "reports/report.hpp"

namespace loyalty::reports {

/// Everything `report` can show, in the order of its help.
const std::vector<Report>& list();

} // namespace loyalty::reports
