// SPDX-License-Identifier: MIT
#include "loyalty/liability.hpp"

#include <algorithm>

#include "loyalty/conservation.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

/// What comes back was used last.
void take_back_uses(LotStory& lot, Points points) {
  while (points > 0 && !lot.uses.empty()) {
    auto& last = lot.uses.back();
    const auto part = std::min(points, last.points);
    last.points -= part;
    points -= part;
    if (last.points == 0) lot.uses.pop_back();
  }
}

void tell_lot(const NumberedEntry& line, LotStory& lot) {
  const auto& entry = line.entry;
  add(lot.left, moved(entry));
  switch (entry.kind) {
    case EntryKind::redeem: lot.uses.push_back({entry.day, entry.points}); break;
    case EntryKind::give_back: take_back_uses(lot, entry.points); break;
    case EntryKind::expire: add(lot.expired, entry.points); break;
    case EntryKind::redate: lot.last_day = entry.last_day; break;
    default: break;
  }
}

std::int32_t age_between(Day earned, Day day) { return month_number(day) - month_number(earned); }

LotClass class_on(const LotStory& lot, Day day) { return {lot.by_user, age_between(lot.earned, day)}; }

bool has_ended(const LotStory& lot, Day as_of) { return lot.last_day < as_of; }

} // namespace

std::vector<LotStory> lot_stories(std::span<const NumberedEntry> account, Day as_of) {
  std::vector<LotStory> lots;
  Day first_use = never;
  for (const auto& line : uncancelled(account, as_of)) {
    const auto& entry = line.entry;
    if (entry.kind == EntryKind::redeem) first_use = std::min(first_use, entry.day);
    if (opens_lot(entry)) {
      lots.push_back({.number = line.number,
                      .earned = entry.day,
                      .available_on = entry.available_on,
                      .last_day = entry.last_day,
                      .left = entry.points});
      continue;
    }
    const auto lot = std::ranges::lower_bound(lots, entry.lot, {}, &LotStory::number);
    if (lot != lots.end() && lot->number == entry.lot) tell_lot(line, *lot);
  }
  for (auto& lot : lots) lot.by_user = first_use < lot.earned;
  return lots;
}

void UseOfPoints::add(std::span<const LotStory> lots) {
  bool any = false;
  bool used = false;
  for (const auto& lot : lots) {
    if (!has_ended(lot, as_of_)) continue;
    any = true;
    auto& ended = ended_[lot.by_user ? 1 : 0];
    ++ended.lots;
    loyalty::add(ended.expired, lot.expired);
    for (const auto& use : lot.uses) {
      used = true;
      const auto age = static_cast<std::size_t>(std::max(0, age_between(lot.earned, use.day)));
      if (age >= ended.used.size()) ended.used.resize(age + 1);
      loyalty::add(ended.used[age], use.points);
    }
  }
  if (any) ++members_;
  if (used) ++users_;
}

void UseOfPoints::add(const UseOfPoints& more) {
  for (std::size_t which = 0; which < ended_.size(); ++which) {
    auto& ended = ended_[which];
    const auto& other = more.ended_[which];
    ended.lots += other.lots;
    loyalty::add(ended.expired, other.expired);
    if (other.used.size() > ended.used.size()) ended.used.resize(other.used.size());
    for (std::size_t age = 0; age < other.used.size(); ++age) loyalty::add(ended.used[age], other.used[age]);
  }
  members_ += more.members_;
  users_ += more.users_;
}

bool UseOfPoints::enough() const {
  constexpr std::int64_t enough_lots = 300;
  constexpr std::int64_t enough_members = 100;
  constexpr std::int64_t enough_users = 30;
  return ended_[0].lots + ended_[1].lots >= enough_lots && members_ >= enough_members && users_ >= enough_users;
}

Points UseOfPoints::used_later(const Ended& ended, std::int32_t age) {
  Points later = 0;
  for (auto at = static_cast<std::size_t>(age) + 1; at < ended.used.size(); ++at) loyalty::add(later, ended.used[at]);
  return later;
}

Points UseOfPoints::expected(const LotClass& of, Points open) const {
  constexpr std::int64_t enough_alone = 100;
  const auto& own = ended_[of.by_user ? 1 : 0];
  const auto& others = ended_[of.by_user ? 0 : 1];
  auto later = used_later(own, of.age);
  auto lost = own.expired;
  if (own.lots < enough_alone) {
    loyalty::add(later, used_later(others, of.age));
    loyalty::add(lost, others.expired);
  }
  // Where no points of that age were ever seen to end, all of them are counted.
  if (later + lost <= 0) return open;
  return scale(open, later, plus(later, lost), Rounding::nearest);
}

void OpenPoints::add(std::span<const LotStory> lots, Day as_of) {
  for (const auto& lot : lots) {
    if (lot.left <= 0) continue;
    if (lot.available_on > as_of)
      loyalty::add(held, lot.left);
    else if (lot.last_day == never)
      loyalty::add(without_end, lot.left);
    else
      loyalty::add(months[start_of(Calendar::month, lot.last_day)][class_on(lot, as_of)], lot.left);
  }
}

void OpenPoints::add(const OpenPoints& more) {
  for (const auto& [month, classes] : more.months)
    for (const auto& [each, points] : classes) loyalty::add(months[month][each], points);
  loyalty::add(without_end, more.without_end);
  loyalty::add(held, more.held);
}

std::optional<Day> compared_on(const ExpiryRule& rule, Day as_of) {
  if (rule.kind != ExpiryRule::Kind::after && rule.kind != ExpiryRule::Kind::fixed_day) return std::nullopt;
  // As many whole months ago as points live, and one more.
  const Day full = rule.after.months > 0 ? as_of + Period{.months = -rule.after.months} : as_of;
  Day on = start_of(Calendar::month, full) - 1;
  while (last_usable_day(rule, on) >= as_of) on = start_of(Calendar::month, on) - 1;
  return on;
}

void LotsSince::add(std::span<const LotStory> then, Day on, std::span<const LotStory> now, Day as_of) {
  const auto used_of = [](const LotStory& lot) {
    Points sum = 0;
    for (const auto& use : lot.uses) loyalty::add(sum, use.points);
    return sum;
  };
  for (const auto& lot : then) {
    const auto later = std::ranges::lower_bound(now, lot.number, {}, &LotStory::number);
    if (later == now.end() || later->number != lot.number || has_ended(lot, on) || !has_ended(*later, as_of)) continue;
    if (lot.left > 0) loyalty::add(open[class_on(lot, on)], lot.left);
    loyalty::add(used, used_of(*later) - used_of(lot));
  }
}

void LotsSince::add(const LotsSince& more) {
  for (const auto& [each, points] : more.open) loyalty::add(open[each], points);
  loyalty::add(used, more.used);
}

} // namespace loyalty
