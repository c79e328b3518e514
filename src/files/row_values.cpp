// SPDX-License-Identifier: MIT
#include "files/row_values.hpp"

#include <algorithm>

#include "files/profiles/written_value.hpp"

namespace loyalty::files {

void RowValues::take(const Row& row) {
  row_ = &row;
  if (!columns_.profile().as_people_write) return take_as_written();
  for (std::size_t index = 0; index < known_columns; ++index) take_column(static_cast<OrderColumn>(index));
}

void RowValues::take_as_written() {
  const auto& columns = columns_.of_cells();
  const auto cells = row_->cells.size();
  if (cells < columns.size()) values_.fill({});
  for (std::size_t i = 0; i < std::min(cells, columns.size()); ++i)
    values_[static_cast<std::size_t>(columns[i])] = row_->cells[i];
}

void RowValues::take_column(OrderColumn column) {
  const auto index = static_cast<std::size_t>(column);
  values_[index] = {};
  groups_[index] = nullptr;
  for (const auto& group : columns_.cells_of(column)) {
    const bool says = std::ranges::any_of(group, [this](std::size_t at) { return !cell(at).empty(); });
    if (!says) continue;
    groups_[index] = &group;
    values_[index] = cell(group.front());
    if (group.size() == 1) return;
    joined_[index].clear();
    for (const auto at : group) (joined_[index] += joined_[index].empty() ? "" : " ") += cell(at);
    values_[index] = joined_[index];
    return;
  }
}

std::span<const std::size_t> RowValues::cells(OrderColumn column) const {
  const auto* group = groups_[static_cast<std::size_t>(column)];
  return group == nullptr ? std::span<const std::size_t>{} : std::span<const std::size_t>(*group);
}

std::string_view RowValues::cell(std::size_t index) const {
  return index < row_->cells.size() ? written_text(row_->cells[index]) : std::string_view{};
}

bool RowValues::empty() const {
  return std::ranges::all_of(row_->cells, [](std::string_view cell) { return written_text(cell).empty(); });
}

} // namespace loyalty::files
