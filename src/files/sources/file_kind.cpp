// SPDX-License-Identifier: MIT
#include "files/sources/file_kind.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view old_office = "\xD0\xCF\x11\xE0";

std::string lower(std::string_view text) {
  std::string result(text);
  for (auto& letter : result) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return result;
}

bool utf16_marked(std::string_view start) { return start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"); }

bool web_page(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const auto text = lower(start.substr(std::min(start.find_first_not_of(" \t\r\n"), start.size())));
  return text.starts_with("<html") || text.starts_with("<table") || text.starts_with("<!doctype") ||
         text.starts_with("<?xml");
}

// What the file is instead of text; empty: it may be text.
Message foreign_kind(const std::string& name, std::string_view start) {
  if (start.starts_with(old_office)) return "{file} is an old Excel workbook (xls), not CSV or XLSX"_en(name);
  if (web_page(start)) return "{file} is a web page or XML, whatever its name says, not CSV or XLSX"_en(name);
  if (!utf16_marked(start) && start.find('\0') != std::string_view::npos)
    return "{file} is a binary file, not CSV or XLSX"_en(name);
  return {};
}

// A locked workbook is kept in the format of old ones, under this name.
bool is_locked_workbook(std::string_view start, ByteSource& bytes) {
  constexpr auto name = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
  if (!start.starts_with(old_office)) return false;
  std::vector<char> block(ByteSource::block_size + name.size());
  std::size_t kept = 0;
  for (;;) {
    const auto size = kept + bytes.read(std::span(block).subspan(kept));
    if (size == kept) return false;
    if (std::string_view(block.data(), size).find(name) != std::string_view::npos) return true;
    kept = std::min(size, name.size() - 1);
    std::copy_n(block.begin() + static_cast<std::ptrdiff_t>(size - kept), kept, block.begin());
  }
}

} // namespace

bool is_text(std::string_view start) { return foreign_kind({}, start).empty(); }

void refuse_foreign(const std::string& name, std::string_view start, ByteSource& bytes) {
  if (is_locked_workbook(start, bytes))
    throw Error(Failure::refused, "{file} is protected by a password"_en(name), "it cannot be read without it"_en,
                "open it in Excel or WPS, take the password off and save it"_en);
  throw Error(Failure::refused, foreign_kind(name, start), {}, save_hint);
}

} // namespace loyalty::files
