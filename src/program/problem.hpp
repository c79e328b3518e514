// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"

namespace loyalty::program {

/// Something a shop owner should change in a file, and where. Lines and columns count from 1; columns count
/// characters, not bytes.
struct Problem {
  enum class Severity { error, warning } severity = Severity::error;
  std::size_t line = 1;
  std::size_t column = 1;
  Message what;
  Message why;  ///< may be empty
  Message hint; ///< what to type instead; may be empty
};

using Problems = std::vector<Problem>;

/// "loyalty.toml:3:8: error: what", then why and "hint: …" on lines of their own.
std::vector<Message> lines_of(const Problem& problem, std::string_view file_name);

} // namespace loyalty::program
