// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace loyalty::program {

/// A commented program that a new shop can start from.
struct ProgramTemplate {
  std::string_view name;
  std::string_view chinese;
  std::string_view english;
};

/// All of them; the first is the one for a shop that names none.
const std::vector<ProgramTemplate>& program_templates();

/// Nullptr if there is none of that name.
const ProgramTemplate* program_template(std::string_view name);

} // namespace loyalty::program
