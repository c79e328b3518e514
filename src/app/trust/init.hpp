// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::app {

struct Started {
  bool wrote_program = false; ///< false: the program file was there and is left as it is
  bool made_ledger = false;   ///< false: the ledger was there and is left as it is
};

/// The commented program file of that name to start from, in Chinese or English; refused where there is none.
std::string_view program_to_start_from(const std::string& name, bool chinese);

/// Writes a program file with this text and an empty ledger. What is there already is left as it is; refused where
/// nothing is left to do.
Started init(const std::string& ledger_path, const std::string& program_path, std::string_view text, int wait_seconds);

} // namespace loyalty::app
