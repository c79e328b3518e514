// SPDX-License-Identifier: MIT
#include "files/packed.hpp"

#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/reading.hpp"
#include "files/workbook.hpp"

namespace loyalty::files::packed_test {
namespace {

using namespace std::string_literals;

const std::string csv = "a,b\n1,2\n";
const Rows expected{{"a", "b"}, {"1", "2"}};
const TestWorkbook book{.sheets = {{"s",
                                    "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
                                    "<row><c><v>1</v></c><c><v>2</v></c></row>"}}};

TEST_CASE("rows are read however they are packed, and every byte of the file is seen once") {
  const auto bytes = GENERATE(values<std::string>({
      csv,
      gzip_of(csv),
      gzip_of("a,b\n") + gzip_of("1,2\n"),
      gzip_of("\xEF\xBB\xBF" + csv),
      zip_of({{"orders.csv", csv, true}}),
      zip_of({{"orders/", ""}, {"orders/orders.txt", csv}, {"__MACOSX/._orders", "x"}, {"orders/.DS_Store", "x"}}),
      book.bytes(),
      gzip_of(book.bytes()),
      zip_of({{"orders.xlsx", book.bytes(), true}}),
  }));
  CHECK(rows_in(bytes) == expected);
  const TextFile file(bytes);
  std::string seen;
  const auto source = open_rows(file.path(), [&](std::string_view block) { seen += block; });
  for (Row row; source->next(row);) continue;
  CHECK((seen == bytes));
}

TEST_CASE("what was packed is told") {
  const auto [bytes, fact] = GENERATE(table<std::string, std::string>({
      {gzip_of(csv), "gzip"},
      {zip_of({{"orders.csv", csv}}), "zip"},
      {zip_of({{"orders.xlsx", book.bytes()}}), "zip"},
  }));
  const TextFile file(bytes);
  CHECK(open_rows(file.path())->facts().back() == std::pair<std::string, std::string>{"compression", fact});
}

std::string bomb() {
  std::string rows;
  while (rows.size() < 100'000'000) rows += "a,b\n";
  return rows;
}

std::string without_end(const std::string& bytes, std::size_t missing) {
  return bytes.substr(0, bytes.size() - missing);
}

std::string spoiled(std::string_view part, const std::string& content) {
  auto parts = book.parts();
  std::erase_if(parts, [&](const Packed& each) { return each.name == part && content.empty(); });
  for (auto& each : parts)
    if (each.name == part) each.content = content;
  return zip_of(parts);
}

std::string sheet(const std::string& rows) {
  return spoiled("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
}

std::string locked_workbook() {
  std::string name;
  for (const auto letter : "EncryptedPackage"s) name += {letter, '\0'};
  return "\xD0\xCF\x11\xE0"s + std::string(300'000, '\0') + name + std::string(500, '\0');
}

struct Refusal {
  std::string bytes;
  std::string what;
  std::string hint;
};

void check(const std::vector<Refusal>& refusals) {
  for (const auto& [bytes, what, hint] : refusals) {
    CAPTURE(what);
    const auto refused = refused_for(bytes);
    CAPTURE(refused.what);
    CHECK(refused.what.find(what) != std::string::npos);
    CHECK(refused.what == refused.what.substr(0, refused.what.find('\n')));
    CHECK(refused.hint.find(hint) != std::string::npos);
  }
}

TEST_CASE("a file of which no rows can be read is refused with what it is and what to do") {
  check({
      {"\xD0\xCF\x11\xE0"s + std::string(2000, '\1'), " is an old Excel workbook (xls), not CSV or XLSX", "save it as"},
      {locked_workbook(), " is protected by a password", "take the password off"},
      {"<html><table>", " is a web page or XML, whatever its name says, not CSV or XLSX", "save it as"},
      {"\xEF\xBB\xBF<?xml version='1.0'?><Workbook/>", " is a web page or XML", "save it as"},
      {without_end(gzip_of(csv), 1), " is a damaged gzip file", "again"},
      {without_end(gzip_of(csv), 9), " is a damaged gzip file", "again"},
      {gzip_of(csv) + "rest", " is a damaged gzip file", "again"},
      {gzip_of(gzip_of(csv)), " is packed more than once", "unpack it"},
      {zip_of({{"a.gz", gzip_of(csv)}}), " is packed more than once", "unpack it"},
      {gzip_of(bomb()), " unpacks to more than 250 times its size", "unpack it"},
      {zip_of({{"a.csv", bomb(), true}}), ": a.csv unpacks to more than 250 times its size", "unpack it"},
      {zip_of({{"__MACOSX/x", "x"}}), " is a zip archive without files", ""},
      {zip_of({{"a.csv", csv}, {"b.csv", csv}}), " is a zip archive of several files", "one by one"},
      {zip_of({{"a.csv", csv, false, 1}}), " is protected by a password", "take the password off"},
      {zip_of({{"a.csv", csv, false, 0, 93}}), " is packed by method 93", "unpack it"},
      {zip_of({{"a.csv", csv, true, 0, -1, "other"}}), " is a damaged zip archive or workbook", "again"},
      {without_end(zip_of({{"a.csv", csv}}), 30), " is a damaged zip archive or workbook", "again"},
      {zip_of({{"mimetype", "x"}, {"content.xml", "x"}}), " is an OpenDocument file, such as ods", "save it as"},
      {zip_of({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "x"}}), " is a document, but no workbook", ""},
      {zip_of({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.bin", "x"}}), " is a binary workbook (xlsb)",
       "save it as"},
  });
}

TEST_CASE("a damaged or impossible workbook is refused at its part or cell") {
  const std::string long_text(600'000, 'x');
  check({
      {sheet("<row><c></row>"), ": xl/worksheets/sheet1.xml is damaged: mismatched tag in line 1", "save it again"},
      {sheet("<row><c><v>&x;</v></c></row>"), " is damaged: undefined entity", "save it again"},
      {sheet("<row r='1'><c t='s'><v>7</v></c></row>"), ":s!A1: the cell names text 7 of 0", "save it again"},
      {sheet("<row r='3'><c r='H3' t='s'><v>-1</v></c></row>"), ":s!H3: the cell names text -1 of 0", "save it again"},
      {sheet("<row r='1'><c r='XFE1'/></row>"), ":s!1: a sheet has no more than 16384 columns", ""},
      {sheet("<row r='1'><c r='ZZZZZZZZZZ1'/></row>"), " no more than 16384 columns", ""},
      {sheet("<row r='1048577'/>"), ":s!1048577: a sheet has no more than 1048576 rows", ""},
      {sheet("<row r='5'/><row r='5'/>"), ":s!5: this row comes after row 5", ""},
      {sheet("<row r='x'/>"), ":s!0: this row comes after row 0", ""},
      {sheet("<row><c t='str'><v>" + long_text + long_text + "</v></c></row>"), ":s!A1: the cell is longer than 1 MiB",
       ""},
      {sheet("<row><c t='str'><v>" + long_text + "</v></c><c t='str'><v>" + long_text + "</v></c></row>"),
       ":s!B1: the row is longer than 1 MiB", ""},
      {sheet("<!--" + std::string(5'000'000, '-') + ">"), " is damaged: ", ""},
      {sheet("<!--" + std::string(5'000'000, 'x') + "-->"), " is damaged: it says nothing for 4 MiB", ""},
      {spoiled("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>"),
       " is damaged: it has a document type", ""},
      {spoiled("xl/worksheets/sheet1.xml", "<?xml version='1.0' encoding='GBK'?><worksheet/>"), " is damaged: ", ""},
      {spoiled("xl/worksheets/sheet1.xml", ""), " is a damaged workbook", "save it again"},
      {spoiled("xl/sharedStrings.xml", ""), " is a damaged workbook", "save it again"},
      {spoiled("xl/_rels/workbook.xml.rels", "<Relationships/>"), " is a damaged workbook", "save it again"},
      {spoiled("xl/workbook.xml", "<workbook/>"), " is a workbook without sheets", ""},
      {spoiled("xl/styles.xml", "<styleSheet>"), ": xl/styles.xml is damaged: no element found", ""},
      {spoiled("xl/sharedStrings.xml", "<sst><si><t>" + long_text + "</t><t>" + long_text + "</t></si></sst>"),
       " has a text of more than 1 MiB", ""},
  });
}

} // namespace
} // namespace loyalty::files::packed_test
