// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/xlsx_reader.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace loyalty::files {

XlsxReader::XlsxReader(ZipFile zip, std::string packing)
    : workbook_(std::make_unique<Workbook>(std::move(zip))),
      found_(std::make_unique<FoundRows>(*workbook_)),
      packing_(std::move(packing)) {}

bool XlsxReader::open(std::string& text, std::deque<std::string>& aside) {
  if (at_sheet_ == workbook_->sheets().size()) return false;
  text_ = &text;
  text.clear();
  text.reserve(window_size + Sheet::longest_row + spare_room);
  aside.clear();
  return true;
}

bool XlsxReader::next_in_window(Row& row) {
  if (text_->size() >= window_size) return false;
  for (; at_sheet_ < workbook_->sheets().size(); ++at_sheet_) {
    if (!sheet_) sheet_ = std::make_unique<Sheet>(*workbook_, at_sheet_);
    if (sheet_->next(*text_, row_)) {
      last_sheet_ = at_sheet_;
      row.origin = {row_.number, {}, at_sheet_};
      row.cells.clear();
      for (const auto& cell : row_.cells) row.cells.push_back(cell.of(*text_));
      return true;
    }
    sheet_.reset();
  }
  return false;
}

void XlsxReader::want(std::span<const std::size_t> cells) {
  if (!sheet_) return;
  std::vector<bool> wanted(1);
  for (const auto cell : cells) {
    if (cell >= wanted.size()) wanted.resize(cell + 1);
    wanted[cell] = true;
  }
  sheet_->want(std::move(wanted));
}

Place XlsxReader::place_of(const RowOrigin& row, std::size_t cell) const {
  return {row.line, cell + 1, row.sheet, workbook_->sheets().at(row.sheet).name};
}

Place XlsxReader::place_of(const RowOrigin& row) const {
  return {row.line, 0, row.sheet, workbook_->sheets().at(row.sheet).name};
}

Facts XlsxReader::facts() const {
  Facts facts{{"kind", "XLSX"}, {"sheet", workbook_->sheets().at(last_sheet_).name}};
  if (!packing_.empty()) facts.emplace_back("compression", packing_);
  return facts;
}

} // namespace loyalty::files
