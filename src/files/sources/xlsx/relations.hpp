// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "files/sources/zip_file.hpp"

namespace loyalty::files {

/// That a part of a workbook uses another one.
struct Relation {
  std::string id;
  std::string type;   ///< the last word of it: "worksheet"
  std::string target; ///< the name of the part in the archive
};

/// What the part `of` uses; the empty one is the archive as a whole. Throws `Error` (refused) where the list is
/// damaged.
std::vector<Relation> relations_of(const ZipFile& zip, std::string_view of);

} // namespace loyalty::files
