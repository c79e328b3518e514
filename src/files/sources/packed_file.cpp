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

Message names_of(const std::vector<const ZipEntry*>& files) {
  constexpr std::size_t most = 10;
  std::vector<Message> names;
  for (std::size_t i = 0; i < std::min(files.size(), most); ++i)
    names.push_back(Message::name(messages::shown_value(files[i]->name)));
  if (files.size() <= most) return "it holds {files}"_en(std::move(names));
  return "it holds {files} and {more} more"_en(std::move(names), files.size() - most);
}

// Other documents are zip archives too.
void refuse_documents(const ZipFile& zip) {
  const auto refuse_with = [&](std::string_view part, const Message& what) {
    if (zip.find(part) != nullptr) throw Error(Failure::refused, what, {}, save_hint);
  };
  refuse_with("xl/workbook.bin", "{file} is a binary workbook (xlsb), not CSV or XLSX"_en(zip.name()));
  refuse_with("content.xml", "{file} is an OpenDocument file, such as ods, not CSV or XLSX"_en(zip.name()));
  refuse_with("[Content_Types].xml", "{file} is a document, but no workbook"_en(zip.name()));
}

} // namespace

std::unique_ptr<ByteSource> only_file_of(const ZipFile& zip) {
  refuse_documents(zip);
  std::vector<const ZipEntry*> files;
  for (const auto& entry : zip.entries())
    if (!is_of_system(entry.name)) files.push_back(&entry);
  if (files.empty()) throw Error(Failure::refused, "{file} is a zip archive without files"_en(zip.name()));
  if (files.size() > 1)
    throw Error(Failure::refused, "{file} is a zip archive of several files"_en(zip.name()), names_of(files),
                "unpack it and import them one by one"_en);
  return zip.open(*files.front());
}

} // namespace loyalty::files
