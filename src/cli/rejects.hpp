// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "app/members/rows_imported.hpp"
#include "files/rejects_file.hpp"

namespace loyalty::cli {

class Session;

/// The exit code of an import that set rows aside.
inline constexpr int some_rows_rejected = 3;

/// Names the first rows that were set aside: file:line:column, why, and what to write instead.
void name_rejected(const Session& session, const std::string& file_name, const std::vector<files::RejectedRow>& rows);
/// Writes them to the file of --rejects, if there is one, to be mended and imported again.
void write_rejects(const Session& session, const files::Cells& header, const std::vector<files::RejectedRow>& rows);

/// The end of an import row by row: notes, rows set aside, closing line, exit code.
int close_import(const Session& session, const app::RowsImported& imported);

} // namespace loyalty::cli
