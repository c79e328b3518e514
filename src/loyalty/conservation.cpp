// SPDX-License-Identifier: MIT
#include "loyalty/conservation.hpp"

#include <unordered_map>

#include "loyalty/entry.hpp"

namespace loyalty {
namespace {

/// What is left of a lot.
struct Remainder {
  Points opened = 0;
  Points left = 0;
};

bool opens_or_closes_lot(const Entry& entry) {
  return entry.lot == 0 && (entry.kind == EntryKind::earn || entry.kind == EntryKind::adjust);
}

class LotBook {
 public:
  Message add(const NumberedEntry& line) {
    const auto& entry = line.entry;
    if (entry.reverses != 0)
      if (auto wrong = reverse(line); !wrong.empty()) return wrong;
    open_.emplace(line.number, &entry);
    if (opens_or_closes_lot(entry)) {
      auto& lot = lots_[entry.reverses != 0 ? entry.reverses : line.number];
      loyalty::add(lot.opened, entry.points);
      loyalty::add(lot.left, entry.points);
    } else if (entry.lot != 0) {
      const auto lot = lots_.find(entry.lot);
      if (lot == lots_.end())
        return "entry {entry} draws on the points of entry {opening}, which does not exist"_en(line.number, entry.lot);
      loyalty::add(lot->second.left, moved(entry));
    }
    tally_.add(line.number, entry);
    return {};
  }

  Message close() const {
    Points left = 0;
    for (const auto& [number, lot] : lots_) {
      if (lot.left < 0 || lot.left > lot.opened)
        return "entry {entry} brought {points} points, of which {left} are left"_en(number, lot.opened, lot.left);
      loyalty::add(left, lot.left);
    }
    const auto& sum = tally_.balance();
    if (left != sum.balance + sum.held)
      return "of all entries {left} points are left, but the account has {points}"_en(left, sum.balance + sum.held);
    if (sum.earned + sum.adjusted + sum.overspent !=
        sum.redeemed + sum.expired + sum.clawed_back + sum.balance + sum.held)
      return "the points that came in are not those that went out and remain"_en;
    return {};
  }

 private:
  /// A line can be reversed once.
  Message reverse(const NumberedEntry& line) {
    const auto cancelled = open_.find(line.entry.reverses);
    if (cancelled == open_.end() || cancelled->second == nullptr)
      return "entry {entry} reverses entry {reversed}, which does not stand"_en(line.number, line.entry.reverses);
    Entry mirror = *cancelled->second;
    mirror.points = -mirror.points;
    mirror.reverses = line.entry.reverses;
    if (cancelled->second->reverses != 0 || mirror != line.entry)
      return "entry {entry} is not the opposite of entry {reversed}"_en(line.number, line.entry.reverses);
    cancelled->second = nullptr;
    return {};
  }

  std::unordered_map<std::int32_t, const Entry*> open_;
  std::unordered_map<std::int32_t, Remainder> lots_;
  Tally tally_{never};
};

} // namespace

Points moved(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::redeem:
    case EntryKind::expire:
    case EntryKind::claw_back:
    case EntryKind::repay: return -entry.points;
    case EntryKind::earn:
    case EntryKind::adjust:
    case EntryKind::give_back: return entry.points;
    case EntryKind::debt:
    case EntryKind::forgive:
    case EntryKind::redate:
    case EntryKind::growth: return 0;
  }
  return 0;
}

Message points_missing(std::span<const NumberedEntry> account) {
  LotBook book;
  for (const auto& line : account)
    if (auto wrong = book.add(line); !wrong.empty()) return wrong;
  return book.close();
}

} // namespace loyalty
