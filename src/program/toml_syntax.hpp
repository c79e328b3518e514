// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "program/problem.hpp"

namespace loyalty::program {

/// The first place where a text stops being TOML 1.0, in our own words: those of the parser, and its places, differ
/// from version to version. Refused too is what harms the parser or says nothing: brackets nested deeper than 64, keys
/// of more than 16 parts, empty lists, escaped control characters.
/// Nullopt: the text may be parsed.
std::optional<Problem> refuse_syntax(std::string_view text);

} // namespace loyalty::program
