// SPDX-License-Identifier: MIT
#include "store/sqlite/table.hpp"

#include <fmt/format.h>

namespace loyalty::store {

std::string Table::list() const {
  std::string names;
  for (const auto& column : columns()) names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
  return names;
}

std::string Table::insert_staged(Keys keys) const {
  std::string names, cells;
  for (const auto& column : columns().subspan(keys == Keys::follow ? 1 : 0)) {
    const auto* comma = cells.empty() ? "" : ", ";
    names += fmt::format("{}{}", comma, column.name);
    const auto* cell = column.type == Column::Type::blob ? "{}CAST(c{} AS BLOB)" : "{}c{}";
    cells += fmt::format(fmt::runtime(cell), comma, column.place);
  }
  return fmt::format("INSERT INTO {} ({}) SELECT {} FROM staged", name_, names, cells);
}

} // namespace loyalty::store
