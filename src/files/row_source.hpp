// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "files/row.hpp"

namespace loyalty::files {

/// Gives out the rows of a file. Everybody above it knows rows, cells and places, and nobody what the bytes were.
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

  /// Where a cell of a row that this source gave begins; its last place where the row has no such cell. Like
  /// `cells_of` for messages only, as it reads the row again, also while another thread reads on.
  virtual Place place_of(const RowOrigin& row, std::size_t cell) const = 0;
  /// The cells of a row that this source gave.
  virtual Cells cells_of(const RowOrigin& row) const = 0;

  /// From the next row on, a quote is a letter like any other. Of no meaning where the file has no quotes.
  virtual void read_unquoted() {}

  /// What messages call the file.
  virtual const std::string& name() const = 0;

 private:
  virtual bool open(std::string& text, std::deque<std::string>& aside) = 0;

  std::string own_text_; // the window of next()
  std::deque<std::string> own_aside_;
  bool own_open_ = false;
};

} // namespace loyalty::files
