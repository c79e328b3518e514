// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "loyalty/day.hpp"

namespace loyalty {

/// The year of birthdays of which only month and day are known.
inline constexpr int unknown_year = 1904;

/// Reads "1990-05-20", or "05-20" where the year is not known. Refused (nullopt): days that do not exist.
std::optional<Day> parse_birthday(std::string_view text);
/// As it was read.
std::string birthday_text(Day birthday);
/// The same birthday of which the year is not known any more.
Day without_year(Day birthday);

} // namespace loyalty
