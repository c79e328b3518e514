// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "files/sources/byte_source.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// How to make a file that can be read of one that cannot.
inline constexpr auto save_hint = "open it in Excel or WPS and save it as \"CSV UTF-8 (comma delimited)\" or XLSX"_en;

/// Whether the beginning of a file may be that of text, in whatever encoding.
bool is_text(std::string_view start);
/// Throws `Error` (refused) for a file that has no rows to read: an old or a locked workbook, a web page or some other
/// binary file; the hint says how to save it. `bytes`: all of the file.
[[noreturn]] void refuse_foreign(const std::string& name, std::string_view start, ByteSource& bytes);

} // namespace loyalty::files
