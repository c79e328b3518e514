// SPDX-License-Identifier: MIT
#include "files/sources/packed_file.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "files/sources/file_kind.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

bool is_of_system(std::string_view name) {
  return name.ends_with('/') || name.starts_with("__MACOSX/") || name == ".DS_Store" || name.ends_with("/.DS_Store");
}

std::string names_of(const std::vector<const ZipEntry*>& files) {
  constexpr std::size_t most = 10;
  std::string names = "it holds ";
  for (std::size_t i = 0; i < std::min(files.size(), most); ++i)
    names += (i == 0 ? "" : ", ") + messages::shown_value(files[i]->name);
  if (files.size() > most) names += " and " + std::to_string(files.size() - most) + " more";
  return names;
}

// Other documents are zip archives too.
void refuse_documents(const ZipFile& zip) {
  for (const auto& [part, kind] : {std::pair{"xl/workbook.bin", "is a binary workbook (xlsb)"},
                                   {"content.xml", "is an OpenDocument file, such as ods"},
                                   {"[Content_Types].xml", "is a document, but no workbook"}})
    if (zip.find(part) != nullptr)
      throw Error(Failure::refused, zip.name() + ' ' + kind + ", not CSV or XLSX", "", std::string(save_hint));
}

} // namespace

std::unique_ptr<ByteSource> only_file_of(const ZipFile& zip) {
  refuse_documents(zip);
  std::vector<const ZipEntry*> files;
  for (const auto& entry : zip.entries())
    if (!is_of_system(entry.name)) files.push_back(&entry);
  if (files.empty()) throw Error(Failure::refused, zip.name() + " is a zip archive without files", "", "");
  if (files.size() > 1)
    throw Error(Failure::refused, zip.name() + " is a zip archive of several files", names_of(files),
                "unpack it and import them one by one");
  return zip.open(*files.front());
}

} // namespace loyalty::files
