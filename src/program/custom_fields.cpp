// SPDX-License-Identifier: MIT
#include "program/custom_fields.hpp"

#include "program/problem.hpp"

namespace loyalty::program {

std::map<std::string, FieldKind> read_fields(const Field& field) {
  std::map<std::string, FieldKind> kinds;
  if (!read_table(field, "{ fan_club_level = \"number\" }")) return kinds;
  for (const auto& member : field.value.members) {
    const Field declared{member.value, field.path + '.' + member.key, field.problems};
    const auto kind = read_word<FieldKind>(
        declared, {{"number", FieldKind::number}, {"word", FieldKind::word}, {"day", FieldKind::day}});
    if (!is_id(member.key))
      field.problems.push_back({Problem::Severity::error, member.line, member.column,
                                "a field cannot be named \"{name}\""_en(member.key),
                                "names are made of small letters, digits, \"-\" and \"_\""_en,
                                "write for example {example}"_en("fan_club_level = \"number\"")});
    else if (kind)
      kinds.emplace(member.key, *kind);
  }
  return kinds;
}

} // namespace loyalty::program
