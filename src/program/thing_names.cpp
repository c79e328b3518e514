// SPDX-License-Identifier: MIT
#include "program/thing_names.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "program/toml_reader.hpp"
#include "program/toml_syntax.hpp"

namespace loyalty::program {
namespace {

bool is_list_of_things(const TomlLines& table) { return table.listed && table.header.size() == 1; }

/// Nullptr: there is none, or it is not written on one line.
const std::string* line_of(const TomlLines& table, std::string_view key) {
  const auto found = std::ranges::find(table.values, key, [](const auto& value) { return value.first; });
  return found == table.values.end() || !found->second ? nullptr : &*found->second;
}

/// Whether every list is written as `[[list]]`, with an id and a name on a line each.
bool is_written_plainly(const std::vector<TomlLines>& tables) {
  return std::ranges::all_of(tables, [](const TomlLines& table) {
    if (table.header.empty()) return table.values.empty();
    return !is_list_of_things(table) || (line_of(table, "id") != nullptr && line_of(table, "name") != nullptr);
  });
}

bool has_line(const TomlLines& table, std::string_view key) {
  return std::ranges::any_of(table.values, [key](const auto& value) { return value.first == key; });
}

struct Thing {
  const std::string& id;
  const std::string& name;
  bool has_gift = false;
};

/// The gift of a reward is handed out by vouchers of a coupon with its id and name.
void add_name(const std::string& list, const Thing& thing, ThingNames& names) {
  names.emplace(list + '.' + thing.id, thing.name);
  if (list == "reward" && thing.has_gift) names.emplace("coupon." + thing.id, thing.name);
}

const std::string* text_of(const TomlValue& table, std::string_view key) {
  const auto* found = table.find(key);
  return found == nullptr || found->value.kind != TomlValue::Kind::text ? nullptr : &found->value.text;
}

ThingNames names_below(const TomlValue& root) {
  ThingNames names;
  for (const auto& list : root.members)
    for (const auto& thing : list.value.items) {
      const auto* id = text_of(thing, "id");
      const auto* name = text_of(thing, "name");
      if (id != nullptr && name != nullptr) add_name(list.key, {*id, *name, thing.find("gift") != nullptr}, names);
    }
  return names;
}

} // namespace

ThingNames thing_names(std::string_view text) {
  const auto tables = toml_lines(text);
  if (!tables || !is_written_plainly(*tables)) return names_below(read_toml(text).root);
  ThingNames names;
  for (const auto& table : *tables)
    if (is_list_of_things(table))
      add_name(table.header.front(), {*line_of(table, "id"), *line_of(table, "name"), has_line(table, "gift")}, names);
  return names;
}

} // namespace loyalty::program
