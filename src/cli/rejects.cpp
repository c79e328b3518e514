// SPDX-License-Identifier: MIT
#include "cli/rejects.hpp"

#include "cli/output.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

void name_rejected(const Session& session, const std::string& file_name, const std::vector<files::RejectedRow>& rows) {
  constexpr std::size_t shown = 20;
  for (std::size_t index = 0; index < rows.size() && index < shown; ++index) {
    const auto& row = rows[index];
    const auto place = files::place_text(file_name, row.place);
    if (row.column_name.empty())
      session.warn("{place}: error: {what}"_en(place, row.reason));
    else
      session.warn("{place}: error: {what} ({column})"_en(place, row.reason, row.column_name));
    if (!row.hint.empty()) session.warn("  hint: {hint}"_en(row.hint));
  }
  if (rows.size() > shown)
    session.warn(counted(rows.size() - shown, "… and {rows} more row; write them all to a file with --rejects FILE"_en,
                         "… and {rows} more rows; write them all to a file with --rejects FILE"_en,
                         rows.size() - shown));
}

void write_rejects(const Session& session, const files::Cells& header, const std::vector<files::RejectedRow>& rows) {
  auto* output = session.rejects();
  if (output == nullptr) return;
  files::RejectsWriter writer(header, [&](std::string_view text) { output->write(text); });
  for (const auto& row : rows) writer.write(row, session.said(row.reason));
}

int close_import(const Session& session, const app::RowsImported& imported) {
  for (const auto& note : imported.notes) session.note(note);
  name_rejected(session, imported.file_name, imported.rejected);
  write_rejects(session, imported.header, imported.rejected);
  std::vector<Message> parts{"{count} new or changed"_en(imported.added)};
  if (imported.unchanged > 0) parts.push_back("{count} unchanged"_en(imported.unchanged));
  if (!imported.rejected.empty()) parts.push_back("{count} rejected"_en(imported.rejected.size()));
  const auto rows = counted(imported.rows, "{file}: {rows} row: {parts}"_en, "{file}: {rows} rows: {parts}"_en,
                            imported.file_name, imported.rows, parts);
  const auto people = imported.new_members;
  session.close(people == 0 ? rows
                            : counted(people, "{rows}; {members} new member"_en, "{rows}; {members} new members"_en,
                                      rows, people),
                imported.receipt);
  return imported.rejected.empty() ? 0 : some_rows_rejected;
}

} // namespace loyalty::cli
