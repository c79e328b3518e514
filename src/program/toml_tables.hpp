// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/message.hpp"

namespace loyalty::program {

/// The parts of a dotted key.
using TomlKey = std::vector<std::string>;

/// Which keys of a table are taken: TOML lets each be given once, and says who may add to a table of whom.
struct TomlTable {
  /// How it came to be: a value of a key, named by dotted keys, on the way of a header, by a header of its own, by
  /// `[[`.
  enum class Kind { value, dotted, passed, headed, listed } kind = Kind::headed;
  std::map<std::string, TomlTable, std::less<>> below = {};

  /// `key = …` in this table; says why not.
  std::optional<Message> give(const TomlKey& key);
  /// `[key]`, or `[[key]]` where `listed`, of the whole text, which this is; sets `opened` to the table; says why not.
  std::optional<Message> open(const TomlKey& key, bool listed, TomlTable*& opened);
};

} // namespace loyalty::program
