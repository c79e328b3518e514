// SPDX-License-Identifier: MIT
#include "program/toml_reader.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <toml.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "program/toml_guard.hpp"
#include "program/toml_syntax.hpp"

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
#else
Region region_of(const toml::source_location& place) { return {place.line(), place.column(), place.region()}; }
#endif

class Converter {
 public:
  explicit Converter(std::string_view bytes) : text(bytes) {
    lines.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines.push_back(i + 1);
  }

  TomlValue value(const toml::value& from) { return value(from, region_of(from.location())); }

 private:
  TomlValue value(const toml::value& from, const Region& region) {
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

  std::size_t offset_of(const Region& region) const {
    const auto line = std::clamp<std::size_t>(region.line, 1, lines.size()) - 1;
    return std::min(lines[line] + std::max<std::size_t>(region.column, 1) - 1, text.size());
  }

  Place place_at(std::size_t offset) const {
    const auto line = std::upper_bound(lines.begin(), lines.end(), offset) - lines.begin();
    const auto start = lines[static_cast<std::size_t>(line) - 1];
    return {static_cast<std::size_t>(line), place_of(text.substr(start), offset - start).column};
  }

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
      const auto region = region_of(item.location());
      const auto place = place_at(key_offset(offset_of(region)));
      to.members.push_back({key, place.line, place.column, value(item, region)});
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
  auto problem = refuse_bytes(text);
  if (!problem) problem = refuse_syntax(text);
  if (problem) {
    result.problems.push_back(std::move(*problem));
    return result;
  }
  try {
    std::istringstream stream{std::string(text)};
    result.root = Converter(text).value(toml::parse(stream, "program"));
  } catch (const std::bad_alloc&) { throw; } catch (const std::exception&) {
    result.problems.push_back(
        problem_at(text, 0, "this is not TOML"_en, "the parser refuses it without a place"_en, {}));
  }
  return result;
}

} // namespace loyalty::program
