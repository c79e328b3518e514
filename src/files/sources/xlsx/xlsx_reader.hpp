// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "files/row_source.hpp"
#include "files/sources/xlsx/found_rows.hpp"
#include "files/sources/xlsx/sheet.hpp"
#include "files/sources/xlsx/workbook.hpp"

namespace loyalty::files {

/// Reads a workbook as Excel and WPS save it: all sheets with cells in the order of the workbook, hidden ones too.
/// Cells come as text: numbers as `append_number` writes them, dates as `append_moment` does. Rows that say nothing are
/// no rows.
///
/// Refused as a whole, by `Error` (refused) that names the part or the cell: what is damaged, and what is larger than
/// any workbook can be.
class XlsxReader : public RowSource {
 public:
  /// `packing`: what the workbook was packed by, for `facts`.
  XlsxReader(ZipFile zip, std::string packing);

  bool next_in_window(Row& row) override;
  void close_window() override { text_ = nullptr; }
  void want(std::span<const std::size_t> cells) override;
  bool has_short_rows() const override { return true; }
  Place place_of(const RowOrigin& row, std::size_t cell) const override;
  Place place_of(const RowOrigin& row) const override;
  Cells cells_of(const RowOrigin& row) const override { return found_->cells_of(row.sheet, row.line); }
  std::string_view sheet_name(std::uint32_t sheet) const override { return workbook_->sheets().at(sheet).name; }
  Facts facts() const override;
  const std::string& name() const override { return workbook_->name(); }

 private:
  static constexpr std::size_t window_size = std::size_t{1024} * 1024;

  bool open(std::string& text, std::deque<std::string>& aside) override;

  std::unique_ptr<const Workbook> workbook_;
  std::unique_ptr<FoundRows> found_;
  std::string packing_;
  std::string* text_ = nullptr;  // the window
  std::uint32_t at_sheet_ = 0;   // that is read
  std::unique_ptr<Sheet> sheet_; // nullptr: not begun
  std::uint32_t last_sheet_ = 0; // of the latest row
  SheetRow row_;
};

} // namespace loyalty::files
