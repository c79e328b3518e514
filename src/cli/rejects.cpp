// SPDX-License-Identifier: MIT
#include "cli/rejects.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

void name_rejected(const Session& session, const std::string& file_name, const std::vector<files::RejectedRow>& rows) {
  constexpr std::size_t shown = 20;
  for (std::size_t index = 0; index < rows.size() && index < shown; ++index) {
    const auto& row = rows[index];
    session.warn(fmt::format("{}: error: {}{}", files::place_text(file_name, row.place), row.reason,
                             row.column_name.empty() ? "" : fmt::format(" ({})", row.column_name)));
    if (!row.hint.empty()) session.warn(fmt::format("  hint: {}", row.hint));
  }
  if (rows.size() > shown)
    session.warn(fmt::format("… and {} more: see them all with --rejects FILE", rows.size() - shown));
}

void write_rejects(const Session& session, const files::Cells& header, const std::vector<files::RejectedRow>& rows) {
  auto* output = session.rejects();
  if (output == nullptr) return;
  files::RejectsWriter writer(header, [&](std::string_view text) { output->write(text); });
  for (const auto& row : rows) writer.write(row);
}

int close_import(const Session& session, const app::RowsImported& imported) {
  for (const auto& note : imported.notes) session.say(note);
  name_rejected(session, imported.file_name, imported.rejected);
  write_rejects(session, imported.header, imported.rejected);
  auto what =
      fmt::format(fmt::runtime(session.either("{}: {} rows; {} new or changed, {} unchanged, {} set aside",
                                              "{}：{} 行；新增或变更 {}，未变 {}，搁置 {}")),
                  imported.file_name, imported.rows, imported.added, imported.unchanged, imported.rejected.size());
  if (imported.new_members > 0)
    what += fmt::format(fmt::runtime(session.either(", {} new members", "，新会员 {}")), imported.new_members);
  session.close(what, imported.receipt);
  return imported.rejected.empty() ? 0 : some_rows_rejected;
}

} // namespace loyalty::cli
