// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace loyalty::cli {

/// One run of the program, for whoever looks after the nights.
struct Run {
  std::string began; ///< UTC
  std::string command;
  int exit_code = 0;
  std::int64_t milliseconds = 0;
  std::string batch = {};  ///< number; empty: nothing was written
  std::string counts = {}; ///< what the batch did
  std::string error = {};  ///< in English; empty: none
};

/// Appends a line: "2026-06-18T19:10:03Z import-orders exit=0 ms=812 batch=7 rows=41 new=41", or a JSON object where
/// the file's name ends in .json or .jsonl. A log that cannot be written is said on standard error and stops nothing.
void log_run(const std::string& path, const Run& run);

} // namespace loyalty::cli
