// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::files {

/// What separates the cells of a text's first lines: the comma, semicolon or tab that most of them have equally often
/// outside quotes; a comma where that does not tell. A line that is cut off by the end counts only where `whole`.
char separator_of(std::string_view text, bool whole);

/// "comma", as messages call it.
std::string_view separator_name(char separator);

} // namespace loyalty::files
