// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace loyalty::files {

/// How the characters of a text file are written as bytes.
enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, gb18030 };

/// "UTF-8", as messages name it.
std::string_view name_of(Encoding encoding);

/// How a file of rows is written. What is not stated is told from its bytes; what is stated holds whatever they say.
struct Dialect {
  std::optional<Encoding> encoding = {};
  std::optional<char> separator = {};
  bool quoted = true; ///< false: a quote is a letter like any other
  char strip = 0;     ///< what stands before and behind cells and is no part of them; 0: nothing
};

} // namespace loyalty::files
