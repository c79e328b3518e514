// SPDX-License-Identifier: MIT
#include "program/toml_guard.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "messages/utf8.hpp"

namespace loyalty::program {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {digits[byte >> 4U], digits[byte & 15U]};
}

} // namespace

Place place_of(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line_end = before.rfind('\n');
  const auto line = line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<std::size_t>(std::count_if(line.begin(), line.end(), begins)) + 1};
}

Problem problem_at(std::string_view text, std::size_t offset, Message what, Message why, Message hint) {
  const auto place = place_of(text, offset);
  return {Problem::Severity::error, place.line, place.column, std::move(what), std::move(why), std::move(hint)};
}

std::optional<Problem> refuse_bytes(std::string_view text) {
  if (text.size() > most_bytes)
    return problem_at(text, 0, "the file is larger than 1 MiB"_en, "a program is a page or two of text"_en,
                      "check that this is the right file"_en);
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto character = messages::utf8_at(text, i);
    if (!character.valid)
      return problem_at(text, i, "byte {byte} is not UTF-8"_en(hexadecimal(byte)),
                        "the file was probably saved in another encoding, such as GBK or UTF-16"_en,
                        "save the file as UTF-8 (in Notepad: Save As, Encoding: UTF-8)"_en);
    const bool line_end = byte == '\r' && text.substr(i, 2) == "\r\n";
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && !line_end) || byte == 0x7F)
      return problem_at(text, i, "control character {byte}"_en(hexadecimal(byte)),
                        "only tabs and line ends may stand in a text"_en, "delete the character"_en);
    i += character.bytes;
  }
  return std::nullopt;
}

} // namespace loyalty::program
