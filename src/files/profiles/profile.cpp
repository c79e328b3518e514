// SPDX-License-Identifier: MIT
#include "files/profiles/profile.hpp"

#include <algorithm>

namespace loyalty::files {

const ProfileColumn* Profile::find(OrderColumn column) const {
  const auto found = std::ranges::find(columns, column, &ProfileColumn::column);
  return found == columns.end() ? nullptr : &*found;
}

const ProfileColumn* Profile::find(std::string_view folded_name) const {
  for (const auto& column : columns)
    if (std::ranges::find(column.names, folded_name) != column.names.end()) return &column;
  return nullptr;
}

std::optional<OrderStatus> Profile::status_of(std::string_view word) const {
  for (const auto& known : statuses)
    if (known.word == word) return known.status;
  return std::nullopt;
}

std::string Profile::required_names(std::string_view between) const {
  std::string names;
  for (const auto& column : columns) {
    if (!column.required) continue;
    if (!names.empty()) names += between;
    names += column.names.front();
  }
  return names;
}

std::string_view Profile::word_of(OrderStatus status) const {
  const auto found = std::ranges::find(statuses, status, &StatusWord::status);
  return found == statuses.end() ? std::string_view{} : found->word;
}

} // namespace loyalty::files
