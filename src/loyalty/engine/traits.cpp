// SPDX-License-Identifier: MIT
#include "traits.hpp"

#include <algorithm>

namespace loyalty {

void Traits::learn(const Act& act) {
  switch (act.kind) {
    case ActKind::tag: tags_.insert(act.subject); break;
    case ActKind::untag: tags_.erase(act.subject); break;
    case ActKind::field:
      if (act.text.empty())
        fields_.erase(act.subject);
      else
        fields_[act.subject] = act.text;
      break;
    case ActKind::grant:
      // One tier is granted at a time; a later word replaces the one before.
      for (auto& grant : grants_) grant.until = std::min(grant.until, act.day - 1);
      grants_.push_back({act.subject, act.day, act.until});
      break;
    case ActKind::membership:
    case ActKind::end_membership: memberships_.learn(act); break;
    case ActKind::activity: done_.push_back({act.subject, act.day, act.points}); break;
    default: break;
  }
}

bool Traits::bears(const std::vector<std::string>& tags) const {
  return std::any_of(tags.begin(), tags.end(), [this](const std::string& tag) { return tags_.contains(tag); });
}

const std::string* Traits::field(const std::string& name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? nullptr : &found->second;
}

Traits::Floor Traits::floor(const Program& program, Day day) const {
  Floor floor;
  const auto raise = [&](const std::string& tier, Day from, Day until) {
    if (day < from || until < day) return;
    const auto* granted = program.tier(tier);
    if (granted != nullptr) floor.raise(static_cast<int>(granted - program.tiers.data()), until);
  };
  for (const auto& grant : grants_) raise(grant.tier, grant.from, grant.until);
  for (const auto& term : memberships())
    if (const auto* plan = program.plan(term.plan); plan != nullptr && !plan->tier.empty())
      raise(plan->tier, term.from, term.until);
  return floor;
}

std::int64_t Traits::activities(const std::string& kind, Day first, Day last) const {
  std::int64_t times = 0;
  for (const auto& each : done_)
    if (each.kind == kind && first <= each.day && each.day <= last) times += each.times;
  return times;
}

std::int64_t Traits::streak(const std::string& kind, Day through) const {
  std::int64_t days = 0;
  for (auto each = done_.rbegin(); each != done_.rend() && each->day >= through; ++each) {
    if (each->kind != kind || each->day != through) continue;
    ++days;
    through = through - 1;
  }
  return days;
}

Day Traits::first_activity(const std::string& kind, Day first) const {
  for (const auto& each : done_)
    if (each.kind == kind && each.day >= first) return each.day;
  return never;
}

Day Traits::next_day(Day day) const {
  Day next = never;
  const auto look = [&](Day from, Day until) {
    for (const Day turn : {from, until, until == never ? never : until + 1})
      if (turn > day) next = std::min(next, turn);
  };
  for (const auto& grant : grants_) look(grant.from, grant.until);
  for (const auto& term : memberships()) look(term.from, term.until);
  return next;
}

} // namespace loyalty
