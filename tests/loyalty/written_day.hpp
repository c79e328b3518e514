// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "loyalty/day.hpp"

namespace loyalty {

/// A day as a test writes it: day("2026-06-18").
inline Day day(std::string_view text) { return Day::parse(text).value(); }

} // namespace loyalty
