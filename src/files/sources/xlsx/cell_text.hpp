// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace loyalty::files {

/// No text of a cell is longer.
inline constexpr std::size_t longest_text = std::size_t{1024} * 1024;

/// Follows the elements of a text: what stands in "t" is the text, piece by piece where it is of several fonts, but not
/// how it is spoken, "rPh".
class CellText {
 public:
  void start(std::string_view name) {
    if (name == "t") open_ = !spoken_;
    if (name == "rPh") spoken_ = true;
  }
  void end(std::string_view name) {
    if (name == "t") open_ = false;
    if (name == "rPh") spoken_ = false;
  }
  bool is_open() const { return open_; }

 private:
  bool open_ = false;
  bool spoken_ = false;
};

} // namespace loyalty::files
