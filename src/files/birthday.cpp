// SPDX-License-Identifier: MIT
#include "files/birthday.hpp"

#include <fmt/format.h>

namespace loyalty::files {

std::optional<Day> parse_birthday(std::string_view text) {
  if (text.size() == 5) return Day::parse(fmt::format("{}-{}", unknown_year, text));
  return Day::parse(text);
}

std::string birthday_text(Day birthday) {
  const auto text = to_string(birthday);
  return civil(birthday).year == unknown_year ? text.substr(5) : text;
}

} // namespace loyalty::files
