// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::output {

/// The style of all pages.
std::string_view page_css();
/// What stands around the parts of a page, with a {{name}} where each of them goes.
std::string_view page_html();

} // namespace loyalty::output
