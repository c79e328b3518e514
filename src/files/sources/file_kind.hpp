// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "files/sources/byte_source.hpp"

namespace loyalty::files {

/// How to make a file that can be read of one that cannot.
inline constexpr std::string_view save_hint =
    "open it in Excel or WPS and save it as \"CSV UTF-8 (comma delimited)\" or XLSX";

/// Whether the beginning of a file may be that of text, in whatever encoding.
bool is_text(std::string_view start);
/// Throws `Error` (refused) for a file that has no rows to read: an old or a locked workbook, a web page or some other
/// binary file; the hint says how to save it. `bytes`: all of the file.
[[noreturn]] void refuse_foreign(const std::string& name, std::string_view start, ByteSource& bytes);

} // namespace loyalty::files
