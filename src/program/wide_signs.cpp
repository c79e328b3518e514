// SPDX-License-Identifier: MIT
#include "program/wide_signs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "loyalty/plain_key.hpp"
#include "messages/utf8.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view wide_blank = "　";
/// Those that are more than a wide form of the same sign.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> usual_signs{{{"“", "\""},
                                                                                     {"”", "\""},
                                                                                     {"‘", "\""},
                                                                                     {"’", "\""},
                                                                                     {"「", "\""},
                                                                                     {"」", "\""},
                                                                                     {"【", "["},
                                                                                     {"】", "]"},
                                                                                     {"、", ","},
                                                                                     {"：", "="}}};

/// What stands in a file for a character; empty: nothing of its own.
std::string meant_sign(std::string_view character) {
  const auto* usual = std::ranges::find(usual_signs, character, &std::pair<std::string_view, std::string_view>::first);
  if (usual != usual_signs.end()) return std::string(usual->second);
  const auto narrow = narrow_text(character);
  constexpr std::string_view of_toml = "\"'=,.[]{}#_+-0123456789";
  return narrow.size() == 1 && of_toml.find(narrow) != std::string_view::npos ? narrow : std::string();
}

} // namespace

Message hint_to_narrow(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto character = text.substr(at, messages::utf8_at(text, at).bytes);
    at += character.size();
    if (character.size() == 1) continue;
    if (character == wide_blank) return "type a plain blank instead of the full-width one"_en;
    if (const auto sign = meant_sign(character); !sign.empty())
      return "type {sign} instead of {wide}"_en(sign, character);
  }
  return {};
}

} // namespace loyalty::program
