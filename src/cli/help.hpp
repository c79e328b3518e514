// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/command.hpp"
#include "messages/catalogue.hpp"

namespace loyalty::cli {

/// One screen about everything the program can do.
std::string overview(messages::Language language);

/// The help of one command.
std::string help_of(const Listed& listed, const Command& command, messages::Language language);

/// Where to begin, for somebody who typed nothing but the name of the program.
std::string where_to_begin(messages::Language language);

} // namespace loyalty::cli
