// SPDX-License-Identifier: MIT
// Whatever people read is a sentence in the code, "…"_en, and has its Chinese in src/messages/zh.po.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/message.hpp"
#include "messages/po.hpp"
#include "messages/sentences.hpp"
#include "source_tree.hpp"

namespace loyalty::messages::sentences_test {
namespace {

namespace fs = std::filesystem;

/// A string literal of the code, neighbours joined.
struct Literal {
  std::string text;
  bool sentence = false; ///< "…"_en
  std::string place;     ///< "src/cli/init.cpp:12"
};

/// What stands between the quotes of a literal.
std::string between_quotes(std::string_view literal) {
  std::string text;
  for (std::size_t at = 1; at + 1 < literal.size(); ++at) {
    const bool escaped = literal[at] == '\\';
    if (escaped) ++at;
    text += escaped && literal[at] == 'n' ? '\n' : escaped && literal[at] == 't' ? '\t' : literal[at];
  }
  return text;
}

void add_literals(const fs::path& file, std::vector<Literal>& all) {
  const auto code = source_tree::read(file);
  bool joins = false;
  for (std::size_t at = 0; at < code.size();) {
    const auto end = source_tree::end_of_quiet(code, at);
    if (end > at && code[at] == '"') {
      const auto line = 1 + std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      if (!joins) all.push_back({{}, false, fmt::format("{}:{}", source_tree::name_of(file), line)});
      all.back().text += between_quotes(std::string_view(code).substr(at, end - at));
      all.back().sentence = code.compare(end, 3, "_en") == 0;
      joins = !all.back().sentence;
    } else if (end > at || (code[at] != ' ' && code[at] != '\n')) {
      joins = false;
    }
    at = std::max(end, at + 1);
  }
}

std::vector<Literal> literals_in(std::initializer_list<std::string_view> folders) {
  std::vector<Literal> all;
  for (const auto& file : source_tree::sources(folders)) add_literals(file, all);
  return all;
}

std::set<std::string> names_of(std::string_view text) {
  std::set<std::string> names;
  for (auto name = find_name(text, 0); name.size > 0; name = find_name(text, name.at + name.size))
    names.emplace(text.substr(name.at, name.size));
  return names;
}

/// "column|until" of an entry.
std::string written(const Translation& entry, const std::string& english) {
  return entry.context.empty() ? english : entry.context + '|' + english;
}

const std::string& zh_po() {
  static const auto text = source_tree::read(source_tree::root / "src/messages/zh.po");
  return text;
}

const std::vector<Translation>& translations() {
  static const auto all = read_po(zh_po());
  return all;
}

bool is_chinese(const std::string& text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0xE4 && static_cast<unsigned char>(text[i]) <= 0xE9) return true;
  return false;
}

} // namespace

TEST_CASE("every sentence has its Chinese, with the same names in it") {
  std::map<std::string, std::string> chinese;
  std::set<std::string> entries;
  for (const auto& entry : translations()) {
    CAPTURE(entry.english);
    CHECK(names_of(entry.chinese) == names_of(entry.english));
    if (!entry.several.empty()) CHECK(names_of(entry.several) == names_of(entry.english));
    CHECK(entries.insert(written(entry, entry.english)).second);
    for (const auto* english : {&entry.english, &entry.several})
      if (!english->empty()) chinese.emplace(written(entry, *english), entry.chinese);
  }
  std::set<std::string> said;
  std::string missing;
  for (const auto& literal : literals_in({"src", "include"})) {
    if (!literal.sentence || literal.text.empty()) continue;
    said.insert(literal.text);
    if (!chinese.contains(literal.text)) missing += fmt::format("\n#: {}\nmsgid \"{}\"\n", literal.place, literal.text);
  }
  CHECK(missing == "");
  std::string unsaid;
  for (const auto& [english, unused] : chinese)
    if (!said.contains(english)) unsaid += "\n" + english;
  CHECK(unsaid == "");
}

TEST_CASE("zh.po holds whole entries, none of them fuzzy") {
  const std::string_view text = zh_po();
  CHECK(text.find("#, fuzzy") == std::string_view::npos);
  std::size_t ids = 0;
  for (auto at = text.find("\nmsgid "); at != std::string_view::npos; at = text.find("\nmsgid ", at + 1)) ++ids;
  CHECK(translations().size() + 1 == ids);
}

TEST_CASE("what is built in of zh.po is every entry, and nothing that is none") {
  const auto built_in = zh_sentences();
  CHECK(built_in.places.size() == translations().size());
  for (const auto& entry : translations()) {
    CAPTURE(entry.english);
    CHECK(built_in.find(entry.context, entry.english) == entry.chinese);
  }
  CHECK(built_in.find("", "nobody says this").empty());
  CHECK(built_in.find("nowhere", translations().front().english).empty());
}

TEST_CASE("nobody is told English that no language can change") {
  // What the books keep, what programs read, what is said to programmers, and the manual, which is English.
  static const std::set<std::string> kept = {
      "src/loyalty/rule_name.cpp", "src/store/issue_key.cpp",        "src/reports/shop_totals.cpp",
      "src/messages/words.cpp",    "src/store/sqlite/selection.hpp", "src/store/sqlite/grouped_rows.cpp",
      "src/cli/manual.cpp",        "src/messages/po_table.cpp"};
  static const std::regex prose("[a-z]{2,},? [a-z]{2,} [a-z]{2,}");
  std::string found;
  for (const auto& literal : literals_in({"src"})) {
    if (literal.sentence || kept.contains(literal.place.substr(0, literal.place.find(':')))) continue;
    const bool command = literal.text.find("loyalty ") < 3;
    if (!command && std::regex_search(literal.text, prose))
      found += fmt::format("\n{}: {}", literal.place, literal.text);
  }
  CHECK(found == "");
}

TEST_CASE("Chinese stands in zh.po") {
  // Names of columns and words of platforms' files, and what people type.
  static const std::set<std::string> read = {
      "src/cli/add_member.cpp",          "src/cli/import_orders.cpp",        "src/cli/session.cpp",
      "src/files/order_description.cpp", "src/files/order_row_platform.cpp", "src/loyalty/order_profile.cpp",
      "src/loyalty/plain_key.cpp",       "src/messages/catalogue.cpp",       "src/program/discount_words.cpp",
      "src/program/import.cpp",          "src/program/rewards.cpp",          "src/program/toml_syntax.cpp",
      "src/cli/try_scheme.cpp"};
  std::string found;
  for (const auto& literal : literals_in({"src"})) {
    const auto file = literal.place.substr(0, literal.place.find(':'));
    if (read.contains(file) || file.starts_with("src/files/profiles/")) continue;
    if (is_chinese(literal.text)) found += fmt::format("\n{}: {}", literal.place, literal.text);
  }
  CHECK(found == "");
}

} // namespace loyalty::messages::sentences_test
