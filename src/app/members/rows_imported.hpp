// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "files/record_file.hpp"
#include "loyalty/message.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

/// What became of the rows of a file that is read row by row.
struct RowsImported {
  std::int64_t rows = 0;
  std::int64_t added = 0;     ///< rows that brought something new
  std::int64_t unchanged = 0; ///< rows of which everything was known
  std::int64_t new_members = 0;
  std::vector<files::RejectedRow> rejected; ///< by line
  std::vector<Message> notes;
  std::string file_name;
  files::Cells header;
  shop::Receipt receipt;
};

/// Adds what the file itself knows when it is read.
void finish(RowsImported& result, const files::RecordFile& file);

/// Whether looking members up one by one would take longer than reading them all.
bool is_large(const std::string& path);
/// What a batch calls its input.
std::string input_name(const std::string& path);

} // namespace loyalty::app
