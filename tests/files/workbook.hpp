// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "files/packed.hpp"

namespace loyalty::files {

/// A workbook as a table of its parts, to be spoiled by tests.
struct TestWorkbook {
  std::vector<std::pair<std::string, std::string>> sheets = {}; ///< names, and rows as XML
  std::string strings = {};                                     ///< its shared texts: <si>…</si>
  std::string formats = {};                                     ///< <numFmt …/>
  std::string styles = {};                                      ///< <xf …/> of cells
  std::string properties = {};                                  ///< <workbookPr …/>

  std::vector<Packed> parts() const {
    const std::string schema = "http://schemas.openxmlformats.org/";
    const auto relation = [&](const std::string& id, const std::string& type, const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + schema + "officeDocument/2006/relationships/" + type +
             "\" Target=\"" + target + "\"/>";
    };
    const auto relations = [](const std::string& all) { return "<Relationships>" + all + "</Relationships>"; };
    std::string list,
        used = relation("rS", "sharedStrings", "sharedStrings.xml") + relation("rF", "styles", "/xl/styles.xml");
    std::vector<Packed> all;
    for (const auto& [name, rows] : sheets) {
      const auto number = std::to_string(all.size() + 1);
      list += "<sheet name=\"" + name + "\" sheetId=\"" + number + "\" r:id=\"r" + number + "\"/>";
      used += relation("r" + number, "worksheet", "worksheets/sheet" + number + ".xml");
      all.push_back({"xl/worksheets/sheet" + number + ".xml",
                     "<worksheet><dimension ref=\"A1\"/><sheetData>" + rows + "</sheetData></worksheet>"});
    }
    all.push_back({"[Content_Types].xml", "<Types/>"});
    all.push_back({"_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))});
    all.push_back(
        {"xl/workbook.xml", "<workbook xmlns:r=\"r\">" + properties + "<sheets>" + list + "</sheets></workbook>"});
    all.push_back({"xl/_rels/workbook.xml.rels", relations(used)});
    all.push_back({"xl/sharedStrings.xml", "<sst count=\"1\" uniqueCount=\"999999999\">" + strings + "</sst>"});
    all.push_back({"xl/styles.xml", "<styleSheet><numFmts>" + formats +
                                        "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" +
                                        styles + "</cellXfs></styleSheet>"});
    return all;
  }
  std::string bytes() const { return zip_of(parts()); }
};

} // namespace loyalty::files
