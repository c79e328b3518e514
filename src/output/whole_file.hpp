// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace loyalty::output {

/// The file that a path means: links are followed to their end, whether or not something is there. Relative names stay
/// relative to the folder of the command. Refused by `Error`: a link to nothing, or links that never end.
std::string real_file(const std::string& path);

/// A file that appears under its name only when it is whole. Until then it lies in the same folder under a new name
/// that nobody can know, readable for its owner only; left without `finish` it is removed and what was there before
/// stays. Everything that this program writes besides the ledger is written so. Refused by `Error` with the system's
/// reason.
class WholeFile {
 public:
  /// `path` may be a link: what it leads to is replaced, and the link stays.
  explicit WholeFile(const std::string& path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  void write(std::string_view bytes);
  /// Puts the file in its place, over what is there.
  void finish();
  /// The same, but only where nothing, or an empty file, is there; false: something was, and it stays.
  bool finish_new();

  /// How many lines were written.
  std::size_t lines() const { return lines_; }
  /// How many lines the file has that is there now; 0 where there is none.
  std::size_t lines_there() const;
  const std::string& real() const { return real_; }
  /// Where it lies until it is finished, empty at first: for whoever lets somebody else write it.
  const std::string& unfinished() const { return temporary_; }

 private:
  void settle();
  void put_in_place();
  [[noreturn]] void fail(int error) const;

  std::string path_; // as it was named
  std::string real_; // where it leads to
  std::string folder_;
  std::string temporary_;
  int file_ = -1;
  std::size_t place_ = 0;
  std::size_t lines_ = 0;
};

/// Removes what unfinished files have left. For a signal that ends the program: it takes no lock and no memory.
void discard_unfinished() noexcept;

} // namespace loyalty::output
