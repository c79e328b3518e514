// SPDX-License-Identifier: MIT
#include "store/sqlite/table.hpp"

#include <fmt/format.h>

namespace loyalty::store {

std::string Table::list() const {
  std::string names;
  for (const auto& column : columns()) names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
  return names;
}

} // namespace loyalty::store
