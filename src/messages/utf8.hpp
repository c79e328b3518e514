// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace loyalty::messages {

/// One character of a UTF-8 text and the number of bytes it takes.
struct Utf8Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = true; ///< false: one stray byte, `code` is U+FFFD
};

/// The character at `position`, which lies inside the text. Overlong forms, surrogates and codes beyond U+10FFFF are
/// stray bytes.
Utf8Character utf8_at(std::string_view text, std::size_t position);

/// Appends a character to a text.
void append_utf8(std::string& text, char32_t code);

/// How many bytes at the beginning of a text are ASCII.
std::size_t ascii_length(std::string_view text);

/// How many characters a text has; a stray byte counts as one.
std::size_t utf8_length(std::string_view text);

/// The first byte that is not UTF-8, or npos. A character that is cut off by the end of the text counts only where
/// `whole`; `tail` is set to the number of bytes of such a cut character.
std::size_t utf8_error(std::string_view text, bool whole, std::size_t& tail);

} // namespace loyalty::messages
