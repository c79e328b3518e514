// SPDX-License-Identifier: MIT
#include "program/toml_tables.hpp"

#include <cstddef>

namespace loyalty::program {
namespace {

/// The first `parts` of a key as one writes it.
std::string written(const TomlKey& key, std::size_t parts) {
  std::string text;
  for (std::size_t i = 0; i < parts; ++i) text += (i == 0 ? "" : ".") + key[i];
  return text;
}

Message twice(const TomlKey& key) { return "{key} is given twice"_en(written(key, key.size())); }

Message closed(const TomlKey& key, std::size_t parts) {
  return "{key} is complete already; nothing can be added to it here"_en(written(key, parts));
}

} // namespace

std::optional<Message> TomlTable::give(const TomlKey& key) {
  auto* table = this;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    const auto [found, is_new] = table->below.try_emplace(key[i], TomlTable{Kind::dotted});
    table = &found->second;
    if (table->kind != Kind::dotted) return closed(key, i + 1);
  }
  if (!table->below.try_emplace(key.back(), TomlTable{Kind::value}).second) return twice(key);
  return std::nullopt;
}

std::optional<Message> TomlTable::open(const TomlKey& key, bool listed, TomlTable*& opened) {
  auto* table = this;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    table = &table->below.try_emplace(key[i], TomlTable{Kind::passed}).first->second;
    if (table->kind == Kind::value) return closed(key, i + 1);
  }
  const auto wanted = listed ? Kind::listed : Kind::headed;
  const auto [found, is_new] = table->below.try_emplace(key.back(), TomlTable{wanted});
  opened = &found->second;
  if (is_new) return std::nullopt;
  if (listed && opened->kind == Kind::listed) {
    opened->below.clear();
    return std::nullopt;
  }
  if (listed || opened->kind != Kind::passed) return twice(key);
  opened->kind = Kind::headed;
  return std::nullopt;
}

} // namespace loyalty::program
