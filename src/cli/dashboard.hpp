// SPDX-License-Identifier: MIT
#pragma once

#include "reports/report.hpp"

namespace loyalty::cli {

class Session;

/// Answers with the page of the dashboard, in a file that ends in .html or in a folder together with the pages of the
/// reports it is made of; in any other format that was asked for with its plain figures. Refused by `Error` (usage):
/// nothing of that was asked for.
void show_dashboard(Session& session, const reports::Report& report);

} // namespace loyalty::cli
