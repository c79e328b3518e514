// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "files/sources/byte_source.hpp"
#include "files/sources/zip_file.hpp"

namespace loyalty::files {

/// The one file that was packed into an archive, whatever a system adds to it. Throws `Error` (refused) where it holds
/// none or several.
std::unique_ptr<ByteSource> only_file_of(const ZipFile& zip);

} // namespace loyalty::files
