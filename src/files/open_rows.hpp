// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "files/row_source.hpp"
#include "files/text_source.hpp"

namespace loyalty::files {

/// Opens a file as the kind that its first bytes show it to be. `path` and `read_before`: as for `TextSource`. Throws
/// `Error` (refused), with the way to save it, where it is of no kind that has rows.
std::unique_ptr<RowSource> open_rows(std::string path, RawObserver observer = {}, std::string_view read_before = {});

} // namespace loyalty::files
