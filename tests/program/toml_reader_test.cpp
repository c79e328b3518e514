// SPDX-License-Identifier: MIT
#include "program/toml_reader.hpp"

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"
#include "program/templates.hpp"

namespace toml_reader_test {

using namespace loyalty::program;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

struct Row {
  std::string_view text;
  std::size_t line;
  std::size_t column;
  std::string_view what;
};

void check_row(const Row& row, const std::string& before) {
  CAPTURE(row.text);
  const auto toml = read_toml(row.text);
  REQUIRE(toml.problems.size() == 1);
  CHECK(toml.problems[0].line == row.line);
  CHECK(toml.problems[0].column == row.column);
  CHECK(toml.problems[0].what.english() == before + std::string(row.what));
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

TEST_CASE("what is no TOML is named with its exact place in words of our own") {
  const std::string_view quotes = "what is no number, no day and not true or false needs quotation marks";
  const std::string_view key_letters = "a key in other letters than a to z needs quotation marks";
  const Row rows[] = {
      {"a = 1\n名 = 1", 2, 1, key_letters},
      {"a名 = 1", 1, 1, key_letters},
      {"a = '银' b", 1, 9, "the line should end here"},
      {"x = 12 months", 1, 8, "the line should end here"},
      {"a = '银'\nb = \nc = 1", 2, 5, "a value should stand here"},
      {"a = # 5", 1, 5, "a value should stand here"},
      {"a = [1,,2]", 1, 8, "a value should stand here"},
      {"# 注释\na = ¥5", 2, 5, quotes},
      {"a = [ 银, 金 ]", 1, 7, quotes},
      {"a = 2026-02-30", 1, 5, quotes},
      {"a = 2026-02-03T24:00:00", 1, 5, quotes},
      {"a = 007", 1, 5, quotes},
      {"a = 1__0", 1, 5, quotes},
      {"a = 1.", 1, 5, quotes},
      {"a = True", 1, 5, quotes},
      {"a = 9223372036854775808", 1, 5, "the number is out of all bounds"},
      {"a = 0xFFFFFFFFFFFFFFFF", 1, 5, "the number is out of all bounds"},
      {"a = -1_0e309", 1, 5, "the number is out of all bounds"},
      {"= 1", 1, 1, "a key should stand here"},
      {"<html></html>", 1, 1, "a key should stand here"},
      {"a. = 1", 1, 4, "a key should stand here"},
      {"order_id,member_id", 1, 9, "= should follow the key here"},
      {"'名' 字", 1, 5, "= should follow the key here"},
      {"[a\nb = 1", 1, 3, "] should close the name of the table here"},
      {"[[a]\nb = 1", 1, 4, "]] should close the name of the table here"},
      {"[a] b = 1", 1, 5, "the line should end here"},
      {"a = [ '银'\nb = 1", 2, 1, "a comma or ] should stand here"},
      {"a = [ '银',\n# 金\n", 1, 5, "the list is not closed"},
      {"a = { b = 1\nc = 2 }", 1, 5, "the table is not closed on its line"},
      {"a = { b = 1,\nc = 2 }", 1, 5, "the table is not closed on its line"},
      {"a = { b = 1 c = 2 }", 1, 13, "a comma or } should stand here"},
      {"a = { b = 1, }", 1, 14, "a key should stand here"},
      {"a = \"银\nb = 1", 1, 5, "the text is not closed on its line"},
      {"a = '银", 1, 5, "the text is not closed on its line"},
      {"a = '''银\nb = 1\n", 1, 5, "the text is not closed"},
      {"a = \"银\\d\"", 1, 7, "nothing is written like this"},
      {"a = \"银\\u12\"", 1, 7, "no character has this number"},
      {"a = \"银\\uD800\"", 1, 7, "no character has this number"},
      {"a = 1\na = 2", 2, 1, "a is given twice"},
      {"a = 1\n  \"\\u0061\" = 2", 2, 3, "a is given twice"},
      {"a = { b = 1, b = 2 }", 1, 14, "b is given twice"},
      {"a.b = 1\na.b.c = 2", 2, 1, "a.b is complete already; nothing can be added to it here"},
      {"a = { b = 1 }\n[a.c]", 2, 1, "a is complete already; nothing can be added to it here"},
      {"[a.b]\n[a]\nb.c = 1", 3, 1, "b is complete already; nothing can be added to it here"},
      {"[a]\n[b]\n[a]", 3, 1, "a is given twice"},
      {"[a]\n[[a]]", 2, 1, "a is given twice"},
      {"[[a]]\n[a]", 2, 1, "a is given twice"},
      {"[a]\nb.c = 1\n[a.b]", 3, 1, "a.b is given twice"},
  };
  for (const auto& row : rows) check_row(row, "this is not TOML: ");
}

TEST_CASE("a sign of a Chinese keyboard is named with the one to type") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"a = “银”", "type \" instead of “"},
      {"a = “银\"", "type \" instead of “"},
      {"a = \"银”", "type \" instead of ”"},
      {"a = '银”  ", "type ' instead of ”"},
      {"a = 「银」", "type \" instead of 「"},
      {"a＝1", "type = instead of ＝"},
      {"a ＝ 1", "type = instead of ＝"},
      {"a：1", "type = instead of ："},
      {"a　= 1", "type a plain blank instead of the full-width one"},
      {"［a］", "type [ instead of ［"},
      {"[a］", "type ] instead of ］"},
      {"【a】", "type [ instead of 【"},
      {"a = ['银'，'金']", "type , instead of ，"},
      {"a = ['银'、'金']", "type , instead of 、"},
      {"a = { b = 1， c = 2 }", "type , instead of ，"},
      {"a = ｛ b = 1 }", "type { instead of ｛"},
      {"a = １０", "type 1 instead of １"},
      {"a = 1 ＃ 银", "type # instead of ＃"},
      {"a = \"银，", "close it with \""},
      {"a = 1；", "texts, money, percentages and lengths of time stand between quotation marks: hold = \"7 days\""},
      {"[a # ］", "close it with ]"},
      {"[[a]", "close it with ]]"},
      {"a = ['银' '金']", "put a comma between two values, and ] behind the last"},
      {"名 = 1", "write \"会员\" = …"},
  };
  for (const auto& [text, hint] : rows) {
    CAPTURE(text);
    const auto toml = read_toml(text);
    REQUIRE(toml.problems.size() == 1);
    CHECK(toml.problems[0].hint.english() == hint);
  }
}

TEST_CASE("the place of what a program cannot hold is exact") {
  const Row rows[] = {
      {"a = '\xB0'", 1, 6, "byte B0 is not UTF-8"},
      {"a = '银\x07'", 1, 7, "control character 07"},
      {"a = 1\r\nb = '\r'", 2, 6, "control character 0D"},
      {"# 银\na = [ ]", 2, 7, "an empty list says nothing"},
      {"a = [\n # 空\n]\n[a.b]", 3, 1, "an empty list says nothing"},
      {"a = \"银\\u0007\"", 1, 7, "an escaped control character"},
      {"a = '''\n银''' # \"\nb = \"\\r\"", 3, 6, "an escaped control character"},
  };
  for (const auto& row : rows) check_row(row, "");
}

TEST_CASE("everything that TOML lets one write is read") {
  const std::string_view texts[] = {
      "",
      "\r\n# 银\r\n\t[ a . 'b c' ] # 银\r\n",
      "a = true\nb = false\nc = +1_000\nd = -0\ne = 9223372036854775807\nf = -9223372036854775808",
      "a = 0xDEAD_beef\nb = 0o17\nc = 0b1_0\nd = 1.5e-3\ne = 6E+1_0\nf = -inf\ng = +nan\nh = 1_0.0_1",
      "a = 2026-02-28\nb = 07:32:00.25\nc = 2028-02-29T07:32:00\nd = 2026-01-01 00:00:00Z\ne = "
      "2026-01-01t23:59:59-08:00",
      "a = ['银', \"金\", 1, 1.5, [ true ], { b = 1 }]\nb = [ # 银\n 1,\n\n 2, # 金\n]",
      "a = {}\nb = { c . d = 1, 'e' = { f = [ 1,\n 2 ] } }",
      "a = \"\"\nb = ''\nc = \"\\t\\n\\\"\\\\\\u94F6\\U0001F600\"\nd = 'C:\\x'",
      "a = \"\"\"\n银 \\\n   金 \"\" \"\"\"\"\"\nb = '''\n'银'''''\nc = \"\"\"\"银\"\"\"",
      "[a.b.c]\n[a]\nd = 1\n[[e]]\n[e.f]\n[[e]]\n[e.f]\n[[e.g]]\n[[e.g]]",
      "a.b.c = 1\na.b.d = 2\n[f]\na.b = 1\n[f.g]\n[a.e]",
      "1 = 1\n-_- = 2\n\"\" = 3\n'银' = 4\n\"金\".b = 5\ntrue = 6\n2026-01-01 = 7",
  };
  for (const auto text : texts) {
    CAPTURE(text);
    const auto toml = read_toml(text);
    for (const auto& problem : toml.problems) UNSCOPED_INFO(problem.what.english());
    CHECK(toml.problems.empty());
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
    for (const auto& problem : parse_program(text).problems) {
      if (problem.line == 0 || problem.column == 0 || problem.what.empty()) FAIL(text);
      // What the parser would refuse was refused before, in words of our own.
      if (problem.what.english() == "this is not TOML") FAIL(text);
    }
  }
}

} // namespace toml_reader_test
