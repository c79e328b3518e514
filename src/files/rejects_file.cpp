// SPDX-License-Identifier: MIT
#include "files/rejects_file.hpp"

#include <algorithm>
#include <utility>

namespace loyalty::files {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const auto letter : text) {
    result += letter;
    if (letter == '"') result += '"';
  }
  return result += '"';
}

// A byte order mark that is part of a cell must not begin the file, and no cell tell another separator.
bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos || cell.starts_with("\xEF\xBB\xBF");
}

} // namespace

RejectedRow rejected_row(const RowSource& source, const RowOrigin& row, std::optional<std::size_t> cell,
                         std::string_view column_name, Message reason, Message hint) {
  RejectedRow rejected{.place = source.place_of(row),
                       .column_name = std::string(column_name),
                       .value = {},
                       .reason = std::move(reason),
                       .hint = std::move(hint),
                       .cells = source.cells_of(row)};
  if (!cell) return rejected;
  rejected.place = source.place_of(row, *cell);
  if (*cell < rejected.cells.size()) rejected.value = rejected.cells[*cell];
  return rejected;
}

RejectsWriter::RejectsWriter(const Cells& header, Sink sink)
    : columns_(header.size()),
      replaces_(columns_ > 1 && header[columns_ - 1] == reject_reason),
      sink_(std::move(sink)) {
  write_line(header, columns_, reject_reason);
}

// Rows of a workbook may be shorter than its header, those of CSV may not.
void RejectsWriter::write(const RejectedRow& row, std::string_view reason) {
  write_line(row.cells, row.place.sheet_name.empty() ? row.cells.size() : columns_, quoted(reason));
}

void RejectsWriter::write_line(const Cells& cells, std::size_t size, std::string_view last) {
  const auto kept = replaces_ && size == columns_ ? columns_ - 1 : size;
  const auto there = cells.size();
  std::string line;
  for (std::size_t index = 0; index < kept; ++index) {
    const auto cell = index < there ? cells[index] : std::string_view();
    if (needs_quotes(cell))
      line += quoted(cell);
    else
      line += cell;
    line += ',';
  }
  line += last;
  line += '\n';
  sink_(line);
}

} // namespace loyalty::files
