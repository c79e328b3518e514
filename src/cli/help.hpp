// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/command.hpp"
#include "messages/catalogue.hpp"

namespace loyalty::cli {

/// About everything the program can do.
std::string overview(messages::Language language);

/// The help of one command: one screen.
std::string help_of(const Listed& listed, const Command& command, messages::Language language);

/// The help of what the first word of a command chooses.
std::string help_of(const Listed& listed, const Choice& choice, messages::Language language);

/// Where to begin, for somebody who typed nothing but the name of the program.
std::string where_to_begin(messages::Language language);

} // namespace loyalty::cli
