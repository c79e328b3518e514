// SPDX-License-Identifier: MIT
#include "loyalty/closed.hpp"

namespace loyalty {

bool is_closed(const History& history, Day day) { return closed_since(history, day) != never; }

Day closed_since(const History& history, Day day) {
  Day since = never;
  for (const auto& act : history.acts) {
    if (act.day > day) continue;
    if (!is_closed_after(act, since != never))
      since = never;
    else if (since == never)
      since = act.day;
  }
  return since;
}

Day first_open_day(const History& history, Day from) {
  if (!is_closed(history, from)) return from;
  for (const auto& act : history.acts)
    if (act.kind == ActKind::reopen && act.day > from && !is_closed(history, act.day)) return act.day;
  return never;
}

std::vector<Day> closing_days(const History& history) {
  std::vector<Day> days;
  bool before = false;
  bool after = false;
  for (std::size_t at = 0; at < history.acts.size(); ++at) {
    const Day day = history.acts[at].day;
    after = is_closed_after(history.acts[at], after);
    if (at + 1 < history.acts.size() && history.acts[at + 1].day == day) continue;
    if (after && !before) days.push_back(day);
    before = after;
  }
  return days;
}

} // namespace loyalty
