// SPDX-License-Identifier: MIT
#include "cli/language.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/shop_files.hpp"

namespace loyalty::cli {
namespace {

/// "C.UTF-8" speaks no language.
bool says_language(std::string_view locale) { return !locale.empty() && locale != "POSIX" && !locale.starts_with("C"); }

/// `language = "zh"` of a program file, without reading the rules.
std::string language_of(const std::string& program) {
  // A pipe can be read but once, and a device may have no end.
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(program, unknown)) return {};
  std::ifstream file(program);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("language")) continue;
    const auto open = line.find('"');
    if (open != std::string::npos) return line.substr(open + 1, line.find('"', open + 1) - open - 1);
  }
  return {};
}

} // namespace

bool is_language(std::string_view typed) { return typed == "zh" || typed == "en" || typed == "xx"; }

messages::Language chosen_language(std::string_view typed, const std::string& program) {
  std::string language(is_language(typed) ? typed : "");
  for (const char* name : {"LOYALTY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); language.empty() && value != nullptr && says_language(value))
      language = value;
  const std::string usual = "loyalty.toml";
  if (language.empty())
    language = language_of(find_shop_file(program.empty() ? usual : program, "LOYALTY_PROGRAM", usual).path);
  if (language == "xx") return messages::Language::marked;
  return language.starts_with("zh") ? messages::Language::chinese : messages::Language::english;
}

} // namespace loyalty::cli
