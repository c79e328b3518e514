// SPDX-License-Identifier: MIT
#include "rosters.hpp"

#include <algorithm>

namespace loyalty {

void Rosters::follow() {
  const Program& program = today_.program();
  for (const auto& group : program.groups) {
    const auto place = std::find(inside_.begin(), inside_.end(), group.id);
    const bool inside = place != inside_.end();
    const bool belongs = !today_.closed && measures_.meets(group.who);
    if (belongs == inside) continue;
    change(group.id, !inside);
    if (inside)
      inside_.erase(place);
    else
      inside_.push_back(group.id);
  }
  std::erase_if(inside_, [&](const std::string& id) {
    if (program.group(id) != nullptr) return false;
    change(id, false);
    return true;
  });
}

void Rosters::change(const std::string& group, bool enters) {
  today_.conclusions.roster_changes.push_back({today_.day, group, enters});
}

Day Rosters::next_day(Day day) const {
  Day next = never;
  for (const auto& group : today_.program().groups)
    if (const Day turn = measures_.next_change(group.who, day); turn > day) next = std::min(next, turn);
  return next;
}

} // namespace loyalty
