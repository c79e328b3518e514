// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "files/open_rows.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {

/// A file that lives as long as the test that wrote it.
class TextFile {
 public:
  explicit TextFile(std::string_view content) {
    static int made = 0;
    const auto name = "loyalty-test-" + std::to_string(getpid()) + "-" + std::to_string(++made) + ".csv";
    path_ = (std::filesystem::temp_directory_path() / name).string();
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TextFile() { std::filesystem::remove(path_); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The cells of a row as a CSV file writes it.
inline Cells cells_in(std::string_view written) {
  const TextFile file(written);
  const auto rows = open_rows(file.path());
  Row row;
  rows->next(row);
  return kept_cells(row);
}

/// How a file is refused: the place and what is wrong there.
inline std::string place_and_what(const Error& error) {
  return error.place.empty() ? error.what() : error.place + ": " + error.what();
}

inline std::vector<std::string> in_english(const std::vector<Message>& notes) {
  std::vector<std::string> texts;
  for (const auto& note : notes) texts.push_back(note.english());
  return texts;
}

} // namespace loyalty::files
