// SPDX-License-Identifier: MIT
#include "cli/typed_condition.hpp"

#include <fmt/format.h>

#include "loyalty/error.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {

Condition typed_condition(std::string_view option, std::string_view text, const Program& program) {
  program::Problems problems;
  if (auto condition = program::parse_condition(text, program, problems)) return *condition;
  std::string what = fmt::format("{} {} is no condition", option, text);
  if (problems.empty())
    throw Error(Failure::usage, std::move(what), {},
                fmt::format("write for example {} 'orders = 3, window = \"90 days\"'", option));
  const auto& first = problems.front();
  throw Error(Failure::usage, std::move(what),
              first.why.empty() ? first.what : fmt::format("{}: {}", first.what, first.why), first.hint);
}

} // namespace loyalty::cli
