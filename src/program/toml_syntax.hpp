// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program/problem.hpp"

namespace loyalty::program {

/// The first place where a text stops being TOML 1.0, in our own words: those of the parser, and its places, differ
/// from version to version. Refused too is what harms the parser or says nothing: brackets nested deeper than 64, keys
/// of more than 16 parts, empty lists, escaped control characters.
/// Nullopt: the text may be parsed.
std::optional<Problem> refuse_syntax(std::string_view text);

/// A table as its header and the lines below it say it.
struct TomlLines {
  std::vector<std::string> header; ///< parts of its key; none: what stands above the first header
  bool listed = false;             ///< `[[header]]`
  /// By the first part of its key each value, where that is the whole key and the value a text on one line.
  std::vector<std::pair<std::string, std::optional<std::string>>> values = {};
};
/// What the lines of a text say, twenty times as fast as parsing it; nullopt where it may not be parsed.
std::optional<std::vector<TomlLines>> toml_lines(std::string_view text);

} // namespace loyalty::program
