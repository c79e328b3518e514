// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/found_rows.hpp"

#include <algorithm>

namespace loyalty::files {

Cells FoundRows::cells_of(std::uint32_t sheet, std::size_t number) {
  const std::lock_guard lock(mutex_);
  auto& reading = sheets_.at(sheet);
  if (!reading.sheet) reading.sheet = std::make_unique<Sheet>(workbook_, sheet);
  SheetRow row;
  for (std::string text; reading.passed.empty() || reading.passed.back().number < number; text.clear()) {
    if (!reading.sheet->next(text, row)) break;
    pass(reading, row, text);
  }
  const auto found = std::ranges::lower_bound(reading.passed, number, {}, &Passed::number);
  Cells cells;
  if (found == reading.passed.end() || found->number != number) return cells;
  const auto all = written(*found);
  cells.reserve(all.size());
  for (std::size_t at = 0; at < all.size();) {
    const auto end = all.find('\0', at);
    cells.add(std::string_view(all).substr(at, end - at));
    at = end + 1;
  }
  return cells;
}

void FoundRows::pass(Reading& reading, const SheetRow& row, std::string_view text) {
  constexpr std::size_t at_once = std::size_t{256} * 1024;
  if (!file_) file_.emplace();
  const auto begin = unwritten_.size();
  for (const auto& cell : row.cells) {
    unwritten_ += cell.of(text);
    unwritten_ += '\0';
  }
  reading.passed.push_back({row.number, file_->size() + begin, unwritten_.size() - begin});
  if (unwritten_.size() < at_once) return;
  file_->append(unwritten_);
  unwritten_.clear();
}

std::string FoundRows::written(const Passed& row) {
  file_->append(unwritten_);
  unwritten_.clear();
  std::string text(row.size, '\0');
  file_->file(workbook_.name()).read_at(row.begin, text);
  return text;
}

} // namespace loyalty::files
