// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/escapes.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

#include "messages/utf8.hpp"

namespace loyalty::files {
namespace {

constexpr std::string_view opening = "_x";
constexpr std::size_t length = 7; // of _x000D_
constexpr char32_t replacement = 0xFFFD;

std::optional<char32_t> escape_at(std::string_view text) {
  if (text.size() < length || !text.starts_with(opening) || text[length - 1] != '_') return std::nullopt;
  std::uint32_t code = 0;
  const auto* end = text.data() + length - 1;
  const auto [stopped, error] = std::from_chars(text.data() + opening.size(), end, code, 16);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return code;
}

bool is_high(char32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
bool is_low(char32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }

} // namespace

void undo_escapes(std::string& text, std::size_t begin) {
  auto at = text.find(opening, begin);
  if (at == std::string::npos) return;
  const auto written = text.substr(at);
  text.resize(at);
  for (std::size_t i = 0; i < written.size();) {
    const auto rest = std::string_view(written).substr(i);
    const auto code = escape_at(rest);
    if (!code) {
      text += written[i++];
      continue;
    }
    i += length;
    const auto second = is_high(*code) ? escape_at(rest.substr(length)) : std::nullopt;
    if (second && is_low(*second)) {
      messages::append_utf8(text, 0x10000 + ((*code - 0xD800) << 10U) + (*second - 0xDC00));
      i += length;
    } else {
      const bool bad = *code == 0 || is_high(*code) || is_low(*code);
      messages::append_utf8(text, bad ? replacement : *code);
    }
  }
}

} // namespace loyalty::files
