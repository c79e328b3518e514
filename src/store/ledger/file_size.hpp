// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>

namespace loyalty::store {

/// Bytes of the file; 0 where there is none.
std::int64_t size_of(const std::string& path);

/// How many tables, indexes and triggers the file says it has. Refuses by `Error` (damaged) a file that is cut so far
/// that they cannot be read.
std::int64_t count_tables(SQLite::Database& database, const std::string& path);

/// Refuses by `Error` (damaged) a file that is not as long as it says. SQLite reads one that is cut within its last
/// page, and overlooks what was added behind it. Whoever reads keeps everybody from writing pages, and what a killed
/// command left is cleared up first, so here the sizes agree.
void check_size(SQLite::Database& database, const std::string& path);

} // namespace loyalty::store
