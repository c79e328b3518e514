// SPDX-License-Identifier: MIT
#include "program/program_file.hpp"

#include <algorithm>

#include "fuzz/target.hpp"
#include "loyalty/error.hpp"

namespace fuzz {

using namespace loyalty;

/// A program file: all of it is understood, or what is wrong is said at its place; and it is understood alike again.
void try_bytes(std::string_view bytes) {
  const auto file = program::parse_program(bytes);
  const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  for (const auto& problem : file.problems) {
    require(!problem.what.english().empty(), "a problem is put into words");
    require(problem.line >= 1 && problem.line <= lines, "a problem stands in the file");
  }
  const auto again = program::parse_program(bytes);
  require(again.problems.size() == file.problems.size(), "the same text has the same problems");
  if (file.ok()) {
    program::load_program(bytes, "loyalty.toml");
    return;
  }
  try {
    program::load_program(bytes, "loyalty.toml");
  } catch (const Error& error) {
    require(error.failure == Failure::usage, "a program that is wrong is an error of usage");
    return;
  }
  broken("a program with errors is refused");
}

} // namespace fuzz
