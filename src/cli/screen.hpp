// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace loyalty::cli {

/// Cells that a line of the terminal has, where standard output is one; else 0.
std::size_t screen_width();
/// Lines that the terminal has; 0 where standard output is none.
std::size_t screen_height();

/// Keys of columns that a table on a narrow terminal leaves out first, the first ones first.
const std::vector<std::string_view>& columns_left_out_first();

/// The program that shows long texts: LOYALTY_PAGER, else PAGER; empty where none is named, or "cat".
std::string pager();

} // namespace loyalty::cli
