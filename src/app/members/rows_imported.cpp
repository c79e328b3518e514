// SPDX-License-Identifier: MIT
#include "app/members/rows_imported.hpp"

#include <algorithm>
#include <filesystem>

namespace loyalty::app {

void finish(RowsImported& result, const files::RecordFile& file) {
  result.rejected.insert(result.rejected.end(), file.rejected().begin(), file.rejected().end());
  std::stable_sort(result.rejected.begin(), result.rejected.end(),
                   [](const auto& left, const auto& right) { return left.place < right.place; });
  result.rows = static_cast<std::int64_t>(file.rows_read());
  result.notes.insert(result.notes.begin(), file.notes().begin(), file.notes().end());
  result.file_name = file.name();
  result.header = file.header();
}

bool is_large(const std::string& path) {
  constexpr std::uintmax_t large = 1'000'000;
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path, unknown);
  return !unknown && size > large;
}

std::string input_name(const std::string& path) {
  return path == "-" ? path : std::filesystem::path(path).filename().string();
}

} // namespace loyalty::app
