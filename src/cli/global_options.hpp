// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

/// An option that every command takes, and where what is typed goes; nowhere: it is not for commands.
struct GlobalOption {
  Option option;
  std::string Globals::*text = nullptr;
  bool Globals::*flag = nullptr;
  const char* environment = nullptr; ///< the variable that stands in for it
};

/// All of them, in the order of the help.
const std::vector<GlobalOption>& global_options();

/// "--output" for "-o,--output".
std::string long_name(std::string_view names);

} // namespace loyalty::cli
