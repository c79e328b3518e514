// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::formats {

/// The commented program that a new shop starts from: Chinese for "zh" (and "zh_CN", "zh-Hans" …), English otherwise.
std::string_view program_template(std::string_view language);

}  // namespace loyalty::formats
