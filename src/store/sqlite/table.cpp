// SPDX-License-Identifier: MIT
#include "store/sqlite/table.hpp"

#include <fmt/format.h>

namespace loyalty::store {

std::string Table::list() const {
  std::string names;
  for (const auto& column : columns()) names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
  return names;
}

std::string Table::insert_staged() const {
  std::string cells;
  for (const auto& column : columns()) {
    const auto* cell = column.type == Column::Type::blob ? "{}CAST(c{} AS BLOB)" : "{}c{}";
    cells += fmt::format(fmt::runtime(cell), cells.empty() ? "" : ", ", column.place);
  }
  return fmt::format("INSERT INTO {} ({}) SELECT {} FROM staged", name_, list(), cells);
}

} // namespace loyalty::store
