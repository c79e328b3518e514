// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "files/sources/xlsx/shared_strings.hpp"
#include "files/sources/xlsx/styles.hpp"
#include "files/sources/zip_file.hpp"

namespace loyalty::files {

/// Whether an archive is a workbook as Excel and WPS save it, xlsx.
bool is_workbook(const ZipFile& zip);

/// A sheet that has cells, hidden or not.
struct SheetPart {
  std::string name; ///< fit for a terminal, never empty
  ZipEntry part;
};

/// What all sheets of a workbook share. Never changes, so that several threads can read from it.
class Workbook {
 public:
  /// Throws `Error` (refused) where a part is damaged or missing, or there is no sheet.
  explicit Workbook(ZipFile zip);

  const std::string& name() const { return zip_.name(); }
  const std::vector<SheetPart>& sheets() const { return sheets_; }
  std::unique_ptr<ByteSource> open(const SheetPart& sheet) const { return zip_.open(sheet.part); }
  const SharedStrings& strings() const { return strings_; }
  const Styles& styles() const { return styles_; }
  /// Days are counted from 1904 on, not from 1900.
  bool from_1904() const { return from_1904_; }

 private:
  class Reader;

  ZipFile zip_;
  std::vector<SheetPart> sheets_;
  SharedStrings strings_;
  Styles styles_;
  bool from_1904_ = false;
};

} // namespace loyalty::files
