// SPDX-License-Identifier: MIT
#include "files/row.hpp"

#include <algorithm>
#include <utility>

#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

namespace {

// "H" of the eighth column.
std::string letters_of(std::size_t column) {
  constexpr std::size_t letters = 26;
  std::string result;
  for (; column > 0; column = (column - 1) / letters)
    result.insert(result.begin(), static_cast<char>('A' + (column - 1) % letters));
  return result;
}

} // namespace

std::string place_text(std::string_view file, const Place& place) {
  const auto line = std::to_string(place.line);
  if (place.sheet_name.empty()) return std::string(file) + ':' + line + ':' + std::to_string(place.column);
  return std::string(file) + ':' + place.sheet_name + '!' + letters_of(place.column) + line;
}

KeptOrigin kept_origin(const RowOrigin& row) { return {row.line, std::string(row.written), row.sheet}; }

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

Message names_found(const Row& header) {
  constexpr std::size_t most = 30;
  std::vector<Message> names;
  for (std::size_t index = 0; index < std::min(header.cells.size(), most); ++index)
    names.push_back(messages::quoted_value(header.cells[index]));
  if (header.cells.size() <= most) return "the header has: {names}"_en(MessageList{std::move(names), Between::names});
  return "the header has: {names} and {more} more"_en(MessageList{std::move(names), Between::names},
                                                      header.cells.size() - most);
}

Error empty_file(std::string_view file, std::string_view names) {
  return Error(Failure::refused, "the file is empty"_en, "the first row must name the columns"_en,
               "begin it with {columns}"_en(names))
      .at(place_text(file, {}));
}

Message ignored_column(std::string_view name, const std::string& meant) {
  auto column = messages::shown_value(name);
  if (meant.empty()) return "column \"{column}\" is ignored"_en(std::move(column));
  return "column \"{column}\" is ignored; did you mean {meant}?"_en(std::move(column), meant);
}

void fit(Row& row, std::size_t cells) { row.cells.resize(cells); }

std::string_view stripped(std::string_view cell, char letter) {
  if (letter == 0) return cell;
  const auto first = std::min(cell.find_first_not_of(letter), cell.size());
  return cell.substr(first, cell.find_last_not_of(letter) + 1 - first);
}

std::string folded_name(std::string_view written) {
  std::string result(plain_key(written));
  for (auto& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

} // namespace loyalty::files
