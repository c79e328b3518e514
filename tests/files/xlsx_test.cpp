// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/reading.hpp"
#include "files/sources/xlsx/numbers.hpp"
#include "files/sources/xlsx/styles.hpp"
#include "files/workbook.hpp"

namespace loyalty::files::xlsx_test {
namespace {

const std::string formats = R"(<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/>)"
                            R"(<numFmt numFmtId="165" formatCode="&quot;Y: &quot;0.00&quot;m&quot;"/>)";
// 0 plain, 1 date, 2 own date, 3 own number.
const std::string styles = R"(<xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/>)";
const std::string strings =
    "<si><t>茶</t></si><si><t/></si><si><t>a</t><r><rPr/><t>b</t></r><r><t> c</t></r>"
    "<rPh><t>x</t></rPh><t>d</t></si><si><t>one_x000D_two_x005F_x_x0000_</t></si>";

TestWorkbook workbook_of(const std::string& rows) {
  return {.sheets = {{"订单", rows}}, .strings = strings, .formats = formats, .styles = styles};
}

Texts cells_of_row(const std::string& cells) {
  const auto rows = rows_in(workbook_of("<row>" + cells + "</row>").bytes());
  return rows.empty() ? Texts{} : rows.front();
}

TEST_CASE("a cell of a workbook is read as it is shown") {
  struct Case {
    std::string cells;
    Texts texts;
  };
  const auto [cells, texts] = GENERATE(values<Case>({
      {"<c r='A1' t='s'><v>0</v></c>", {"茶"}},
      {"<c t='s'><v> 0 </v></c><c t='s'><v>2</v></c>", {"茶", "ab cd"}},
      {"<c t='s'><v/></c><c><v>1</v></c>", {"", "1"}},
      {"<c t='s'><v>1</v></c><c><v>1</v></c>", {"", "1"}},
      {"<c t='s'><v>3</v></c>", {"one\rtwo_x\xEF\xBF\xBD"}},
      {"<c r='C1'><v>1</v></c><c><v>2</v></c><c r='aa1'><v>3</v></c>",
       {"", "", "1", "2", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "3"}},
      {"<c r='B1'><v>1</v></c><c r='A1'><v>2</v></c>", {"2", "1"}},
      {"<c t='inlineStr'><is><t>in</t></is></c>", {"in"}},
      {"<c t='inlineStr'><is><t>in</t></is><v>7</v></c>", {"in"}},
      {"<c t='inlineStr'><v>7</v><is><t>in</t></is></c>", {"in"}},
      {"<c t='inlineStr'><is><t><![CDATA[<a&b>]]></t></is></c>", {"<a&b>"}},
      {"<c t='inlineStr'><is><r><t>a</t></r><r><t> b </t></r><rPh><t>x</t></rPh></is></c>", {"a b "}},
      {"<c><is><t>no type</t></is></c>", {"no type"}},
      {"<c t='str'><f>A1&amp;B1</f><v>_x4F1A__xD83D__xDE00__xD83D_</v></c>", {"会😀\xEF\xBF\xBD"}},
      {"<c t='b'><v>1</v></c><c t='b'><v>0</v></c>", {"TRUE", "FALSE"}},
      {"<c t='e'><v>#N/A</v></c><c t='d'><v>2026-05-10T14:41:34</v></c>", {"#N/A", "2026-05-10T14:41:34"}},
      {"<c><v>19.899999999999999</v></c><c><v>12.0</v></c><c><v>1e2</v></c>", {"19.9", "12", "100"}},
      {"<c t='n'><v>abc</v></c><c><f>1+1</f></c><c><v>5</v></c>", {"abc", "", "5"}},
      {"<c s='1'><v>46152.61219907407</v></c><c s='2'><v>46152</v></c>", {"2026-05-10 14:41:34", "2026-05-10"}},
      {"<c s='3'><v>46152</v></c><c s='99'><v>46152</v></c><c s='x'><v>1</v></c>", {"46152", "46152", "1"}},
      {"<c s='1' t='s'><v>0</v></c><c s='1' t='str'><v>5</v></c>", {"茶", "5"}},
  }));
  CAPTURE(cells);
  CHECK(cells_of_row(cells) == texts);
}

TEST_CASE("a number of a workbook is written with the digits that count") {
  const auto [written, text] = GENERATE(table<std::string, std::string>({
      {"0", "0"},
      {"-0", "0"},
      {"0.0", "0"},
      {"007", "7"},
      {"1", "1"},
      {"-12.50", "-12.5"},
      {"123456789012345", "123456789012345"},
      {"999999999999999", "999999999999999"},
      {"1000000000000000", "1E+15"},
      {"2600000000000000", "2.6E+15"},
      {"1234567890123456", "1.23456789012346E+15"},
      {"9999999999999999", "1E+16"},
      {"2.6E+15", "2.6E+15"},
      {"241112223334445550", "2.41112223334446E+17"},
      {"1E2", "100"},
      {"1.5E-3", "0.0015"},
      {"15e-1", "1.5"},
      {"0.30000000000000004", "0.3"},
      {"19.899999999999999", "19.9"},
      {"99.99999999999999", "100"},
      {"5.6843418860808E-14", "0.000000000000056843418860808"},
      {"1E300", "1E+300"},
      {"1E9999", "1E9999"},
      {"", ""},
      {"-", "-"},
      {".", "."},
      {"1.2.3", "1.2.3"},
      {"1E", "1E"},
      {"--1", "--1"},
      {"+1", "+1"},
      {".5", "0.5"},
      {"5.", "5"},
  }));
  CAPTURE(written);
  std::string shown;
  append_number(shown, written);
  CHECK(shown == text);
}

TEST_CASE("a day of a workbook is the day that Excel shows") {
  struct Case {
    std::string written;
    bool from_1904;
    std::string text;
  };
  const auto [written, from_1904, text] = GENERATE(values<Case>({
      {"1", false, "1900-01-01"},
      {"59", false, "1900-02-28"},
      {"61", false, "1900-03-01"},
      {"46152", false, "2026-05-10"},
      {"46152.5", false, "2026-05-10 12:00:00"},
      {"46152.999999", false, "2026-05-11"},
      {"0.5", false, "12:00:00"},
      {"0", false, "00:00:00"},
      {"2958465", false, "9999-12-31"},
      {"2958466", false, "2958466"},
      {"44690", true, "2026-05-10"},
      {"-1", false, "-1"},
      {"soon", false, "soon"},
      {"nan", false, "nan"},
      {"1e400", false, "1e400"},
  }));
  CAPTURE(written);
  std::string shown;
  append_moment(shown, written, from_1904);
  CHECK(shown == text);
}

TEST_CASE("a format is a date only by what is not quoted") {
  for (const std::string date : {"yyyy-mm-dd", "m/d/yy h:mm", "[$-404]e\"年\"m", "[h]:mm:ss", "[red]d", "\"a\"dd",
                                 "mmm", "yyyy/m/d;@", "AM/PM h"})
    CHECK(is_date_format(date));
  for (const std::string other : {"General", "0.00", "\"Y: \"0.00\"m\"", "0.00E+00", "0\\d", "#,##0_d", "*d0", "[Red]0",
                                  "0;yyyy", "@", "", "\"open", "[open", "¥#,##0.00"})
    CHECK_FALSE(is_date_format(other));
}

TEST_CASE("rows and sheets come in their order, and each cell has its name") {
  TestWorkbook book{
      .sheets = {{"一月",
                  "<row r='2'><c r='B2'><v>1</v></c></row><row/><row r='4'><c/></row>"
                  "<row r='17'><c r='A17' t='str'><v/></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"},
                 {"", "<row r='9'><c r='AB9'><v>4</v></c></row>"}}};
  const TextFile file(book.bytes());
  const auto source = open_rows(file.path());
  std::vector<std::string> places;
  for (Row row; source->next(row);) {
    places.push_back(place_text("f", source->place_of(row.origin)) + ' ' +
                     place_text("f", source->place_of(row.origin, row.cells.size() - 1)));
    CHECK(source->cells_of(row.origin) == kept_cells(row));
    CHECK(source->facts().at(1).second == source->sheet_name(row.origin.sheet));
  }
  CHECK(places == std::vector<std::string>{"f:一月!2 f:一月!B2", "f:一月!17 f:一月!B17", "f:一月!18 f:一月!A18",
                                           "f:sheet 2!9 f:sheet 2!AB9"});
}

TEST_CASE("parts are found however the archive spells them") {
  auto parts = workbook_of("<row><c><v>1</v></c></row>").parts();
  const auto part = [&](std::string_view name) -> Packed& { return *std::ranges::find(parts, name, &Packed::name); };
  const Rows expected{{"1"}};
  SECTION("by capitals") {
    part("xl/worksheets/sheet1.xml").name = "XL\\Worksheets\\Sheet1.XML";
    CHECK(rows_in(zip_of(parts)) == expected);
  }
  SECTION("by a way around") {
    auto& relations = part("xl/_rels/workbook.xml.rels").content;
    relations.replace(relations.find("worksheets/"), 11, "../xl/./worksheets/");
    CHECK(rows_in(zip_of(parts)) == expected);
  }
  SECTION("in the Strict form, with prefixes") {
    part("xl/worksheets/sheet1.xml").content =
        "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row r='1'><x:c r='A1'>"
        "<x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    CHECK(rows_in(zip_of(parts)) == expected);
  }
  SECTION("packed") {
    for (auto& each : parts) each.deflated = true;
    CHECK(rows_in(zip_of(parts)) == expected);
  }
  SECTION("with a chart between the sheets") {
    auto& list = part("xl/workbook.xml").content;
    list.replace(list.find("<sheets>"), 8, "<sheets><sheet name='c' r:id='rC'/>");
    auto& relations = part("xl/_rels/workbook.xml.rels").content;
    relations.replace(relations.find("<Relationships>"), 15,
                      "<Relationships><Relationship Id='rC' Type='x/chartsheet' Target='none.xml'/>");
    CHECK(rows_in(zip_of(parts)) == expected);
  }
}

TEST_CASE("days are counted from 1904 where the workbook says so") {
  auto book = workbook_of("<row><c s='1'><v>44690</v></c></row>");
  book.properties = "<workbookPr date1904='1'/>";
  CHECK(rows_in(book.bytes()) == Rows{{"2026-05-10"}});
}

TEST_CASE("cells that are not wanted come empty, and are told again whole") {
  std::string rows;
  constexpr std::size_t count = 30'000;
  for (std::size_t i = 1; i <= count; ++i)
    rows += "<row><c><v>" + std::to_string(i) + "</v></c><c t='str'><v>a text for row " + std::to_string(i) +
            "</v></c><c t='s'><v>0</v></c></row>";
  const TextFile file(workbook_of(rows).bytes());
  const auto source = open_rows(file.path());
  Row row;
  REQUIRE(source->next(row));
  source->close_window();
  const std::vector<std::size_t> wanted{0, 2};
  source->want(wanted);
  std::vector<RowOrigin> origins;
  std::string text;
  for (std::deque<std::string> aside; source->open_window(text, aside); source->close_window()) {
    while (source->next_in_window(row)) {
      origins.push_back(row.origin);
      const bool right =
          row.cells[0] == std::to_string(row.origin.line) && row.cells[1].empty() && row.cells[2] == "茶";
      if (!right) FAIL("row " << row.origin.line);
    }
    CHECK(text.size() < 3'000'000);
  }
  REQUIRE(origins.size() == count - 1);
  // From the end, to and fro: each is found, and the sheet is not read again for every one.
  for (std::size_t i = 0; i < origins.size(); i += 7) {
    const auto& origin = i % 2 == 0 ? origins[origins.size() - 1 - i] : origins[i];
    if (source->cells_of(origin)[1] != "a text for row " + std::to_string(origin.line)) FAIL("row " << origin.line);
  }
}

} // namespace
} // namespace loyalty::files::xlsx_test
