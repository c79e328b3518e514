// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace loyalty::files {

/// Replaces what workbooks write for characters that XML cannot have, _x000D_ for a carriage return, from `begin` on. A
/// NUL or half a character becomes U+FFFD.
void undo_escapes(std::string& text, std::size_t begin);

} // namespace loyalty::files
