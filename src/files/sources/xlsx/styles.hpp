// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "files/sources/zip_file.hpp"

namespace loyalty::files {

/// Whether a number format shows a date or a time: outside quotes, escapes and brackets, in its first part.
bool is_date_format(std::string_view format);

/// Which styles of a workbook show numbers as dates.
class Styles {
 public:
  Styles() = default;
  /// Throws `Error` (refused) where the part is damaged.
  Styles(const ZipFile& zip, const ZipEntry& part);

  bool shows_date(std::size_t style) const { return style < dates_.size() && dates_[style]; }

 private:
  class Reader;

  std::vector<bool> dates_; // by style
};

} // namespace loyalty::files
