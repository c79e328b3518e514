// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "program/problem.hpp"

namespace loyalty::program {

struct TomlMember;

/// One value of a TOML text and where it stands. Numbers, dates and times are kept as they were written, because a
/// number that went through a machine type may be another one.
struct TomlValue {
  enum class Kind { boolean, whole, decimal, text, date, time, list, table };
  Kind kind = Kind::table;
  std::size_t line = 1;
  std::size_t column = 1;
  std::string text = {};             ///< the content of a text, the spelling of a number or date
  std::vector<TomlValue> items = {}; ///< of a list
  std::vector<TomlMember> members;   ///< of a table, in file order

  /// Nullptr if the table has no such key.
  const TomlMember* find(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  std::size_t line = 1; ///< where the key stands
  std::size_t column = 1;
  TomlValue value;
};

struct TomlText {
  TomlValue root;
  Problems problems; ///< why the text cannot be used; empty if `root` holds all of it
};

/// Reads any bytes; what is no TOML becomes a problem.
TomlText read_toml(std::string_view text);

} // namespace loyalty::program
