// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/error.hpp"
#include "output/whole_file.hpp"

namespace loyalty::cli {

/// Nobody reads the answer any more.
class ReaderLeft : public Error {
 public:
  ReaderLeft();
};

/// Where an answer goes: standard output ("-"), a file that appears under its name only when it is whole, or a pipe or
/// device that is there. Refused by `Error` where it cannot be written; that is known before anything is changed.
class Output {
 public:
  explicit Output(const std::string& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view bytes);
  /// Puts a file in its place. Nothing happens where nothing was written.
  void finish();

  bool written() const { return written_; }
  const std::string& path() const { return path_; }
  /// Lines of the file that would be replaced, and lines of the answer; both 0 where no file is.
  std::size_t lines_there() const { return whole_ ? whole_->lines_there() : 0; }
  std::size_t lines() const { return whole_ ? whole_->lines() : 0; }

 private:
  void write_now(std::string_view bytes);
  void show_pages();

  std::string path_;
  std::string pager_;   ///< of a terminal; empty: none
  std::string waiting_; ///< for it
  std::optional<output::WholeFile> whole_;
  int stream_ = -1;
  bool written_ = false;
};

/// Whether two names mean the same file, by whatever way: another spelling, a link, a second name. Also for names of
/// which no file is there yet.
bool same_file(const std::string& left, const std::string& right);

/// Whether a name is that of a folder: it ends with a slash, or a folder of that name is there.
bool names_folder(const std::string& path);

} // namespace loyalty::cli
