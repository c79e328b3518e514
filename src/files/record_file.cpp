// SPDX-License-Identifier: MIT
#include "files/record_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"

namespace loyalty::files {
namespace {

bool has_all(const RecordShape& shape, const Row& header) {
  return std::ranges::all_of(shape.columns.first(shape.required), [&](std::string_view required) {
    return std::ranges::any_of(header.cells, [&](std::string_view cell) { return folded_name(cell) == required; });
  });
}

} // namespace

RecordFile::RecordFile(const std::string& path, const RecordShape& shape, RawObserver observer)
    : RecordFile(path, std::span(&shape, 1), std::move(observer)) {}

RecordFile::RecordFile(const std::string& path, std::span<const RecordShape> shapes, RawObserver observer)
    : source_(open_rows(path, std::move(observer))) {
  read_header(shapes);
}

void RecordFile::read_header(std::span<const RecordShape> shapes) {
  if (!source_->next(row_)) {
    const auto& shape = shapes.back();
    std::string names;
    for (const auto column : shape.columns.first(shape.required))
      names += fmt::format("{}{}", names.empty() ? "" : ",", column);
    throw empty_file(name(), names);
  }
  header_ = kept_cells(row_);
  sheet_ = row_.origin.sheet;
  while (shape_ + 1 < shapes.size() && !has_all(shapes[shape_], row_)) ++shape_;
  read_columns(shapes[shape_]);
}

void RecordFile::read_columns(const RecordShape& shape) {
  for (std::size_t cell = 0; cell < row_.cells.size(); ++cell) {
    auto column = folded_name(row_.cells[cell]);
    const bool is_further = !shape.prefix.empty() && column.starts_with(shape.prefix);
    if (is_further) {
      column = fmt::format("{}{}", shape.prefix, plain_key(row_.cells[cell]).substr(shape.prefix.size()));
      further_.push_back(column.substr(shape.prefix.size()));
      further_cells_.push_back(cell);
    } else if (std::ranges::find(shape.columns, column) == shape.columns.end()) {
      pass_over(shape, row_.cells[cell]);
      column.clear();
    }
    if (!column.empty() && has(column)) {
      const auto at = source_->place_of(row_.origin, cell);
      throw Error(Failure::refused, "two columns are named {column}"_en(column), names_found(row_),
                  "rename or remove one of them"_en)
          .at(place_text(name(), at));
    }
    columns_.push_back(std::move(column));
  }
  require_all(shape);
}

void RecordFile::require_all(const RecordShape& shape) const {
  for (const auto missing : shape.columns.first(shape.required)) {
    if (has(missing)) continue;
    Message hint = "the first row must name the columns, at least {columns}"_en(missing);
    for (const auto name : row_.cells)
      if (messages::suggest(folded_name(name), std::span(&missing, 1)) == missing)
        hint = "did you mean {column} where it says \"{name}\"?"_en(missing, messages::shown_value(name));
    throw Error(Failure::refused, "no column {column}"_en(missing), names_found(row_), hint)
        .at(place_text(name(), source_->place_of(row_.origin)));
  }
}

void RecordFile::pass_over(const RecordShape& shape, std::string_view written) {
  const auto plain = folded_name(written);
  if (plain.empty() || plain == reject_reason || shape.foreign) return;
  const auto meant = messages::suggest(plain, shape.columns);
  notes_.push_back(ignored_column(written, meant));
}

bool RecordFile::next() {
  while (source_->next(row_)) {
    if (row_.origin.sheet != sheet_) {
      begin_sheet();
      continue;
    }
    if (!is_alike_) continue;
    ++rows_read_;
    if (source_->has_short_rows()) fit(row_, columns_.size());
    if (lacks_only_the_end()) row_.cells.emplace_back();
    const auto cells = row_.cells.size();
    if (cells == columns_.size()) return true;
    auto [reason, hint] = messages::cells_reason(cells, columns_.size());
    set_aside("", std::move(reason), std::move(hint));
  }
  return false;
}

// A further sheet goes on with the rows of the first where it has the same header.
void RecordFile::begin_sheet() {
  sheet_ = row_.origin.sheet;
  is_alike_ = kept_cells(row_) == header_;
  if (!is_alike_) notes_.push_back("sheet {sheet} is ignored: it has another header"_en(source_->sheet_name(sheet_)));
}

bool RecordFile::lacks_only_the_end() const {
  return row_.cells.size() + 1 == columns_.size() && folded_name(header_[row_.cells.size()]).empty();
}

bool RecordFile::has(std::string_view column) const { return std::ranges::find(columns_, column) != columns_.end(); }

std::string_view RecordFile::value(std::string_view column) const {
  const auto found = std::ranges::find(columns_, column);
  return found == columns_.end() ? std::string_view{} : row_.cells[static_cast<std::size_t>(found - columns_.begin())];
}

std::string_view RecordFile::further_value(std::size_t index) const { return row_.cells[further_cells_[index]]; }

void RecordFile::set_aside(std::string_view column, Message reason, Message hint) {
  rejected_.push_back(rejected(row_.origin, column, std::move(reason), std::move(hint)));
}

RejectedRow RecordFile::rejected(const RowOrigin& row, std::string_view column, Message reason, Message hint) const {
  std::optional<std::size_t> cell;
  if (const auto found = std::ranges::find(columns_, column); !column.empty() && found != columns_.end())
    cell = static_cast<std::size_t>(found - columns_.begin());
  return rejected_row(*source_, row, cell, column, std::move(reason), std::move(hint));
}

} // namespace loyalty::files
