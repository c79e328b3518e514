// SPDX-License-Identifier: MIT
#include "output/table.hpp"

#include <algorithm>

namespace loyalty::output {
std::optional<Format> parse_format(std::string_view name) {
  const auto* const found = std::ranges::find(format_names, name);
  if (found == format_names.end()) return std::nullopt;
  return static_cast<Format>(found - format_names.begin());
}

std::string_view to_string(Format format) { return format_names[static_cast<std::size_t>(format)]; }

bool for_people(Format format) {
  return format == Format::table || format == Format::md || format == Format::html || format == Format::xlsx;
}

std::optional<Format> format_for_suffix(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  std::string suffix(name.substr(dot + 1));
  for (auto& letter : suffix) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  if (suffix == "txt") return Format::table;
  if (suffix == "table") return std::nullopt;
  return parse_format(suffix == "htm" ? "html" : suffix);
}

} // namespace loyalty::output
