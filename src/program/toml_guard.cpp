// SPDX-License-Identifier: MIT
#include "program/toml_guard.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "messages/utf8.hpp"

namespace loyalty::program {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;
constexpr int deepest = 64;
constexpr int most_key_parts = 16;

Problem problem_at(std::string_view text, std::size_t offset, std::string what, std::string why, std::string hint) {
  const auto place = place_of(text, offset);
  return {Problem::Severity::error, place.line, place.column, std::move(what), std::move(why), std::move(hint)};
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {digits[byte >> 4U], digits[byte & 15U]};
}

std::optional<Problem> refuse_bytes(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto character = messages::utf8_at(text, i);
    if (!character.valid)
      return problem_at(text, i, "byte " + hexadecimal(byte) + " is not UTF-8",
                        "the file was probably saved in another encoding, such as GBK or UTF-16",
                        "save the file as UTF-8 (in Notepad: Save As, Encoding: UTF-8)");
    const bool line_end = byte == '\r' && text.substr(i, 2) == "\r\n";
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && !line_end) || byte == 0x7F)
      return problem_at(text, i, "control character " + hexadecimal(byte),
                        "only tabs and line ends may stand in a text", "delete the character");
    i += character.bytes;
  }
  return std::nullopt;
}

/// Follows brackets, keys and strings just closely enough to know what the parser would recurse into.
class Outline {
 public:
  explicit Outline(std::string_view bytes) : text(bytes) {}

  std::optional<Problem> refuse() {
    for (; at < text.size(); ++at) {
      if (auto problem = step(text[at])) return problem;
    }
    return std::nullopt;
  }

 private:
  std::optional<Problem> step(char c) {
    switch (c) {
      case '#': at = std::min(text.find('\n', at), text.size()) - 1; return std::nullopt;
      case '"':
      case '\'': skip_string(c); break;
      case '[':
      case '{':
        if (++depth > deepest) return refused("brackets are nested deeper than 64");
        break;
      case ']':
        if (last == '[') return refused("an empty list says nothing", "leave the key out");
        [[fallthrough]];
      case '}': depth -= depth > 0 ? 1 : 0; break;
      case '.':
        if (++dots > most_key_parts) return refused("a key has more than 16 parts");
        break;
      default: break;
    }
    if (std::string_view("[]{}=,\n").find(c) != std::string_view::npos) dots = 0;
    if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) last = c;
    return std::nullopt;
  }

  std::optional<Problem> refused(std::string what, std::string hint = {}) const {
    return problem_at(text, at, std::move(what), {}, std::move(hint));
  }

  /// Leaves `at` on the last quotation mark, or before the line end that a one-line string must not cross.
  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool long_string = text.substr(at, 3) == three;
    at += long_string ? 3 : 1;
    for (; at < text.size(); ++at) {
      if (quote == '"' && text[at] == '\\') {
        ++at;
      } else if (!long_string && (text[at] == quote || text[at] == '\n')) {
        at -= text[at] == '\n' ? 1 : 0;
        return;
      } else if (long_string && text.substr(at, 3) == three) {
        at += 2;
        // A long string may end in one or two quotation marks of its own.
        for (int own = 0; own < 2 && at + 1 < text.size() && text[at + 1] == quote; ++own) ++at;
        return;
      }
    }
  }

  std::string_view text;
  std::size_t at = 0;
  int depth = 0;
  int dots = 0;
  char last = '\n';
};

} // namespace

Place place_of(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line_end = before.rfind('\n');
  const auto line = line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<std::size_t>(std::count_if(line.begin(), line.end(), begins)) + 1};
}

std::optional<Problem> refuse_before_parsing(std::string_view text) {
  if (text.size() > most_bytes)
    return problem_at(text, 0, "the file is larger than 1 MiB", "a program is a page or two of text",
                      "check that this is the right file");
  if (auto problem = refuse_bytes(text)) return problem;
  return Outline(text).refuse();
}

} // namespace loyalty::program
