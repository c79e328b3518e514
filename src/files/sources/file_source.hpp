// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "files/sources/byte_source.hpp"
#include "files/sources/seekable_file.hpp"

namespace loyalty::files {

/// Sees every byte of a file as it lies on the disk, block by block, for its fingerprint.
using RawObserver = std::function<void(std::string_view)>;

/// The bytes of a file, or of standard input where the path is "-".
class FileSource : public ByteSource {
 public:
  /// `read_before`: the first bytes of a source that gives them only once; they must outlive this object. Throws
  /// `Error` (refused) where the file cannot be opened.
  explicit FileSource(std::string path, RawObserver observer = {}, std::string_view read_before = {});

  std::size_t read(std::span<char> room) override;

  /// The file, to be read at any place; nullopt for a pipe.
  std::optional<SeekableFile> seekable() const;
  /// What messages call the file: its path, or "(stdin)".
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  RawObserver observer_;
  std::string_view read_before_;
  std::shared_ptr<const Descriptor> descriptor_;
};

} // namespace loyalty::files
