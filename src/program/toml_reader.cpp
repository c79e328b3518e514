// SPDX-License-Identifier: MIT
#include "program/toml_reader.hpp"

#include <algorithm>
#include <exception>
#include <sstream>
#include <string>
#include <toml.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "program/toml_guard.hpp"

namespace loyalty::program {
namespace {

/// A place as the parser counts it: in bytes.
struct Region {
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t length = 0;
};

#if TOML11_VERSION_MAJOR >= 4
Region region_of(const toml::source_location& place) {
  return {place.first_line_number(), place.first_column_number(), place.length()};
}

Region region_of(const toml::syntax_error& error) {
  if (error.errors().empty() || error.errors().front().locations().empty()) return {};
  return region_of(error.errors().front().locations().front().first);
}
#else
Region region_of(const toml::source_location& place) { return {place.line(), place.column(), place.region()}; }

// The location of a syntax error is often that of the whole file; the excerpt in its message ends with a line
// " 12 | text" and, below the culprit, "^---".
Region region_of(const toml::syntax_error& error) {
  const auto region = region_of(error.location());
  const std::string message = error.what();
  const auto mark = message.rfind("^---");
  if (mark == std::string::npos) return region;
  const auto mark_line = message.rfind('\n', mark) + 1;
  const auto line = mark_line < 2 ? 0 : message.rfind('\n', mark_line - 2) + 1;
  const auto bar = message.find(" | ", line);
  const auto number = message.find_first_not_of(' ', line);
  if (bar == std::string::npos || bar > mark_line || number >= bar || bar - number > 7) return region;
  if (message.find_first_not_of("0123456789", number) != bar || mark - mark_line < bar - line + 3) return region;
  return {std::stoul(message.substr(number, bar - number)), mark - mark_line - (bar - line + 3) + 1, 1};
}
#endif

/// The first sentence of the parser's message, without its own names.
std::string sentence_of(const std::string& message) {
  auto sentence = message.substr(0, message.find('\n'));
  const auto drop = [&](std::string_view prefix) {
    if (sentence.compare(0, prefix.size(), prefix) == 0) sentence.erase(0, prefix.size());
  };
  drop("[error] ");
  if (sentence.compare(0, 6, "toml::") == 0) sentence.erase(0, sentence.find(' ') + 1);
  while (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

class Converter {
 public:
  explicit Converter(std::string_view bytes) : text(bytes) {
    lines.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines.push_back(i + 1);
  }

  std::size_t offset_of(const Region& region) const {
    const auto line = std::clamp<std::size_t>(region.line, 1, lines.size()) - 1;
    return std::min(lines[line] + std::max<std::size_t>(region.column, 1) - 1, text.size());
  }

  TomlValue value(const toml::value& from) {
    const auto region = region_of(from.location());
    const auto offset = offset_of(region);
    const auto place = place_at(offset);
    TomlValue to;
    to.kind = kind_of(from.type());
    to.line = place.line;
    to.column = place.column;
    if (to.kind == TomlValue::Kind::table)
      fill_table(to, from);
    else if (to.kind == TomlValue::Kind::list)
      for (const auto& item : from.as_array()) to.items.push_back(value(item));
    else if (to.kind == TomlValue::Kind::text)
      to.text = toml::get<std::string>(from);
    else
      to.text = text.substr(offset, region.length);
    return to;
  }

  Place place_at(std::size_t offset) const {
    const auto line = std::upper_bound(lines.begin(), lines.end(), offset) - lines.begin();
    const auto start = lines[static_cast<std::size_t>(line) - 1];
    return {static_cast<std::size_t>(line), place_of(text.substr(start), offset - start).column};
  }

 private:
  static TomlValue::Kind kind_of(toml::value_t type) {
    switch (type) {
      case toml::value_t::boolean: return TomlValue::Kind::boolean;
      case toml::value_t::integer: return TomlValue::Kind::whole;
      case toml::value_t::floating: return TomlValue::Kind::decimal;
      case toml::value_t::string: return TomlValue::Kind::text;
      case toml::value_t::local_date: return TomlValue::Kind::date;
      case toml::value_t::array: return TomlValue::Kind::list;
      case toml::value_t::table: return TomlValue::Kind::table;
      default: return TomlValue::Kind::time;
    }
  }

  void fill_table(TomlValue& to, const toml::value& from) {
    for (const auto& [key, item] : from.as_table()) {
      const auto place = place_at(key_offset(offset_of(region_of(item.location()))));
      to.members.push_back({key, place.line, place.column, value(item)});
    }
    const auto order = [](const TomlMember& member) {
      return std::tuple(member.value.line, member.value.column, std::string_view(member.key));
    };
    std::sort(to.members.begin(), to.members.end(),
              [&](const TomlMember& a, const TomlMember& b) { return order(a) < order(b); });
  }

  /// Where the key of the value at `offset` stands; a table opened by a header stands where its header does.
  std::size_t key_offset(std::size_t offset) const {
    const auto skip_blanks = [&](std::size_t at) {
      while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
      return at;
    };
    auto at = skip_blanks(offset);
    if (at == 0 || text[at - 1] != '=') return offset;
    at = skip_blanks(at - 1);
    if (at == 0) return offset;
    const char quote = text[at - 1];
    if (quote == '"' || quote == '\'') return at < 2 ? offset : std::min(text.rfind(quote, at - 2), offset);
    const auto before = text.find_last_of(" \t\n.,{", at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }

  std::string_view text;
  std::vector<std::size_t> lines;
};

/// Characters that only an escape can bring in, such as "\u0000".
void refuse_control_characters(const TomlValue& value, Problems& problems) {
  const auto refuse = [&](std::string_view text, std::size_t line, std::size_t column) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; };
    if (std::any_of(text.begin(), text.end(), is_control) || text.find('\x7F') != std::string_view::npos)
      problems.push_back({Problem::Severity::error, line, column, "an escaped control character",
                          "only tabs and line ends may stand in a text", "delete the escape"});
  };
  refuse(value.text, value.line, value.column);
  for (const auto& item : value.items) refuse_control_characters(item, problems);
  for (const auto& member : value.members) {
    refuse(member.key, member.line, member.column);
    refuse_control_characters(member.value, problems);
  }
}

Problem not_toml(Place place, const std::string& message) {
  return {Problem::Severity::error,
          place.line,
          place.column,
          "this is not TOML: " + sentence_of(message),
          {},
          "texts, money, percentages and lengths of time stand between quotation marks: hold = \"7 days\""};
}

} // namespace

const TomlMember* TomlValue::find(std::string_view key) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const TomlMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

TomlText read_toml(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.substr(0, 3) == byte_order_mark) text.remove_prefix(3);
  TomlText result;
  if (auto problem = refuse_before_parsing(text)) {
    result.problems.push_back(std::move(*problem));
    return result;
  }
  Converter converter(text);
  try {
    std::istringstream stream{std::string(text)};
    result.root = converter.value(toml::parse(stream, "program"));
    refuse_control_characters(result.root, result.problems);
  } catch (const toml::syntax_error& error) {
    result.problems.push_back(not_toml(converter.place_at(converter.offset_of(region_of(error))), error.what()));
  } catch (const std::exception& error) { result.problems.push_back(not_toml({}, error.what())); }
  return result;
}

} // namespace loyalty::program
