// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/program.hpp"
#include "program/knows_zone.hpp"
#include "program/problem.hpp"

namespace loyalty::program {

/// A program file as far as it could be read, and everything that should be changed in it, in the order of its lines.
struct ProgramFile {
  Program program;
  Problems problems;

  /// No errors; there may be warnings.
  bool ok() const;
};

/// Reads the TOML text of a program. Finds all problems in one go (of a text that is no TOML only the first) and never
/// throws for what the text says.
ProgramFile parse_program(std::string_view text, const KnowsZone& knows_zone = {});

/// The program of a text that has no errors; warnings are passed over. Throws Error (usage) with all errors rendered
/// under `file_name`.
Program load_program(std::string_view text, std::string_view file_name, const KnowsZone& knows_zone = {});

/// The profiles of a text that holds nothing else: [import.profile.NAME] as in a program file. Throws Error (usage) as
/// `load_program` does.
std::vector<OrderProfile> load_profiles(std::string_view text, std::string_view file_name);

/// Reads a condition as it is typed in a command: `{ orders = ">= 3", window = "90 days" }`, with or without the
/// braces. It may name the tiers, activities, memberships and fields of the program. Nullopt if there were problems,
/// whose columns count within the text.
std::optional<Condition> parse_condition(std::string_view text, const Program& program, Problems& problems);

} // namespace loyalty::program
