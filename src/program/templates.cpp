// SPDX-License-Identifier: MIT
#include "program/templates.hpp"

#include <algorithm>

namespace loyalty::program {

const ProgramTemplate* program_template(std::string_view name) {
  const auto& all = program_templates();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ProgramTemplate& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

} // namespace loyalty::program
