// SPDX-License-Identifier: MIT
#pragma once

namespace loyalty {

/// One of the ten that are written in ASCII, whatever the language of the machine.
constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

} // namespace loyalty
