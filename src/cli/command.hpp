// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace loyalty::cli {

class Session;

/// One thing a subcommand can be told. All values arrive as texts and are read by the strict readers of `Session`.
struct Option {
  enum class Kind { required, optional, many, value, values, flag };
  std::string_view name; ///< "FILE" for a word, "--reason" for a named value, "-n,--dry-run" for several names
  Kind kind = Kind::value;
  std::string_view help = {};
  std::string_view value = "TEXT"; ///< what stands behind a named value in the help
};

/// A subcommand: what it takes and what it does. `run` returns the exit code.
struct Command {
  std::string_view examples; ///< lines one could type, first in its help
  std::vector<Option> options;
  int (*run)(Session&);
  bool changes = false; ///< takes --dry-run
  /// What one types to see the answer again when it got lost; {batch}, {member}, {draw} and {day} are filled in.
  std::string_view again = "loyalty list-batches";
};

/// A line of the one list.
struct Listed {
  std::string_view name;
  std::string_view group;
  std::string_view summary;
  Command (*make)();
};

/// Everything the program can do, in the order of the help.
const std::vector<Listed>& commands();

} // namespace loyalty::cli
