// SPDX-License-Identifier: MIT
#include "cli/shop_files.hpp"

#include <cstdlib>
#include <filesystem>

namespace loyalty::cli {
namespace {

namespace fs = std::filesystem;

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

fs::path home_folder() {
  if (const auto folder = from_environment("XDG_CONFIG_HOME"); !folder.empty()) return fs::path(folder) / "loyalty";
  const auto home = from_environment("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".config" / "loyalty";
}

} // namespace

ShopFile find_shop_file(const std::string& named, const char* variable, std::string_view name) {
  if (named != name)
    return {named, named == from_environment(variable) ? ShopFile::By::environment : ShopFile::By::option};
  std::error_code unknown;
  if (fs::exists(fs::symlink_status(name, unknown))) return {std::string(name), ShopFile::By::here};
  const auto at_home = home_folder() / name;
  if (!home_folder().empty() && fs::exists(at_home, unknown)) return {at_home.string(), ShopFile::By::home};
  return {std::string(name), ShopFile::By::here};
}

} // namespace loyalty::cli
