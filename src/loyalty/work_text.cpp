// SPDX-License-Identifier: MIT
#include "loyalty/work_text.hpp"

#include <algorithm>
#include <cstddef>

namespace loyalty {
namespace {

constexpr std::string_view braces = "{}";

/// What stands from the brace at the beginning through the one that ends it; the brace alone where none does.
std::string_view in_braces(std::string_view text) {
  const auto end = text.find_first_of(braces, 1);
  const bool whole = text.front() == '{' && end != std::string_view::npos && text[end] == '}';
  return text.substr(0, whole ? end + 1 : 1);
}

bool is_known(std::string_view place) {
  return place.size() > braces.size() &&
         std::ranges::find(work_names, place.substr(1, place.size() - braces.size())) != work_names.end();
}

std::string_view without_comma(std::string_view text) {
  for (const std::string_view sign : {",", "，", "、", " "})
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  return text;
}

} // namespace

std::string_view strange_name(std::string_view text) {
  for (auto at = text.find_first_of(braces); at != std::string_view::npos; at = text.find_first_of(braces, at)) {
    const auto place = in_braces(text.substr(at));
    if (!is_known(place)) return place;
    at += place.size();
  }
  return {};
}

std::string filled_text(std::string_view text, const std::function<std::string(std::string_view name)>& value) {
  std::string filled;
  while (true) {
    const auto at = text.find_first_of(braces);
    filled += text.substr(0, at);
    if (at == std::string_view::npos) return filled;
    const auto place = in_braces(text.substr(at));
    const auto said = is_known(place) ? value(place.substr(1, place.size() - braces.size())) : std::string();
    if (said.empty() && filled.ends_with(' ')) filled.pop_back();
    filled += said;
    text.remove_prefix(at + place.size());
    // Nobody's name at the beginning leaves no comma behind.
    if (filled.empty()) text = without_comma(text);
  }
}

} // namespace loyalty
