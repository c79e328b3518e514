// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::files {

/// Throws `Error` (refused) where the beginning of a file shows that it is no UTF-8 text: a workbook, a web page,
/// UTF-16 or some other binary file; the hint says how to save it as CSV.
void refuse_foreign(const std::string& name, std::string_view start);

/// What to do about bytes that are not UTF-8; `rest` begins with the first of them.
std::string encoding_hint(std::string_view rest);

} // namespace loyalty::files
