// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::files {

/// How a number of a workbook is written as text: "19.9" for 19.899999999999999, as only 15 digits of it count. A whole
/// number of 16 digits or more has lost some, and so stays in the form that says it: "2.6E+15". What is no number stays
/// as it is.
void append_number(std::string& text, std::string_view written);

/// The same for a number that the workbook shows as a date or time: "2026-05-10 14:41:34", "2026-05-10", "14:41:34".
/// `from_1904`: the workbook counts days from that year on.
void append_moment(std::string& text, std::string_view written, bool from_1904);

} // namespace loyalty::files
