// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty::cli {

/// The names of all pages of the manual, a line each: "loyalty", "loyalty-init" and so on.
std::string manual_pages();

/// A page of the manual as scdoc takes it, made of what the help says; empty for a page that there is not.
std::string manual_page(std::string_view name);

} // namespace loyalty::cli
