// SPDX-License-Identifier: MIT
#include "loyalty/birthday.hpp"

namespace loyalty {

std::optional<Day> parse_birthday(std::string_view text) {
  if (text.size() == 5) return Day::parse(std::to_string(unknown_year).append("-").append(text));
  return Day::parse(text);
}

std::string birthday_text(Day birthday) {
  const auto text = to_string(birthday);
  return civil(birthday).year == unknown_year ? text.substr(5) : text;
}

Day without_year(Day birthday) {
  const auto known = civil(birthday);
  return Day::from_civil(unknown_year, known.month, known.day);
}

} // namespace loyalty
