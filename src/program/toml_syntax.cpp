// SPDX-License-Identifier: MIT
#include "program/toml_syntax.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "messages/utf8.hpp"
#include "program/toml_guard.hpp"
#include "program/toml_scalars.hpp"
#include "program/toml_tables.hpp"
#include "program/wide_signs.hpp"

namespace loyalty::program {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_key_parts = 16;
constexpr auto how_to_write =
    "texts, money, percentages and lengths of time stand between quotation marks: hold = \"7 days\""_en;

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_control(std::uint32_t code) { return (code < 0x20 && code != '\n' && code != '\t') || code == 0x7F; }

bool is_character(std::uint32_t code) { return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF); }

/// Reads a text once, from the first byte to the last. Each part leaves `at` behind what it read; false: `problem` says
/// what stands there instead.
class Syntax {
 public:
  explicit Syntax(std::string_view bytes) : text(bytes) {}

  std::optional<Problem> refuse() {
    while (at < text.size() && line()) {}
    return std::move(problem);
  }

  /// The tables that were read.
  std::vector<TomlLines> lines() && { return std::move(tables); }

 private:
  bool refused(std::size_t where, const Message& what, Message hint = how_to_write) {
    auto narrow = hint_to_narrow(word_at(where));
    problem = problem_at(text, where, "this is not TOML: {what}"_en(what), {},
                         narrow.empty() ? std::move(hint) : std::move(narrow));
    return false;
  }

  /// What stands there without a blank or a text in between.
  std::string_view word_at(std::size_t where) const {
    const auto rest = text.substr(where);
    return rest.substr(0, rest.find_first_of(" \t\r\n\"'#"));
  }

  /// What TOML allows and a program cannot hold.
  bool unfit(std::size_t where, Message what, Message why, Message hint) {
    problem = problem_at(text, where, std::move(what), std::move(why), std::move(hint));
    return false;
  }

  char next() const { return at < text.size() ? text[at] : '\n'; }

  bool take(std::string_view wanted) {
    if (!text.substr(at).starts_with(wanted)) return false;
    at += wanted.size();
    return true;
  }

  bool at_line_end() const { return next() == '\n' || next() == '\r'; }

  void skip_blanks() { at = std::min(text.find_first_not_of(" \t", at), text.size()); }

  void skip_comment() {
    if (next() == '#') at = std::min(text.find_first_of("\r\n", at), text.size());
  }

  void skip_lines() {
    for (auto before = text.size() + 1; before != at;) {
      before = at;
      at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
      skip_comment();
    }
  }

  bool line() {
    skip_blanks();
    if (!at_line_end() && next() != '#' && !(next() == '[' ? header() : pair(*table))) return false;
    skip_blanks();
    skip_comment();
    if (!at_line_end()) return refused(at, "the line should end here"_en);
    take("\r");
    take("\n");
    return true;
  }

  bool header() {
    const auto begin = at;
    const bool listed = take("[[");
    if (!listed) take("[");
    const std::string_view close = listed ? "]]" : "]";
    TomlKey name;
    if (!key(name)) return false;
    if (!take(close))
      return refused(at, "{close} should close the name of the table here"_en(close), "close it with {mark}"_en(close));
    tables.push_back({name, listed, {}});
    const auto why = root.open(name, listed, table);
    return !why || refused(begin, *why, "write each table once, with all of its keys"_en);
  }

  /// `key = value`
  bool pair(TomlTable& owner) {
    const auto begin = at;
    TomlKey name;
    if (!key(name)) return false;
    if (!take("=")) return refused(at, "= should follow the key here"_en);
    if (const auto why = owner.give(name)) return refused(begin, *why, "write each key once"_en);
    skip_blanks();
    std::optional<std::string> content;
    if (!(is_short_text() ? quoted(content.emplace(), false) : value())) return false;
    if (name.size() > 1) content.reset();
    if (depth == 0) tables.back().values.emplace_back(name.front(), std::move(content));
    return true;
  }

  /// Whether a text begins here that ends on its line.
  bool is_short_text() const {
    const auto rest = text.substr(at);
    return (next() == '"' || next() == '\'') && !rest.starts_with("\"\"\"") && !rest.starts_with("'''");
  }

  bool key(TomlKey& parts) {
    do {
      skip_blanks();
      if (parts.size() == most_key_parts) return unfit(at, "a key has more than 16 parts"_en, {}, {});
      if (!key_part(parts.emplace_back())) return false;
      skip_blanks();
    } while (take("."));
    return true;
  }

  bool key_part(std::string& part) {
    if (next() == '"' || next() == '\'') return quoted(part, false);
    const auto begin = at;
    while (is_bare(next())) part += text[at++];
    const bool other = static_cast<unsigned char>(next()) >= 0x80;
    if (other && hint_to_narrow(text.substr(at, messages::utf8_at(text, at).bytes)).empty())
      return refused(begin, "a key in other letters than a to z needs quotation marks"_en, "write \"会员\" = …"_en);
    return at > begin || refused(at, "a key should stand here"_en);
  }

  bool value() {
    std::string content;
    switch (next()) {
      case '"':
      case '\'': return quoted(content, true);
      case '[': return bracketed(&Syntax::list);
      case '{': return bracketed(&Syntax::inline_table);
      case '#':
      case '\r':
      case '\n': return refused(at, "a value should stand here"_en);
      default: return scalar();
    }
  }

  bool scalar() {
    constexpr std::string_view ends = " \t\r\n,]}#=\"'[{";
    const auto begin = at;
    at = std::min(text.find_first_of(ends, at), text.size());
    const bool day_and_time = next() == ' ' && is_toml_moment(text.substr(begin, at - begin)) && at + 1 < text.size() &&
                              text[at + 1] >= '0' && text[at + 1] <= '9';
    if (day_and_time) at = std::min(text.find_first_of(ends, at + 1), text.size());
    const auto word = text.substr(begin, at - begin);
    if (is_toml_truth(word) || is_toml_moment(word)) return true;
    if (is_toml_whole(word) ? is_whole_in_bounds(word) : is_toml_decimal(word) && is_decimal_in_bounds(word))
      return true;
    if (is_toml_whole(word) || is_toml_decimal(word))
      return refused(begin, "the number is out of all bounds"_en, "a number has at most 18 digits"_en);
    if (word.empty()) return refused(begin, "a value should stand here"_en);
    return refused(begin, "what is no number, no day and not true or false needs quotation marks"_en);
  }

  bool bracketed(bool (Syntax::*inside)(std::size_t)) {
    if (depth == deepest) return unfit(at, "brackets are nested deeper than 64"_en, {}, {});
    ++depth;
    const bool good = (this->*inside)(at++);
    --depth;
    return good;
  }

  static Message how_to_go_on(std::string_view mark) {
    return "put a comma between two values, and {mark} behind the last"_en(mark);
  }

  bool list(std::size_t begin) {
    skip_lines();
    if (next() == ']') return unfit(at, "an empty list says nothing"_en, {}, "leave the key out"_en);
    do {
      skip_lines();
      if (next() == ']' || at == text.size()) break;
      if (!value()) return false;
      skip_lines();
    } while (take(","));
    if (at == text.size()) return refused(begin, "the list is not closed"_en, "close it with {mark}"_en("]"));
    return take("]") || refused(at, "a comma or {mark} should stand here"_en("]"), how_to_go_on("]"));
  }

  bool inline_table(std::size_t begin) {
    TomlTable own;
    skip_blanks();
    if (take("}")) return true;
    do {
      skip_blanks();
      if (at_line_end()) break;
      if (!pair(own)) return false;
      skip_blanks();
    } while (take(","));
    if (at_line_end()) return refused(begin, "the table is not closed on its line"_en, "close it with {mark}"_en("}"));
    return take("}") || refused(at, "a comma or {mark} should stand here"_en("}"), how_to_go_on("}"));
  }

  /// A text between quotation marks, on one line or, where it may be, between three of them on several.
  bool quoted(std::string& content, bool may_be_long) {
    const auto begin = at;
    const std::string mark(1, text[at]);
    const auto three = mark + mark + mark;
    const bool is_long = may_be_long && take(three);
    if (!is_long) take(mark);
    while (at < text.size()) {
      if (is_long ? take(three) : take(mark)) {
        // A long text may end in one or two quotation marks of its own.
        for (int own = 0; is_long && own < 2 && take(mark); ++own) {}
        return true;
      }
      if (!is_long && at_line_end()) break;
      if (mark == "\"" && next() == '\\') {
        if (!escape(content, is_long)) return false;
      } else {
        content += text[at++];
      }
    }
    if (is_long) return refused(begin, "the text is not closed"_en, "close it with {mark}"_en(three));
    const auto line = text.substr(begin, at - begin);
    for (const std::string_view wide : {"“", "”", "＂"})
      if (line.substr(0, line.find_last_not_of(" \t") + 1).ends_with(wide))
        return refused(begin, "the text is not closed on its line"_en, "type {sign} instead of {wide}"_en(mark, wide));
    return refused(begin, "the text is not closed on its line"_en, "close it with {mark}"_en(mark));
  }

  bool escape(std::string& content, bool is_long) {
    constexpr std::string_view letters = "btnfr\"\\";
    constexpr std::string_view meanings = "\b\t\n\f\r\"\\";
    const auto begin = at++;
    if (is_long && text.find_first_not_of(" \t\r", at) == text.find('\n', at)) {
      at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
      return true;
    }
    const char letter = next();
    const auto place = letters.find(letter);
    auto code = static_cast<std::uint32_t>(place < letters.size() ? meanings[place] : 0);
    ++at;
    if (letter == 'u' || letter == 'U') {
      if (!code_point(letter == 'u' ? 4 : 8, code)) return refused(begin, "no character has this number"_en);
    } else if (place >= letters.size()) {
      return refused(begin, "nothing is written like this"_en, "write \\\\ where a \\ is meant"_en);
    }
    if (is_control(code))
      return unfit(begin, "an escaped control character"_en, "only tabs and line ends may stand in a text"_en,
                   "delete the escape"_en);
    messages::append_utf8(content, code);
    return true;
  }

  bool code_point(std::size_t digits, std::uint32_t& code) {
    const auto written = text.substr(std::min(at, text.size()), digits);
    at += written.size();
    const auto* end = written.data() + written.size();
    const auto read = std::from_chars(written.data(), end, code, 16);
    return written.size() == digits && read.ec == std::errc() && read.ptr == end && is_character(code);
  }

  std::string_view text;
  std::size_t at = 0;
  std::size_t depth = 0;
  TomlTable root;
  TomlTable* table = &root;
  std::vector<TomlLines> tables{1};
  std::optional<Problem> problem = {};
};

} // namespace

std::optional<Problem> refuse_syntax(std::string_view text) { return Syntax(text).refuse(); }

std::optional<std::vector<TomlLines>> toml_lines(std::string_view text) {
  Syntax syntax(text);
  if (syntax.refuse()) return std::nullopt;
  return std::move(syntax).lines();
}

} // namespace loyalty::program
