// SPDX-License-Identifier: MIT
#include "program/toml_reader.hpp"

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"
#include "program/templates.hpp"

using namespace loyalty::program;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

} // namespace

TEST_CASE("values keep their spelling and their place") {
  const auto toml = read_toml("\"会员\" = [ 1_0, '银', 2026-01-01 ]\n[a.b]\nc . d = { 'e f' = 1.50 }\n");
  REQUIRE(toml.problems.empty());
  const auto* list = toml.root.find("会员");
  REQUIRE(list != nullptr);
  CHECK(list->column == 1);
  CHECK(list->value.column == 8);
  REQUIRE(list->value.items.size() == 3);
  CHECK(list->value.items[0].text == "1_0");
  CHECK(list->value.items[1].text == "银");
  CHECK(list->value.items[2].text == "2026-01-01");
  CHECK(list->value.items[2].column == 20);
  const auto* table = toml.root.find("a");
  REQUIRE(table != nullptr);
  CHECK(table->line == 2);
  const auto& inner = table->value.find("b")->value.find("c")->value.find("d")->value;
  CHECK(inner.kind == TomlValue::Kind::table);
  const auto* member = inner.find("e f");
  REQUIRE(member != nullptr);
  CHECK(member->line == 3);
  CHECK(member->column == 11);
  CHECK(member->value.text == "1.50");
}

TEST_CASE("the place of what is no TOML is exact") {
  struct Row {
    std::string_view text;
    std::size_t line;
    std::size_t column;
  };
  const Row rows[] = {
      {"a = 1\n名 = 1", 2, 1},          {"a = '银' b", 1, 9},        {"a = '银'\nb = \nc = 1", 2, 5},
      {"a = 1\na = 2", 2, 5},           {"# 注释\na = ¥5", 2, 5},    {"a = '\xB0'", 1, 6},
      {"a = '银\x07'", 1, 7},           {"a = 1\r\nb = '\r'", 2, 6}, {"# 银\na = [ ]", 2, 7},
      {"a = [\n # 空\n]\n[a.b]", 3, 1}, {"a = \"\\u0007\"", 1, 5},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto toml = read_toml(row.text);
    REQUIRE(toml.problems.size() == 1);
    CHECK(toml.problems[0].line == row.line);
    CHECK(toml.problems[0].column == row.column);
  }
}

TEST_CASE("texts that harm a parser are refused before they reach it") {
  const std::vector<std::string> texts = {
      "a=[]\n[a.b]",
      "a=[]\n[[a.b]]",
      "a=[[]]\n[[a.b]]",
      "a=[ #]\n]\n[a.b]",
      "'\x91'",
      "a='''\xFF'''",
      "a='\xE4\xBD",
      "\xFF\xFE[\0p\0",
      std::string("a=1\0b=2", 7),
      "a=\"\\u0000\"",
      "a=\"\\uD800\"",
      "a=" + repeat("[", 20'000),
      "a=" + repeat("[1,", 20'000),
      "a=" + repeat("{a=", 20'000),
      "a=[\"\"\"x\"\"\"\"," + repeat("[", 20'000),
      "a=['''x'''''," + repeat("[", 20'000),
      "a=[\"\\\"\"," + repeat("[", 20'000),
      "a=['\\'," + repeat("[", 20'000),
      repeat("a.", 100'000) + "a=1",
      "[" + repeat("a.", 100'000) + "a]",
      "[" + repeat("\"a\" . ", 10'000) + "a]",
      repeat("a", 2'000'000),
      "\r",
      "a = '\n",
      "a = \"\\",
      "a = \"\"\"\\",
      "\"",
      "'''",
      "#",
      "=",
      "[",
      "]]",
      "\xEF\xBB\xBF\xEF\xBB\xBF",
  };
  for (const auto& text : texts) {
    CAPTURE(text.substr(0, 40));
    CHECK_FALSE(parse_program(text).ok());
  }
}

TEST_CASE("any bytes give problems, not a crash") {
  std::mt19937 random(7);
  const std::string sound(program_template("shop")->chinese);
  const std::string_view pieces[] = {"[",  "]",       "{",   "}",          "\"",   "'",     "\"\"\"", "=",
                                     ".",  ",",       "\n",  "[[",         "]]",   "1e309", "-",      "0x",
                                     "[]", "\\u0000", "nan", "2026-01-01", "\xFF", "会",    "#",      "\r\n"};
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int i = 0; i < 1000; ++i) {
    auto text = sound.substr(0, 400 + below(sound.size() - 400));
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
      const auto at = below(text.size());
      if (below(2) == 0)
        text.replace(at, below(8), pieces[below(std::size(pieces))]);
      else
        text[at] = static_cast<char>(below(256));
    }
    for (const auto& problem : parse_program(text).problems)
      if (problem.line == 0 || problem.column == 0 || problem.what.empty()) FAIL(text);
  }
}
