// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/sources/zip_file.hpp"

namespace loyalty::files {

/// The texts that the cells of a workbook refer to by number. There can be millions, so they lie in one piece.
class SharedStrings {
 public:
  SharedStrings() = default;
  /// Reads the part that has them. Throws `Error` (refused) where it is damaged or larger than can be held.
  SharedStrings(const ZipFile& zip, const ZipEntry& part);

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t index) const;

 private:
  class Reader;

  std::string text_;
  std::vector<std::uint32_t> ends_;
};

} // namespace loyalty::files
