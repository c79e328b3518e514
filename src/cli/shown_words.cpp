// SPDX-License-Identifier: MIT
#include "cli/session.hpp"
#include "loyalty/masking.hpp"

namespace loyalty::cli {

std::string Session::personal(std::string_view value) const {
  return globals_.show_personal ? std::string(value) : mask_identity(value);
}

std::string Session::key(std::string_view key) const {
  return globals_.show_personal ? std::string(key) : mask_key(key);
}

std::string Session::person(std::string_view name) const {
  return globals_.show_personal ? std::string(name) : mask_name(name);
}

std::string Session::shown(std::string_view text) const {
  return globals_.show_personal ? std::string(text) : mask_text(text);
}

} // namespace loyalty::cli
