// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "program/problem.hpp"

namespace loyalty::program {

/// What keeps a text away from the TOML parser, which trusts its input: more than 1 MiB, bytes that are not UTF-8,
/// control characters, brackets nested deeper than 64, keys of more than 16 parts, empty lists.
/// Nullopt: the text may be parsed.
std::optional<Problem> refuse_before_parsing(std::string_view text);

struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Where the byte at `offset` stands, counted in characters.
Place place_of(std::string_view text, std::size_t offset);

} // namespace loyalty::program
