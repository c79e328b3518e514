// SPDX-License-Identifier: MIT
#include "loyalty/closed.hpp"

namespace loyalty {

bool is_closed(const History& history, Day day) {
  bool closed = false;
  for (const auto& act : history.acts)
    if (act.day <= day) closed = is_closed_after(act, closed);
  return closed;
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
