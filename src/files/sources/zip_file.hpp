// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/sources/byte_source.hpp"
#include "files/sources/seekable_file.hpp"

namespace loyalty::files {

/// Whether a file begins as a zip archive does.
bool is_zip(std::string_view start);

/// One file of a zip archive.
struct ZipEntry {
  std::string name; ///< with "/" between folders
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0; ///< as the archive says, which may be wrong
  bool locked = false;        ///< by a password
  std::uint64_t at = 0;       ///< where the archive lists it
  std::uint64_t number = 0;
};

/// A zip archive. Its files can be read by several threads at once.
class ZipFile {
 public:
  /// Throws `Error` (refused) where the archive is damaged or has more files than one of rows needs.
  explicit ZipFile(SeekableFile file);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  /// The entry of that name; capitals and "\" for "/" do not matter. nullptr: there is none.
  const ZipEntry* find(std::string_view name) const;
  /// The bytes of an entry. Throws `Error` (refused) where it is locked, damaged, or packed in a way that nobody uses.
  std::unique_ptr<ByteSource> open(const ZipEntry& entry) const;
  /// What messages call the archive.
  const std::string& name() const { return file_.name(); }

 private:
  SeekableFile file_;
  std::vector<ZipEntry> entries_;
};

} // namespace loyalty::files
