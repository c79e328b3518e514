// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"

namespace loyalty::cli {

class Session;

/// One thing a subcommand can be told. All values arrive as texts and are read by the strict readers of `Session`.
struct Option {
  enum class Kind { required, optional, many, value, values, flag };
  std::string_view name; ///< "FILE" for a word, "--reason" for a named value, "-n,--dry-run" for several names
  Kind kind = Kind::value;
  Message help = {};
  std::string_view value = "TEXT"; ///< what stands behind a named value in the help
};

/// Whether something stands behind its name.
inline bool takes_value(const Option& option) {
  return option.kind == Option::Kind::value || option.kind == Option::Kind::values;
}

/// What the first word of a command may be, where each of them has a help of its own.
struct Choice {
  std::string_view name;
  Message summary;
  std::string examples; ///< lines one could type
  std::vector<Option> options;
  std::vector<Message> notes; ///< what else is to be known of it
};

/// Those that answer one question.
struct ChoiceGroup {
  Message question;
  std::vector<Choice> choices;
};

/// A subcommand: what it takes and what it does. `run` returns the exit code.
struct Command {
  std::string_view examples; ///< lines one could type, first in its help
  std::vector<Option> options;
  int (*run)(Session&);
  bool changes = false; ///< takes --dry-run
  /// What one types to see the answer again when it got lost; {batch}, {member}, {draw} and {day} are filled in.
  /// Options alone: the same command with them. Empty: the same command, which does nothing twice.
  std::string_view again = "loyalty list-batches";
  /// What its first word may be, with the options of each, which the help of the command leaves to theirs; nullptr:
  /// anything.
  std::vector<ChoiceGroup> (*choices)() = nullptr;
};

/// A line of the one list.
struct Listed {
  std::string_view name;
  Message group;
  Message summary;
  Command (*make)();
};

/// Everything the program can do, in the order of the help.
const std::vector<Listed>& commands();

} // namespace loyalty::cli
