// SPDX-License-Identifier: MIT
// The programs that a shop can start from are those of examples, in Chinese and in English.
#include "program/templates.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"

namespace templates_test {

namespace fs = std::filesystem;
using namespace loyalty::program;

namespace {

const fs::path examples = LOYALTY_SOURCE_DIR "/examples";

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Errors and warnings alike.
std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> all;
  for (const auto& each : parse_program(std::string(text)).problems)
    all.push_back(std::to_string(each.line) + ": " + each.what.english());
  return all;
}

struct Token {
  bool text = false; ///< what stands between quotation marks
  std::string value;
  std::size_t line = 1;
};

/// A program without its comments and blanks.
std::vector<Token> tokens_of(std::string_view toml) {
  std::vector<Token> tokens;
  std::size_t line = 1;
  for (std::size_t at = 0; at < toml.size();) {
    const auto rest = toml.substr(at);
    std::size_t length = 1;
    if (rest[0] == '#') {
      length = std::min(rest.find('\n'), rest.size());
    } else if (rest[0] == '"') {
      const std::string_view mark = rest.starts_with("\"\"\"") ? "\"\"\"" : "\"";
      length = rest.find(mark, mark.size()) + mark.size();
      tokens.push_back({true, std::string(rest.substr(0, length)), line});
    } else if (std::string_view(" \t\r\n").find(rest[0]) == std::string_view::npos) {
      tokens.push_back({false, std::string(1, rest[0]), line});
    }
    line +=
        static_cast<std::size_t>(std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(length), '\n'));
    at += length;
  }
  return tokens;
}

bool is_plain(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

/// Where a program says something else in English than in Chinese. Words may differ, one for one: what has one name
/// here has one name there.
std::vector<std::string> differences(std::string_view chinese, std::string_view english) {
  const auto here = tokens_of(chinese), there = tokens_of(english);
  std::map<std::string, std::string> in_english, in_chinese;
  for (std::size_t at = 0; at < std::min(here.size(), there.size()); ++at) {
    const auto& [text, word, line] = here[at];
    const auto& other = there[at];
    const bool translated = text && other.text && !is_plain(word);
    if (translated && in_english.try_emplace(word, other.value).first->second == other.value &&
        in_chinese.try_emplace(other.value, word).first->second == word)
      continue;
    if (word != other.value)
      return {"line " + std::to_string(line) + ": " + word + ", line " + std::to_string(other.line) + ": " +
              other.value};
  }
  if (here.size() != there.size()) return {"one of them goes on"};
  return {};
}

} // namespace

TEST_CASE("what a shop can start from has neither errors nor warnings in any language") {
  REQUIRE(program_template("shop") == &program_templates().front());
  for (const auto& each : program_templates()) {
    CAPTURE(std::string(each.name));
    CHECK(problems_of(each.chinese).empty());
    CHECK(problems_of(each.english).empty());
  }
}

TEST_CASE("a program to start from is the same in both languages but for its words") {
  for (const auto& each : program_templates()) {
    CAPTURE(std::string(each.name));
    CHECK(differences(each.chinese, each.english) == std::vector<std::string>{});
    CHECK(each.chinese != each.english);
  }
  // A word for two, another number, another key and a missing line are all seen.
  CHECK(differences("a = \"甲\"\nb = \"乙\"", "a = \"x\" # note\nb = \"y\"").empty());
  CHECK(differences("a = \"甲\"\nb = \"乙\"", "a = \"x\"\nb = \"x\"").size() == 1);
  CHECK(differences("a = \"甲\"\nb = \"甲\"", "a = \"x\"\nb = \"y\"").size() == 1);
  CHECK(differences("a = \"1.00\"", "a = \"2.00\"").size() == 1);
  CHECK(differences("a = 1", "b = 1").size() == 1);
  CHECK(differences("a = 1\nb = 2", "a = 1").size() == 1);
}

TEST_CASE("every scheme of examples can be started from, and no example has problems") {
  std::set<std::string> numbers;
  for (const auto& folder : fs::directory_iterator(examples)) {
    const auto name = folder.path().filename().string();
    if (!folder.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().extension() != ".toml") continue;
      CAPTURE(file.path().string());
      CHECK(problems_of(read(file)).empty());
    }
    if (name.size() < 5 || name[0] != 's' || name[3] != '-') continue;
    CAPTURE(name);
    numbers.insert(name.substr(1, 2));
    const bool named = program_template(name.substr(4)) != nullptr;
    const bool by_trade = program_template("beauty") && program_template("fresh") && program_template("baby");
    CHECK((named || (name == "s06-trade-presets" && by_trade)));
  }
  CHECK(numbers == std::set<std::string>{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"});
}

} // namespace templates_test
