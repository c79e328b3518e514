// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace loyalty::cli {

/// A file of the shop, and who says that it is this one.
struct ShopFile {
  enum class By : std::uint8_t { option, environment, here, home };

  std::string path;
  By by = By::here;
};

/// The file that was named, by an option or, with the same value, by an environment variable; else the one of this name
/// in the working folder; else, where only that is there, the one in $XDG_CONFIG_HOME/loyalty (~/.config/loyalty).
ShopFile find_shop_file(const std::string& named, const char* variable, std::string_view name);

} // namespace loyalty::cli
