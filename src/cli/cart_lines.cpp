// SPDX-License-Identifier: MIT
#include "cli/cart_lines.hpp"

#include <fmt/format.h>

#include "files/cart_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

void refuse_dear(const std::vector<CartLine>& lines) {
  Money left{Money::limit};
  for (const auto& line : lines) {
    if (line.amount() > left) throw Error(Failure::refused, "the cart costs more than can be counted");
    left -= line.amount();
  }
}

} // namespace

std::vector<CartLine> lines_asked(Session& session) {
  const auto file = session.maybe("--file");
  std::vector<CartLine> lines;
  if (file) lines = files::read_cart(*file, session.currency());
  for (const auto& line : session.many("--line")) lines.push_back(files::parse_cart_line(line, session.currency()));
  if (lines.empty() && file)
    throw Error(Failure::refused, fmt::format("{} has no lines", *file), {},
                "write one line for each thing that is bought");
  refuse_dear(lines);
  return lines;
}

} // namespace loyalty::cli
