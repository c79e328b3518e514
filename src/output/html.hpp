// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::output {

/// The text as a page shows it, whatever stands in it: in elements and in attributes.
std::string for_html(std::string_view text);

} // namespace loyalty::output
