// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/sources/xlsx/cell_text.hpp"
#include "files/sources/xlsx/workbook.hpp"
#include "files/sources/xlsx/xml_reader.hpp"

namespace loyalty::files {

/// A part of a text, by where it begins in it.
struct TextPart {
  std::size_t begin = 0;
  std::size_t size = 0;

  std::string_view of(std::string_view text) const { return text.substr(begin, size); }
};

/// One row of a sheet: its number and its cells from the first column on, as they are shown.
struct SheetRow {
  std::size_t number = 0;
  std::vector<TextPart> cells;
};

/// Reads the rows of a sheet, one after the other. Throws `Error` (refused) that names the cell where the sheet has
/// more rows or columns than there can be, rows in a strange order, a text that is not there, or a row of more than
/// 1 MiB.
class Sheet : private XmlHandler {
 public:
  static constexpr std::size_t longest_row = std::size_t{1024} * 1024;
  static constexpr std::size_t most_columns = 16'384;
  static constexpr std::size_t most_rows = 1'048'576;

  /// The workbook must outlive the sheet.
  Sheet(const Workbook& workbook, std::uint32_t sheet);

  /// The next row that says anything, its cells appended to `text`; false at the end of the sheet.
  bool next(std::string& text, SheetRow& row);
  /// From the next row on other cells come empty. Nothing: all are needed.
  void want(std::vector<bool> cells) { wanted_ = std::move(cells); }

 private:
  enum class Type : std::uint8_t { number, shared, text, boolean, other };

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  void append_value();
  std::string_view shared_string() const;
  bool is_wanted() const { return wanted_.empty() || (column_ < wanted_.size() && wanted_[column_]); }
  void require_room(std::size_t more) const;
  [[noreturn]] void refuse(Message what) const;

  const Workbook& workbook_;
  std::uint32_t sheet_;
  XmlReader xml_;
  std::vector<bool> wanted_;

  std::string* to_ = nullptr;
  SheetRow* row_ = nullptr;
  std::size_t row_begin_ = 0; // in the text
  std::size_t number_ = 0;    // of the latest row
  bool in_row_ = false;
  bool says_anything_ = false;

  std::size_t column_ = 0; // of the latest cell, from 0
  std::size_t next_column_ = 0;
  bool in_cell_ = false;
  Type type_ = Type::number;
  bool as_date_ = false;
  bool in_value_ = false;
  bool has_text_ = false; // of its own, which stands before a value
  bool in_text_ = false;
  CellText inline_;
  std::string value_;
};

} // namespace loyalty::files
