// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::files {

/// Whether the beginning of a file may be that of UTF-8 text.
bool is_text(std::string_view start);
/// Throws `Error` (refused) for a file that is no text: a workbook, a web page, UTF-16 or some other binary file; the
/// hint says how to save it as CSV.
[[noreturn]] void refuse_foreign(const std::string& name, std::string_view start);

/// What to do about bytes that are not UTF-8; `rest` begins with the first of them.
std::string encoding_hint(std::string_view rest);

} // namespace loyalty::files
