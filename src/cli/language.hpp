// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "messages/catalogue.hpp"

namespace loyalty::cli {

/// Whether --lang may name it.
bool is_language(std::string_view typed);

/// The language that was typed, if it is one, else the one that LOYALTY_LANG, LC_ALL, LC_MESSAGES or LANG names first,
/// else that of the program file, which may be named: Chinese where it begins with zh, otherwise English.
messages::Language chosen_language(std::string_view typed, const std::string& program);

} // namespace loyalty::cli
