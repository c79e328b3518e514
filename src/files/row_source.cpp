// SPDX-License-Identifier: MIT
#include "files/row_source.hpp"

namespace loyalty::files {
bool RowSource::next(Row& row) {
  while (!own_open_ || !next_in_window(row)) {
    close_window();
    own_open_ = open(own_text_, own_aside_);
    if (!own_open_) return false;
  }
  return true;
}

bool RowSource::open_window(std::string& text, std::deque<std::string>& aside) {
  own_open_ = false;
  return open(text, aside);
}

} // namespace loyalty::files
