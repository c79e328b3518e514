// SPDX-License-Identifier: MIT
#include <vector>

#include "loyalty/work_text.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::size_t longest_text = 2'000;

/// A text to a member, of one or more lines.
std::optional<std::string> read_text(const Field& field) {
  const auto& text = field.value.text;
  if (field.value.kind != TomlValue::Kind::text || text.find_first_not_of(" \t\n") == std::string::npos ||
      text.size() > longest_text)
    return field.expected("a text of at most {bytes} bytes"_en(longest_text), "\"{name}, …\"");
  const auto strange = strange_name(text);
  if (strange.empty()) return text;
  std::vector<std::string> names;
  for (const auto name : work_names) names.push_back("{" + std::string(name) + "}");
  const std::vector<std::string_view> known(names.begin(), names.end());
  field.error("{key} cannot name {name}"_en(field.path, strange), {},
              program::hint_for(strange, known, "known names: {names}"_en(names_of(known))));
  return std::nullopt;
}

} // namespace

std::map<std::string, std::string> read_texts(const Field& field) {
  std::map<std::string, std::string> texts;
  if (!read_table(field, "{ birthday = \"{name}, …\" }")) return texts;
  Section section(field);
  for (const auto kind : work_kinds) {
    std::string text;
    section.read(kind, read_text, text);
    if (!text.empty()) texts.emplace(kind, std::move(text));
  }
  section.finish();
  return texts;
}

} // namespace loyalty::program
