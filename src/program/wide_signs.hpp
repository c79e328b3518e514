// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "loyalty/message.hpp"

namespace loyalty::program {

/// What to type for the first sign of a text that a Chinese keyboard has put in place of one of TOML: ＝ or “ or a wide
/// blank. Empty where there is none.
Message hint_to_narrow(std::string_view text);

} // namespace loyalty::program
