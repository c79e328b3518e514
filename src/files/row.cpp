// SPDX-License-Identifier: MIT
#include "files/row.hpp"

#include <algorithm>

#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

std::string place_text(std::string_view file, Place place) {
  return std::string(file) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

void Cells::add(std::string_view cell) {
  text_ += cell;
  text_ += '\0';
}

std::size_t Cells::size() const { return static_cast<std::size_t>(std::ranges::count(text_, '\0')); }

std::string_view Cells::operator[](std::size_t index) const {
  std::size_t begin = 0;
  for (; index > 0; --index) begin = text_.find('\0', begin) + 1;
  return std::string_view(text_).substr(begin, text_.find('\0', begin) - begin);
}

Cells kept_cells(const Row& row) {
  Cells cells;
  for (const auto cell : row.cells) cells.add(cell);
  return cells;
}

std::string names_found(const Row& header) {
  constexpr std::size_t most = 30;
  std::string result = "the header has:";
  for (std::size_t index = 0; index < std::min(header.cells.size(), most); ++index)
    result += (index == 0 ? " \"" : ", \"") + messages::shown_value(header.cells[index]) + '"';
  if (header.cells.size() > most) result += " and " + std::to_string(header.cells.size() - most) + " more";
  return result;
}

std::string folded_name(std::string_view written) {
  std::string result(plain_key(written));
  for (auto& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

} // namespace loyalty::files
