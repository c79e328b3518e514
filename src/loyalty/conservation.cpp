// SPDX-License-Identifier: MIT
#include "loyalty/conservation.hpp"

#include <string>
#include <string_view>
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

std::string contradiction(std::string_view what, std::int64_t number, std::string_view does, std::int64_t other) {
  return std::string(what) + ' ' + std::to_string(number) + ' ' + std::string(does) + ' ' + std::to_string(other);
}

class LotBook {
 public:
  std::string add(const NumberedEntry& line) {
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
        return contradiction("entry", line.number, "draws on lot", entry.lot) + ", which does not exist";
      loyalty::add(lot->second.left, moved(entry));
    }
    tally_.add(line.number, entry);
    return {};
  }

  std::string close() const {
    Points left = 0;
    for (const auto& [number, lot] : lots_) {
      if (lot.left < 0 || lot.left > lot.opened)
        return contradiction("lot", number, "was opened with", lot.opened) + " points and is left with " +
               std::to_string(lot.left);
      loyalty::add(left, lot.left);
    }
    const auto& sum = tally_.balance();
    if (left != sum.balance + sum.held)
      return contradiction("the lots are left with", left, "points, the account with", sum.balance + sum.held);
    if (sum.earned + sum.adjusted + sum.overspent !=
        sum.redeemed + sum.expired + sum.clawed_back + sum.balance + sum.held)
      return "what came in is not what went out and remains";
    return {};
  }

 private:
  /// A line can be cancelled once.
  std::string reverse(const NumberedEntry& line) {
    const auto cancelled = open_.find(line.entry.reverses);
    if (cancelled == open_.end() || cancelled->second == nullptr)
      return contradiction("entry", line.number, "cancels entry", line.entry.reverses) + ", which does not stand";
    Entry mirror = *cancelled->second;
    mirror.points = -mirror.points;
    mirror.reverses = line.entry.reverses;
    if (cancelled->second->reverses != 0 || mirror != line.entry)
      return contradiction("entry", line.number, "is not the opposite of entry", line.entry.reverses);
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

std::string points_missing(std::span<const NumberedEntry> account) {
  LotBook book;
  for (const auto& line : account)
    if (auto wrong = book.add(line); !wrong.empty()) return wrong;
  return book.close();
}

} // namespace loyalty
