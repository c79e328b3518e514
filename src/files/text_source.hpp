// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace loyalty::files {

/// Sees every byte of a file as it lies on the disk, block by block, for its fingerprint.
using RawObserver = std::function<void(std::string_view)>;

/// The bytes of a file, or of standard input where the path is "-", without a leading UTF-8 byte order mark.
class TextSource {
 public:
  static constexpr std::size_t block_size = std::size_t{256} * 1024;

  /// `read_before`: the first bytes of a source that gives them only once; they must outlive this object. Throws
  /// `Error` (refused) where the file cannot be opened or is a directory.
  explicit TextSource(std::string path, RawObserver observer = {}, std::string_view read_before = {});
  ~TextSource();
  TextSource(TextSource&& other) noexcept;
  TextSource& operator=(TextSource&&) = delete;

  /// The first bytes, from which the kind of the file can be told; `read` gives them again. Throws as `read` does.
  std::string_view start();
  /// Reads at most one block into `room`; 0 at the end of the file. Throws `Error` (refused) where reading fails.
  std::size_t read(std::span<char> room);

  /// What messages call the file: its path, or "(stdin)".
  const std::string& name() const { return name_; }
  /// How many bytes the byte order mark took.
  std::size_t mark_size() const { return mark_size_; }

 private:
  std::size_t read_some(std::span<char> room);

  std::string name_;
  RawObserver observer_;
  std::string_view read_before_;
  int descriptor_ = -1;
  bool started_ = false;
  std::string start_;
  std::size_t start_given_ = 0; // by read()
  std::size_t mark_size_ = 0;
};

} // namespace loyalty::files
