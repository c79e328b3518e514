// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "loyalty/program.hpp"

namespace loyalty::cli {

/// The condition that somebody typed behind an option, such as `{ orders = 3, window = "90 days" }`; the braces may be
/// left out. Refused by `Error` (usage) with everything that is wrong in it.
Condition typed_condition(std::string_view option, std::string_view text, const Program& program);

} // namespace loyalty::cli
