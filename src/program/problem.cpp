// SPDX-License-Identifier: MIT
#include "program/problem.hpp"

namespace loyalty::program {

std::vector<Message> lines_of(const Problem& problem, std::string_view file_name) {
  const auto place = std::string(file_name) + ':' + std::to_string(problem.line) + ':' + std::to_string(problem.column);
  std::vector<Message> lines;
  if (problem.severity == Problem::Severity::error)
    lines.push_back("{place}: error: {what}"_en(place, problem.what));
  else
    lines.push_back("{place}: warning: {what}"_en(place, problem.what));
  if (!problem.why.empty()) lines.push_back("  {why}"_en(problem.why));
  if (!problem.hint.empty()) lines.push_back("hint: {hint}"_en(problem.hint));
  return lines;
}

} // namespace loyalty::program
