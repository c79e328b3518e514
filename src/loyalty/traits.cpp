// SPDX-License-Identifier: MIT
#include "traits.hpp"

#include <algorithm>

namespace loyalty {

void Traits::Term::cut_on(Day day) {
  if (until < day) return;
  until = day - 1;
  cut = true;
}

void Traits::clear() {
  tags_.clear();
  fields_.clear();
  grants_.clear();
  memberships_.clear();
  done_.clear();
}

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
    case ActKind::membership: memberships_.push_back({act.subject, act.day, act.until}); break;
    case ActKind::end_membership:
      for (auto& term : memberships_)
        if (term.of == act.subject) term.cut_on(act.day);
      break;
    case ActKind::activity: done_.push_back({act.subject, act.day, act.points}); break;
    default: break;
  }
}

const Traits::Term& Traits::begin_term(const Plan& plan, Day day, FactId order) {
  Day from = day;
  for (const auto& term : memberships_)
    if (term.of == plan.id && term.until >= from) from = term.until + 1;
  memberships_.push_back({plan.id, from, from + plan.term - 1, order});
  return memberships_.back();
}

void Traits::end_term(FactId order, Day day) {
  for (auto& term : memberships_)
    if (order != 0 && term.order == order) term.cut_on(day);
}

bool Traits::bears(const std::vector<std::string>& tags) const {
  return std::any_of(tags.begin(), tags.end(), [this](const std::string& tag) { return tags_.contains(tag); });
}

const std::string* Traits::field(const std::string& name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? nullptr : &found->second;
}

bool Traits::has_membership(const std::vector<std::string>& plans, Day day) const {
  return std::any_of(memberships_.begin(), memberships_.end(), [&](const Term& term) {
    const bool named = plans.empty() || std::find(plans.begin(), plans.end(), term.of) != plans.end();
    return named && term.from <= day && day <= term.until;
  });
}

Traits::Floor Traits::floor(const Program& program, Day day) const {
  Floor floor;
  const auto raise = [&](const std::string& tier, const Term& term) {
    if (term.from > day || term.until < day) return;
    const auto* granted = program.tier(tier);
    if (granted == nullptr) return;
    const auto index = static_cast<int>(granted - program.tiers.data());
    if (index > floor.tier)
      floor = {index, term.until};
    else if (index == floor.tier)
      floor.until = std::max(floor.until, term.until);
  };
  for (const auto& grant : grants_) raise(grant.of, grant);
  for (const auto& term : memberships_)
    if (const auto* plan = program.plan(term.of); plan != nullptr && !plan->tier.empty()) raise(plan->tier, term);
  return floor;
}

std::int64_t Traits::activities(const std::string& kind, Day first, Day last) const {
  std::int64_t times = 0;
  for (const auto& each : done_)
    if (each.kind == kind && first <= each.day && each.day <= last) times += each.times;
  return times;
}

Day Traits::first_activity(const std::string& kind, Day first) const {
  for (const auto& each : done_)
    if (each.kind == kind && each.day >= first) return each.day;
  return never;
}

Day Traits::next_day(Day day) const {
  Day next = never;
  const auto look = [&](const Term& term) {
    for (const Day turn : {term.from, term.until, term.until == never ? never : term.until + 1})
      if (turn > day) next = std::min(next, turn);
  };
  for (const auto& grant : grants_) look(grant);
  for (const auto& term : memberships_) look(term);
  return next;
}

}  // namespace loyalty
