// SPDX-License-Identifier: MIT
#include "files/dialect.hpp"

#include <array>
#include <cstddef>

namespace loyalty::files {

std::string_view name_of(Encoding encoding) {
  constexpr std::array<std::string_view, 4> names = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
  return names.at(static_cast<std::size_t>(encoding));
}

} // namespace loyalty::files
