// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace loyalty::files {

/// Where a row or a cell begins in its file.
struct Place {
  std::size_t line = 1;   ///< from 1
  std::size_t column = 1; ///< in characters, from 1

  auto operator<=>(const Place&) const = default;
};

/// "orders.csv:3:18", as messages name a place.
std::string place_text(std::string_view file, Place place);

/// What is kept of a row so that it can still be set aside: its line, and the bytes from which the source that gave it
/// can tell its cells and their places again.
struct RowOrigin {
  std::size_t line = 0;
  std::string_view written;
};

/// The same for a row whose bytes are not kept by anybody else.
struct KeptOrigin {
  std::size_t line = 0;
  std::string written = {};

  operator RowOrigin() const { return {line, written}; }
};

/// One row of a file, whatever the file's bytes are.
struct Row {
  RowOrigin origin;
  std::vector<std::string_view> cells; ///< text without NULs, and without what their file puts around a cell
  bool ragged = false;                 ///< the row ends with its last cell that says something, as those of sheets do
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
std::string names_found(const Row& header);

/// The name of a column as it is compared: capitals and what stands around it, as around an id, do not matter.
std::string folded_name(std::string_view written);

} // namespace loyalty::files
