// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "loyalty/error.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// Where a row or a cell begins in its file. In a workbook a line is a row of a sheet, a column is one of its columns,
/// and 0 is all of the row.
struct Place {
  std::size_t line = 1;        ///< from 1
  std::size_t column = 1;      ///< in characters, from 1
  std::uint32_t sheet = 0;     ///< from 0
  std::string sheet_name = {}; ///< fit for a terminal; empty: the file has no sheets

  bool operator==(const Place&) const = default;
  /// In the order of the file.
  std::strong_ordering operator<=>(const Place& other) const {
    return std::tie(sheet, line, column) <=> std::tie(other.sheet, other.line, other.column);
  }
};

/// As messages name a place: "orders.csv:3:18", and in workbooks "orders.xlsx:Orders!H17" or "orders.xlsx:Orders!17".
std::string place_text(std::string_view file, const Place& place);

/// What is kept of a row so that it can still be set aside: its line, the bytes from which the source that gave it
/// can tell its cells and their places again, if it needs any, and the sheet of a workbook.
struct RowOrigin {
  std::size_t line = 0;
  std::string_view written;
  std::uint32_t sheet = 0;
};

/// The same for a row whose bytes are not kept by anybody else.
struct KeptOrigin {
  std::size_t line = 0;
  std::string written = {};
  std::uint32_t sheet = 0;

  operator RowOrigin() const { return {line, written, sheet}; }
};

KeptOrigin kept_origin(const RowOrigin& row);

/// One row of a file, whatever the file's bytes are.
struct Row {
  RowOrigin origin;
  std::vector<std::string_view> cells; ///< text without NULs, and without what their file puts around a cell
};

/// The cells of a row that was set aside, or of a header. There can be many such rows, so they take little room.
class Cells {
 public:
  void reserve(std::size_t bytes) { text_.reserve(bytes); }
  void add(std::string_view cell);
  std::size_t size() const;
  std::string_view operator[](std::size_t index) const;
  bool operator==(const Cells&) const = default;

 private:
  std::string text_; // each with a NUL behind it
};

/// The cells of a row, to be kept.
Cells kept_cells(const Row& row);

/// What the columns of this header are called, for a message: "the header has: …".
Message names_found(const Row& header);

/// The refusal of a file without a header, of which `names` is the shortest one.
Error empty_file(std::string_view file, std::string_view names);

/// What a column that means nothing here is told as, with the one that was probably meant; empty: none was.
Message ignored_column(std::string_view name, const std::string& meant);

/// Makes the row as long as the header of its file. Rows of a workbook end with the last cell that was ever written to.
void fit(Row& row, std::size_t cells);

/// The cell without the letters before and behind it that are no part of it; 0: there are none.
std::string_view stripped(std::string_view cell, char letter);

/// The name of a column as it is compared: capitals and what stands around it, as around an id, do not matter.
std::string folded_name(std::string_view written);

} // namespace loyalty::files
