// SPDX-License-Identifier: MIT
#pragma once

#include "loyalty/program.hpp"
#include "program/problem.hpp"
#include "program/toml_reader.hpp"

namespace loyalty::program {

/// Adds warnings on rules that together give back as much as somebody pays, or more, so that they can be gone through
/// again and again: each with a sum in figures of the program. Points count as money where they pay for whole orders,
/// a voucher where it asks for nothing to be paid beside it.
void warn_about_loops(const Program& program, const TomlValue& root, Problems& problems);

} // namespace loyalty::program
