// SPDX-License-Identifier: MIT
#include "store/sqlite/selection.hpp"

#include <fmt/format.h>

namespace loyalty::store {

std::string Selection::list() const { return fmt::format("{}", fmt::join(expressions(), ", ")); }

std::string Selection::from(std::string_view rest) const { return fmt::format("SELECT {} FROM {}", list(), rest); }

} // namespace loyalty::store
