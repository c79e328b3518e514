// SPDX-License-Identifier: MIT
#include "cli/program_text.hpp"

#include <cerrno>
#include <fstream>

#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::cli {

std::string read_program_text(const std::string& path) {
  constexpr std::size_t enough = 2 << 20; // more than a program may have
  std::ifstream file(path, std::ios::binary);
  std::string text;
  for (char block[16'384]; text.size() < enough && file;) {
    file.read(block, sizeof block);
    text.append(block, static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad())
    throw Error(Failure::usage, "the program file {file} cannot be read"_en(path), messages::system_reason(errno),
                "name yours with --program FILE, or make one with: loyalty init"_en);
  return text;
}

} // namespace loyalty::cli
