// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "cli/dashboard_words.hpp"
#include "output/page/page.hpp"
#include "reports/dashboard.hpp"

namespace loyalty::cli {

/// The first figure of all: what was sold.
output::Figure headline(const PageWords& words, const reports::Dashboard& dashboard);

// The parts of the page, each nothing where there is nothing to look at.
std::optional<output::Section> month_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> today_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> scheme_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> tiers_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> coupons_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> points_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> cohorts_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> watch_section(const PageWords& words, const reports::Dashboard& dashboard);
std::optional<output::Section> advice_section(const PageWords& words, const reports::Dashboard& dashboard);

} // namespace loyalty::cli
