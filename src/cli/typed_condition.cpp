// SPDX-License-Identifier: MIT
#include "cli/typed_condition.hpp"

#include "loyalty/error.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {

Condition typed_condition(std::string_view option, std::string_view text, const Program& program) {
  program::Problems problems;
  if (auto condition = program::parse_condition(text, program, problems)) return *condition;
  auto what = "{option} {value} is no condition"_en(option, text);
  if (problems.empty())
    throw Error(Failure::usage, std::move(what), {},
                "write for example {option} {example}"_en(option, R"('orders = 3, window = "90 days"')"));
  const auto& first = problems.front();
  throw Error(Failure::usage, std::move(what),
              first.why.empty() ? first.what : "{what}: {why}"_en(first.what, first.why), first.hint);
}

} // namespace loyalty::cli
