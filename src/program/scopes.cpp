// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

std::optional<std::vector<unsigned>> read_weekdays(const Field& field) {
  std::vector<unsigned> days;
  for (const auto& item : one_or_more(field)) {
    const auto day = read_choice(item, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
    if (!day) return std::nullopt;
    days.push_back(static_cast<unsigned>(*day) + 1);
  }
  return days;
}

std::optional<std::vector<unsigned>> read_month_days(const Field& field) {
  std::vector<unsigned> days;
  for (const auto& item : one_or_more(field)) {
    const auto day = read_whole(item, 1, 31);
    if (!day) return std::nullopt;
    days.push_back(static_cast<unsigned>(*day));
  }
  return days;
}

} // namespace

void read_scope_orders(Section& section, Scope& scope) {
  section.read("weekday", read_weekdays, scope.weekdays);
  section.read("month_day", read_month_days, scope.month_days);
  section.read("every", whole(1, most_times), scope.every);
  section.read("host", read_lines, scope.hosts);
  section.read("channel", read_lines, scope.channels);
}

} // namespace loyalty::program
