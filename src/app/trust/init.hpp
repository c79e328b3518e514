// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace loyalty::app {

struct Started {
  bool wrote_program = false; ///< false: the program file was there and is left as it is
  bool made_ledger = false;   ///< false: the ledger was there and is left as it is
};

/// Writes a commented program file to start from, in Chinese or English, and an empty ledger. What is there already
/// is left as it is; refused where nothing is left to do, or where there is no template of that name.
Started init(const std::string& ledger_path, const std::string& program_path, const std::string& name, bool chinese,
             int wait_seconds);

} // namespace loyalty::app
