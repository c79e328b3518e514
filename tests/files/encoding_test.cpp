// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/reading.hpp"
#include "files/sources/separator.hpp"

namespace loyalty::files::encoding_test {
namespace {

using namespace std::string_literals;

std::string utf16(std::u16string_view text, bool low_first) {
  std::string bytes;
  for (const auto unit : text) {
    const auto high = static_cast<char>(unit >> 8U);
    const auto low = static_cast<char>(unit & 0xFFU);
    bytes += {low_first ? low : high, low_first ? high : low};
  }
  return bytes;
}

std::string encoding_of(std::string_view bytes, const Dialect& dialect = {}) {
  const TextFile file(bytes);
  const auto source = open_rows(file.path(), {}, {}, dialect);
  for (Row row; source->next(row);) continue;
  for (const auto& [fact, value] : source->facts())
    if (fact == "encoding") return value;
  return {};
}

// 订单 in GBK, and a letter that only GB18030 has: 😀.
const std::string gbk = "\xB6\xA9\xB5\xA5,b\n";
const std::string four_bytes = "\x94\x39\xFC\x36,\xB6\xA9\n";

TEST_CASE("the encoding of a file is told from its bytes") {
  struct Case {
    std::string bytes;
    Rows rows;
    std::string encoding;
  };
  const auto [bytes, rows, encoding] = GENERATE(values<Case>({
      {"a,b\n", {{"a", "b"}}, "UTF-8"},
      {"订单,b\n", {{"订单", "b"}}, "UTF-8"},
      {"\xEF\xBB\xBF订单,b\n", {{"订单", "b"}}, "UTF-8"},
      {gbk, {{"订单", "b"}}, "GB18030"},
      {four_bytes, {{"😀", "订"}}, "GB18030"},
      {"\xFD\x9B\xA3\xAC,\xA6\xC1\n", {{"龥，", "α"}}, "GB18030"},
      {"\xFF\xFE" + utf16(u"订单,😀\r\n", true), {{"订单", "😀"}}, "UTF-16LE"},
      {"\xFE\xFF" + utf16(u"订单,😀\r\n", false), {{"订单", "😀"}}, "UTF-16BE"},
      {"\xFF\xFE", {}, "UTF-16LE"},
  }));
  CAPTURE(rows);
  CHECK(rows_in(bytes) == rows);
  CHECK(encoding_of(bytes) == encoding);
}

TEST_CASE("a file that breaks its encoding is refused at the byte") {
  const std::string ascii(600'000, 'a');
  struct Case {
    std::string bytes;
    std::string what;
  };
  const auto [bytes, what] = GENERATE_REF(values<Case>({
      {"a,\xC0\n", ":1:3: not UTF-8 at byte 2 of the file"},
      {"订,\xFF\n", ":1:3: not UTF-8 at byte 4 of the file"},
      {gbk + "c,\xFF\n", ":2:3: not GB18030 at byte 9 of the file"},
      {gbk + "c,\xB6", ":2:3: not GB18030 at byte 9 of the file"},
      {"\xEF\xBB\xBF" + gbk, ":1:1: not UTF-8 at byte 3 of the file"},
      {"\xFF\xFE" + utf16(u"ab,\xD83D\n", true), ":1:4: not UTF-16LE at byte 8 of the file"},
      {"\xFF\xFE" + utf16(u"ab,\xDE00", true), ":1:4: not UTF-16LE at byte 8 of the file"},
      {"\xFE\xFF" + utf16(u"ab\n", false) + "c", ":2:1: not UTF-16BE at byte 8 of the file"},
      // What came first decides.
      {"订\n" + ascii + "\n" + gbk, ":3:1: not UTF-8 at byte 600005 of the file"},
      {gbk + ascii + "\n订\n", ":3:2: not GB18030 at byte 600010 of the file"},
  }));
  CAPTURE(what);
  CHECK(refused_for(bytes).what == what);
}

TEST_CASE("a file may begin in ASCII and go on in any encoding, wherever its blocks end") {
  for (const std::size_t before : {262'141U, 262'142U, 262'143U, 524'287U, 1'048'575U}) {
    std::string ascii;
    while (ascii.size() + 101 < before) ascii += std::string(100, 'a') + '\n';
    ascii += std::string(before - ascii.size() - 1, 'b') + '\n';
    std::string utf8, other;
    for (int i = 0; i < 100'000; ++i) {
      utf8 += "订单\n";
      other += "\xB6\xA9\xB5\xA5\n";
    }
    CAPTURE(before);
    const auto rows = rows_in(ascii + utf8);
    CHECK(rows.back() == Texts{"订单"});
    CHECK((rows_in(ascii + other) == rows));
  }
}

TEST_CASE("what a dialect states holds whatever the bytes say") {
  CHECK(rows_in("a,b;c\n", {.separator = ';'}) == Rows{{"a,b", "c"}});
  CHECK(rows_in("a|b,c\n", {.separator = '|'}) == Rows{{"a", "b,c"}});
  CHECK(rows_in("\"a\",5\" b\n", {.quoted = false}) == Rows{{"\"a\"", "5\" b"}});
  CHECK(rows_in("`a,`b`\n``,\"`c\"\n", {.strip = '`'}) == Rows{{"a", "b"}, {"", "c"}});
  CHECK(rows_in(utf16(u"订,b\n", true), {.encoding = Encoding::utf16le}) == Rows{{"订", "b"}});
  CHECK(rows_in("\xFF\xFE" + utf16(u"订,b\n", true), {.encoding = Encoding::utf16le}) == Rows{{"订", "b"}});
  CHECK(rows_in("\xE4\xBC\x9A\xE5\n", {.encoding = Encoding::gb18030}) == Rows{{"浼氬"}});
  CHECK(refused_for(gbk, {.encoding = Encoding::utf8}).what == ":1:1: not UTF-8 at byte 0 of the file");
}

TEST_CASE("the separator is the one that most of the first lines have equally often") {
  const auto [text, separator] = GENERATE(table<std::string, std::string>({
      {"", "comma"},
      {"a\nb\n", "comma"},
      {"a,b\n1,2\n", "comma"},
      {"a;b\n1;2\n", "semicolon"},
      {"a\tb\n1\t2\n", "tab"},
      {"a;b", "semicolon"},
      {"a;b,c", "comma"},
      {"id;price;paid\n1;12,50;3,00\n2;1,00;1,00\n", "semicolon"},
      {"id,tags\n1,a;b\n2,c;d\n", "comma"},
      {"id,tags\n\"1;2;3\",a;b\n\"1;2;3\",c;d\n", "comma"},
      {"\"a;b\";\"c,d\"\n\"e,f\";\"g\"\n", "semicolon"},
      {"\"a\n;\n;\",b\n", "comma"},
      {"*** Shop ***\nday: today\na;b;c\n1;2;3\n", "semicolon"},
      {"# a, b, c\n# d\na\tb\n1\t5\" x\n2\ty\n", "tab"},
      {"id,note\n\t1,x\n\t2,y\n", "comma"},
  }));
  CAPTURE(text);
  CHECK(separator_name(separator_of(text, true)) == separator);
}

TEST_CASE("quotes become letters where the header says of what kind the file is") {
  const TextFile file("order\tname\n1\t\"a\" 5\"\n2\t\"x\n");
  const auto source = open_rows(file.path());
  Row row;
  REQUIRE(source->next(row));
  const auto header = row.origin;
  source->read_unquoted();
  REQUIRE(source->next(row));
  CHECK(kept_cells(row)[1] == "\"a\" 5\"");
  CHECK(source->cells_of(row.origin) == kept_cells(row));
  CHECK(source->place_of(row.origin, 1) == Place{2, 3});
  REQUIRE(source->next(row));
  CHECK(kept_cells(row)[1] == "\"x");
  CHECK(header.line == 1);
}

} // namespace
} // namespace loyalty::files::encoding_test
