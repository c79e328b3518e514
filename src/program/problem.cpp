// SPDX-License-Identifier: MIT
#include "program/problem.hpp"

namespace loyalty::program {

std::string render(const Problem& problem, std::string_view file_name) {
  std::string text(file_name);
  text += ':' + std::to_string(problem.line) + ':' + std::to_string(problem.column);
  text += problem.severity == Problem::Severity::error ? ": error: " : ": warning: ";
  text += problem.what;
  if (!problem.why.empty()) text += "\n  " + problem.why;
  if (!problem.hint.empty()) text += "\nhint: " + problem.hint;
  return text;
}

} // namespace loyalty::program
