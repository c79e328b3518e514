// SPDX-License-Identifier: MIT
//
// Turns a generic order file on standard input into a workbook, with further columns as platforms have them.
//
//   bench_workbook WORKBOOK COLUMNS <orders.csv
//
// Texts are shared, amounts numbers, times numbers with a date format, as Excel and WPS write them. The dimension lies,
// as it often does.

#include <minizip/zip.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

const std::string schema = "http://schemas.openxmlformats.org/";

/// An archive that is written part by part.
class Archive {
 public:
  explicit Archive(const char* path) : handle_(zipOpen64(path, 0)) {
    if (handle_ == nullptr) std::exit(EXIT_FAILURE);
  }
  void begin(const char* part) {
    zipOpenNewFileInZip64(handle_, part, nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 6, 1);
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  }
  void write(const std::string& text) {
    if (zipWriteInFileInZip(handle_, text.data(), static_cast<unsigned>(text.size())) != ZIP_OK)
      std::exit(EXIT_FAILURE);
  }
  void end() { zipCloseFileInZip(handle_); }
  void add(const char* part, const std::string& text) {
    begin(part);
    write(text);
    end();
  }
  void close() { zipClose(handle_, nullptr); }

 private:
  zipFile handle_;
};

/// Texts and their numbers.
class Shared {
 public:
  std::string cell(const std::string& text) {
    const auto [found, is_new] = numbers_.try_emplace(text, texts_.size());
    if (is_new) texts_.push_back(text);
    return " t=\"s\"><v>" + std::to_string(found->second) + "</v></c>";
  }
  std::string part() const {
    std::string all = "<sst xmlns=\"" + schema + "spreadsheetml/2006/main\" count=\"1\" uniqueCount=\"1\">";
    for (const auto& text : texts_) all += "<si><t>" + text + "</t></si>";
    return all + "</sst>";
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::string> texts_;
};

std::string letters(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  return name;
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> result(1);
  for (const auto letter : line)
    if (letter == ',')
      result.emplace_back();
    else
      result.back() += letter;
  return result;
}

std::string further(std::size_t column, std::uint64_t row, Shared& shared) {
  const auto mixed = row * 0x9e3779b97f4a7c15 + column * 0xbf58476d1ce4e5b9;
  const auto number = (mixed >> 33) % 20'000;
  switch (column % 6) {
    case 0: return "><v>" + std::to_string(number / 100) + "." + std::to_string(number % 100) + "</v></c>";
    case 1: return shared.cell("规格" + std::to_string(number % 3000));
    case 2: return " s=\"1\"><v>" + std::to_string(45'000 + row / 200) + ".51219907407</v></c>";
    case 3: return "/>";
    case 4: return shared.cell("-");
    default: return shared.cell("广东省深圳市测试路" + std::to_string(number) + "号");
  }
}

std::string row_of(const std::vector<std::string>& order, std::size_t columns, std::uint64_t number, Shared& shared) {
  const auto name = std::to_string(number);
  std::string row = "<row r=\"" + name + "\">";
  for (std::size_t column = 0; column < columns; ++column) {
    row += "<c r=\"" + letters(column) + name + '"';
    if (number == 1)
      row += shared.cell(column < order.size() ? order[column] : "列" + std::to_string(column));
    else if (column >= order.size())
      row += further(column, number, shared);
    else if (column == 3)
      row += "><v>" + order[column] + "</v></c>";
    else
      row += shared.cell(order[column]);
  }
  return row + "</row>";
}

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + schema + "officeDocument/2006/relationships/" + type +
         "\" Target=\"" + target + "\"/>";
}

std::string relations(const std::string& all) {
  return "<Relationships xmlns=\"" + schema + "package/2006/relationships\">" + all + "</Relationships>";
}

void add_small_parts(Archive& archive) {
  const auto main = schema + "spreadsheetml/2006/main";
  const auto type = [](const std::string& part, const std::string& kind) {
    return "<Override PartName=\"/xl/" + part +
           "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + kind + "+xml\"/>";
  };
  archive.add("[Content_Types].xml",
              "<Types xmlns=\"" + schema +
                  "package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                  "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                  "ContentType=\"application/xml\"/>" +
                  type("workbook.xml", "sheet.main") + type("worksheets/sheet1.xml", "worksheet") +
                  type("sharedStrings.xml", "sharedStrings") + type("styles.xml", "styles") + "</Types>");
  archive.add("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml")));
  archive.add("xl/_rels/workbook.xml.rels",
              relations(relation("r1", "worksheet", "worksheets/sheet1.xml") +
                        relation("r2", "sharedStrings", "sharedStrings.xml") + relation("r3", "styles", "styles.xml")));
  archive.add("xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + schema +
                                     "officeDocument/2006/relationships\"><sheets><sheet name=\"订单\" sheetId=\"1\" "
                                     "r:id=\"r1\"/></sheets></workbook>");
  archive.add("xl/styles.xml", "<styleSheet xmlns=\"" + main +
                                   "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" "
                                   "applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_workbook WORKBOOK COLUMNS <orders.csv\n";
    return 2;
  }
  Archive archive(argv[1]);
  const auto columns = std::strtoull(argv[2], nullptr, 10);
  Shared shared;
  archive.begin("xl/worksheets/sheet1.xml");
  archive.write("<worksheet xmlns=\"" + schema + "spreadsheetml/2006/main\"><dimension ref=\"A1\"/><sheetData>");
  std::uint64_t number = 0;
  for (std::string line; std::getline(std::cin, line);) archive.write(row_of(fields(line), columns, ++number, shared));
  archive.write("</sheetData></worksheet>");
  archive.end();
  archive.add("xl/sharedStrings.xml", shared.part());
  add_small_parts(archive);
  archive.close();
}
