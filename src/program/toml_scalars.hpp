// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::program {

// How TOML spells what stands without quotation marks.

/// `true` or `false`.
bool is_toml_truth(std::string_view word);
/// `1_000`, `-5`, `0x1F`, however large.
bool is_toml_whole(std::string_view word);
/// Whether a whole number fits into 64 bits.
bool is_whole_in_bounds(std::string_view whole);
/// `1.50`, `1e6`, `inf`, however large.
bool is_toml_decimal(std::string_view word);
/// Whether a machine has such a decimal number, if not with all of its digits.
bool is_decimal_in_bounds(std::string_view decimal);
/// A day of the calendar, a time of the day or both, with or without an offset.
bool is_toml_moment(std::string_view word);

} // namespace loyalty::program
