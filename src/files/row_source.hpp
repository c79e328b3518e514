// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/row.hpp"

namespace loyalty::files {

/// What a file was found to be, for people: "encoding", "GB18030".
using Facts = std::vector<std::pair<std::string, std::string>>;

/// Gives out the rows of a file. Everybody above it knows rows, cells and places, and nobody what the bytes were.
///
/// A workbook gives the rows of its sheets one after the other: where `origin.sheet` changes, a new one has begun. Its
/// rows have only so many cells as were ever written to: whoever knows the header makes them as long, see `fit`.
class RowSource {
 public:
  /// What the owner of a window may add to its text.
  static constexpr std::size_t spare_room = 4096;

  virtual ~RowSource() = default;

  /// The next row, or false at the end of the file. The views live until the next call.
  bool next(Row& row);

  /// For readers that keep many rows: begins a window over the next part of the file. The rows that `next_in_window`
  /// gives out live in `text` and `aside`, also when these are moved, and `text` has `spare_room` bytes left. False at
  /// the end of the file.
  bool open_window(std::string& text, std::deque<std::string>& aside);
  /// The next row that is whole in the window, or false.
  virtual bool next_in_window(Row& row) = 0;
  /// Ends the window: what was not read of it goes into the next one.
  virtual void close_window() = 0;

  /// Only these cells are needed from the next row on; others may come empty, until the next sheet begins.
  virtual void want(std::span<const std::size_t>) {}
  /// From the next row on a quote is a letter like any other, for files whose kind is known by their header. Means
  /// nothing for workbooks.
  virtual void read_unquoted() {}
  /// Whether rows can be shorter than the header and yet be whole.
  virtual bool has_short_rows() const { return false; }

  /// Where a cell of a row that this source gave begins; its last place where the row has no such cell. Like
  /// `cells_of` for messages only, as it reads the row again, also while another thread reads on.
  virtual Place place_of(const RowOrigin& row, std::size_t cell) const = 0;
  /// Where a row that this source gave begins.
  virtual Place place_of(const RowOrigin& row) const { return {row.line, 1}; }
  /// The cells of a row that this source gave, also those that were not wanted.
  virtual Cells cells_of(const RowOrigin& row) const = 0;

  /// What a sheet of a workbook is called, fit for a terminal; nothing where the file has none.
  virtual std::string_view sheet_name(std::uint32_t) const { return {}; }
  /// What the file was found to be so far: kind, encoding, separator, compression, the sheet of the latest row.
  virtual Facts facts() const = 0;
  /// What messages call the file.
  virtual const std::string& name() const = 0;

 private:
  virtual bool open(std::string& text, std::deque<std::string>& aside) = 0;

  std::string own_text_; // the window of next()
  std::deque<std::string> own_aside_;
  bool own_open_ = false;
};

} // namespace loyalty::files
