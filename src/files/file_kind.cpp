// SPDX-License-Identifier: MIT
#include "files/file_kind.hpp"

#include <algorithm>
#include <cctype>

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (auto& letter : result) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return result;
}

bool web_page(std::string_view start) {
  const auto text = lower(start.substr(std::min(start.find_first_not_of(" \t\r\n"), start.size())));
  return text.starts_with("<html") || text.starts_with("<table") || text.starts_with("<!doctype") ||
         text.starts_with("<?xml");
}

// What the file is instead of text; empty: it may be text.
std::string_view foreign_kind(std::string_view start) {
  if (start.starts_with("PK\x03\x04")) return "is a workbook (xlsx) or another zip archive, not CSV";
  if (start.starts_with("\xD0\xCF\x11\xE0")) return "is an old Excel workbook (xls), not CSV";
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return "is UTF-16 text, not UTF-8";
  if (web_page(start)) return "is a web page, whatever its name says, not CSV";
  if (start.find('\0') != std::string_view::npos) return "is a binary file, not CSV";
  return {};
}

bool looks_like_gbk(std::string_view rest) {
  if (rest.size() < 2) return false;
  const auto first = static_cast<unsigned char>(rest[0]);
  const auto second = static_cast<unsigned char>(rest[1]);
  return first >= 0x81 && first <= 0xFE && second >= 0x40 && second <= 0xFE && second != 0x7F;
}

} // namespace

bool is_text(std::string_view start) { return foreign_kind(start).empty(); }

void refuse_foreign(const std::string& name, std::string_view start) {
  throw Error(Failure::refused, name + " " + std::string(foreign_kind(start)), "order files are CSV in UTF-8",
              "open it in Excel or WPS and save it as \"CSV UTF-8 (comma delimited)\"");
}

std::string encoding_hint(std::string_view rest) {
  const std::string save = "save it as \"CSV UTF-8 (comma delimited)\" in Excel or WPS";
  if (!looks_like_gbk(rest)) return save;
  return "the file looks like GBK: " + save + ", or run iconv -f GB18030 -t UTF-8";
}

} // namespace loyalty::files
