// SPDX-License-Identifier: MIT
#include "cli/cart_lines.hpp"

#include "files/cart_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

void refuse_dear(const std::vector<CartLine>& lines) {
  Money left{Money::limit};
  for (const auto& line : lines) {
    if (line.amount() > left) throw Error(Failure::refused, "the cart costs more than can be counted"_en);
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
    throw Error(Failure::refused, "{file} has no lines"_en(*file), {},
                "write one line for each thing that is bought"_en);
  refuse_dear(lines);
  return lines;
}

} // namespace loyalty::cli
