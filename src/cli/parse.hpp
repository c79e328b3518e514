// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/session.hpp"

namespace loyalty::cli {

/// What a command line asks for.
struct Invocation {
  std::string command;
  Globals globals;
  std::map<std::string, std::vector<std::string>> values;
};

/// A text to print, help or the version, and the exit code: 0 to standard output, any other to standard error.
struct Answer {
  std::string text;
  int code = 0;
};

/// Reads the command line, answering in a language. Refuses what it does not understand by `Error` (usage), with the
/// nearest known word.
std::variant<Invocation, Answer> parse(const std::vector<std::string>& words, messages::Language language);

/// Whether an option was typed, before anybody knows what else the words mean.
bool is_typed(const std::vector<std::string>& words, std::string_view option);
/// What was typed behind an option; empty: nothing.
std::string_view typed_behind(const std::vector<std::string>& words, std::string_view option);

} // namespace loyalty::cli
