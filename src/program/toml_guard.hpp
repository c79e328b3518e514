// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/message.hpp"
#include "program/problem.hpp"

namespace loyalty::program {

/// What no text of a program holds: more than 1 MiB, bytes that are not UTF-8, control characters.
std::optional<Problem> refuse_bytes(std::string_view text);

struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Where the byte at `offset` stands, counted in characters.
Place place_of(std::string_view text, std::size_t offset);
/// An error there.
Problem problem_at(std::string_view text, std::size_t offset, Message what, Message why, Message hint);

} // namespace loyalty::program
