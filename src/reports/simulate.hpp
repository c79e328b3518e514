// SPDX-License-Identifier: MIT
#pragma once

#include "reports/report.hpp"

namespace loyalty::reports {

/// What `simulate` shows: the present rules beside those of the program file.
Report simulate_report();

} // namespace loyalty::reports
