// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace loyalty::messages {

/// How many cells of a terminal a UTF-8 text takes: Chinese, Japanese and Korean characters, full-width forms and emoji
/// take two, combining marks and invisible characters none, everything else one.
std::size_t display_width(std::string_view text);

/// The text, or as much of its beginning as fits into `width` cells together with a final "…".
std::string truncate_to_width(std::string_view text, std::size_t width);

/// The text with everything that could steer or deceive a terminal written out: control characters as \n, \t or \x1b,
/// marks that turn the writing direction, line separators and invisible characters as \u{202e}, stray bytes as U+FFFD.
/// Joiners inside emoji stay.
std::string escape_for_terminal(std::string_view text);
/// The same line by line.
std::string escape_lines(std::string_view text);

} // namespace loyalty::messages
