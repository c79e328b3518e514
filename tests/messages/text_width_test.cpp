// SPDX-License-Identifier: MIT
#include "messages/text_width.hpp"

#include "catch.hpp"
#include "messages/utf8.hpp"

namespace loyalty::messages::text_width_test {
namespace {

TEST_CASE("text is as wide as a terminal shows it") {
  const std::vector<std::pair<std::string_view, std::size_t>> cases = {
      {"", 0},         {"abc", 3},  {"会员", 4},   {"ＡＢ", 4}, {"ｱ", 1},    {"é", 1}, {"e\u0301", 1},
      {"😀", 2},        {"한국", 4}, {"가", 2},     {"…", 1},    {"─", 1},    {"❤", 1}, {"❤️", 2},
      {"a\u200Bb", 2}, {"¥", 1},    {"\u3000", 2}, {"𠀀", 2},   {"สวัสดี", 4},
  };
  for (const auto& [text, width] : cases) {
    CAPTURE(text);
    CHECK(display_width(text) == width);
  }
}

TEST_CASE("text is cut by width, never inside a character") {
  CHECK(truncate_to_width("会员中心", 8) == "会员中心");
  CHECK(truncate_to_width("会员中心", 7) == "会员中…");
  CHECK(truncate_to_width("会员中心", 6) == "会员…");
  CHECK(truncate_to_width("会员中心", 1) == "…");
  CHECK(truncate_to_width("会员", 0).empty());
  CHECK(truncate_to_width("abcdef", 3) == "ab…");
  CHECK(truncate_to_width("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
}

TEST_CASE("what could steer or deceive a terminal is written out") {
  CHECK(escape_for_terminal("会员 ok") == "会员 ok");
  CHECK(escape_for_terminal("a\x1B[31m") == "a\\x1b[31m");
  CHECK(escape_for_terminal("a\nb\tc\rd") == "a\\nb\\tc\\rd");
  CHECK(escape_for_terminal("\x7F\xC2\x9B") == "\\x7f\\u{009b}");
  CHECK(escape_for_terminal("a\u202Eb\u2066\u200Bc\uFEFF") == "a\\u{202e}b\\u{2066}\\u{200b}c\\u{feff}");
  CHECK(escape_for_terminal("a\u200Db") == "a\\u{200d}b");
  CHECK(escape_for_terminal("👩\u200D👧") == "👩\u200D👧");
  CHECK(escape_for_terminal("a\xFFz") == "a\uFFFDz");
}

TEST_CASE("UTF-8 is checked to the byte") {
  std::size_t tail = 0;
  constexpr auto none = std::string_view::npos;
  const std::string ascii(100, 'a');
  CHECK(utf8_error(ascii + "会😀é", true, tail) == none);
  CHECK(utf8_error(ascii + "\x80", true, tail) == 100);
  CHECK(utf8_error("\xE4\xBC", true, tail) == 0);
  CHECK(utf8_error("a\xE4\xBC", false, tail) == none);
  CHECK(tail == 2);
  CHECK(utf8_error("a\xE4\x41", false, tail) == 1);
  for (const std::string_view bad :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5"}) {
    CHECK(utf8_error(bad, true, tail) == 0);
  }
  CHECK(utf8_length("a会😀\xFF") == 4);
}

} // namespace
} // namespace loyalty::messages::text_width_test
