// SPDX-License-Identifier: MIT
#include "files/row.hpp"

#include "loyalty/plain_key.hpp"

namespace loyalty::files {

std::string place_text(std::string_view file, Place place) {
  return std::string(file) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

void Cells::add(std::string_view cell) {
  text_ += cell;
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
}

std::string_view Cells::operator[](std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(begin, ends_[index] - begin);
}

Cells kept_cells(const Row& row) {
  Cells cells;
  for (const auto cell : row.cells) cells.add(cell);
  return cells;
}

std::string folded_name(std::string_view written) {
  std::string result(plain_key(written));
  for (auto& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

} // namespace loyalty::files
