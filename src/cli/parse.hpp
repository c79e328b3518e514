// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
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

/// A text to print to standard output, with exit code 0: help or the version.
struct Answer {
  std::string text;
};

/// Reads the command line. Refuses what it does not understand by `Error` (usage), with the nearest known word.
std::variant<Invocation, Answer> parse(const std::vector<std::string>& words);

/// One screen about everything the program can do.
std::string overview();

} // namespace loyalty::cli
