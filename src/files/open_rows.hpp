// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "files/dialect.hpp"
#include "files/row_source.hpp"
#include "files/sources/file_source.hpp"

namespace loyalty::files {

/// Opens a file as the kind that its bytes show it to be, whatever its name: CSV, a workbook (XLSX), or one of these
/// packed by gzip or zip. `path` and `read_before`: as for `FileSource`. Throws `Error` (refused), with the way to save
/// it, where it is of no kind that has rows.
std::unique_ptr<RowSource> open_rows(std::string path, RawObserver observer = {}, std::string_view read_before = {},
                                     const Dialect& dialect = {});

} // namespace loyalty::files
