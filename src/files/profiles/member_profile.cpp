// SPDX-License-Identifier: MIT
#include "files/profiles/member_profile.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "files/profiles/written_value.hpp"
#include "loyalty/birthday.hpp"

namespace loyalty::files {

const MemberProfileColumn* MemberProfile::find(MemberColumn column) const {
  const auto found = std::ranges::find(columns, column, &MemberProfileColumn::column);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string_view> MemberProfile::all_names() const {
  auto all = required;
  for (const auto& column : columns)
    for (const auto each : column.names)
      if (std::ranges::find(all, each) == all.end()) all.push_back(each);
  return all;
}

std::optional<Day> exported_day(std::string_view text) {
  // A bare number can be anything.
  if (text.find_first_not_of("0123456789.") == std::string_view::npos && std::ranges::count(text, '.') != 2)
    return std::nullopt;
  const auto moment = parse_written_moment(text, DateOrder::year_first);
  return moment ? std::optional(moment->moment.day()) : std::nullopt;
}

std::optional<Day> exported_birthday(std::string_view text) {
  if (const auto day = exported_day(text)) return day;
  const auto moment =
      parse_written_moment(std::to_string(unknown_year) + "-" + std::string(text), DateOrder::year_first);
  return moment && moment->moment.is_day_only() ? std::optional(moment->moment.day()) : std::nullopt;
}

std::optional<Money> exported_money(std::string_view text, Currency currency) {
  return parse_written_money(text, currency, '.');
}

std::span<const MemberProfile* const> all_member_profiles() {
  static const std::array<const MemberProfile*, 2> all{
      &youzan_members(),
      &generic_members(),
  };
  return all;
}

} // namespace loyalty::files
