// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/entry.hpp"

namespace loyalty {

/// What points came from: an order or a reward, which can be taken back.
using Source = std::int32_t;
inline constexpr Source no_source = -1;

/// Points with one origin and one last day.
struct Lot {
  std::int32_t number = 0; ///< of the entry that opened it
  Points remaining = 0;
  Day earned_on = {};
  Day available_on = {};
  Day last_day = never;
  Source source = no_source;
};

/// A member's open lots, in the order in which they are spent: by last day, then day earned, then order of entry.
class Lots {
 public:
  void reserve(std::size_t lots) { lots_.reserve(lots); }

  void add(const Lot& lot) {
    auto place = lots_.end();
    const auto begin = lots_.begin() + static_cast<std::ptrdiff_t>(first_);
    while (place != begin && before(lot, *(place - 1))) --place;
    lots_.insert(place, lot);
  }

  /// Removes and returns the open lot of that number; a lot of nothing if it is not open.
  Lot remove(std::int32_t number) {
    const auto found = std::find_if(lots_.begin() + static_cast<std::ptrdiff_t>(first_), lots_.end(),
                                    [number](const Lot& lot) { return lot.number == number; });
    if (found == lots_.end()) return {};
    const Lot lot = *found;
    lots_.erase(found);
    return lot;
  }

  /// Takes up to `wanted` points of the lots for which `fits` holds, calling `use(lot, points)` for each part.
  /// Returns what is still wanted.
  template <class Fits, class Use>
  Points take(Points wanted, const Fits& fits, const Use& use) {
    for (auto at = first_; at < lots_.size() && wanted > 0; ++at) {
      Lot& lot = lots_[at];
      if (lot.remaining == 0 || !fits(lot)) continue;
      const Points part = std::min(wanted, lot.remaining);
      lot.remaining -= part;
      wanted -= part;
      use(lot, part);
    }
    drop_empty();
    return wanted;
  }

  /// The day after the last day of the lot that ends next; `never` if none ends.
  Day next_end() const {
    return first_ == lots_.size() || lots_[first_].last_day == never ? never : lots_[first_].last_day + 1;
  }

  /// The first of the days that `day_of` names for the open lots; `never` if none is open.
  template <class DayOf>
  Day first(const DayOf& day_of) const {
    Day next = never;
    for (auto at = first_; at < lots_.size(); ++at)
      if (lots_[at].remaining > 0) next = std::min(next, day_of(lots_[at]));
    return next;
  }

  /// The next day after `day` on which a held lot can be spent; `never` if none is held.
  Day next_available(Day day) const {
    return first([day](const Lot& lot) { return lot.available_on > day ? lot.available_on : never; });
  }

  /// The points of the open lots for which `fits` holds.
  template <class Fits>
  Points sum(const Fits& fits) const {
    Points points = 0;
    for (auto at = first_; at < lots_.size(); ++at)
      if (fits(lots_[at])) loyalty::add(points, lots_[at].remaining);
    return points;
  }

  bool empty() const { return first_ == lots_.size(); }

  /// Gives every lot that never ends the last day that `day_of(lot)` names, calling `use(lot)` for each.
  template <class DayOf, class Use>
  void end_endless(const DayOf& day_of, const Use& use) {
    std::vector<Lot> endless;
    while (!empty() && lots_.back().last_day == never) {
      endless.push_back(lots_.back());
      lots_.pop_back();
    }
    for (auto lot = endless.rbegin(); lot != endless.rend(); ++lot) {
      if (lot->remaining == 0) continue;
      lot->last_day = day_of(*lot);
      use(*lot);
      add(*lot);
    }
  }

 private:
  static bool before(const Lot& left, const Lot& right) {
    if (left.last_day != right.last_day) return left.last_day < right.last_day;
    if (left.earned_on != right.earned_on) return left.earned_on < right.earned_on;
    return left.number < right.number;
  }

  void drop_empty() {
    while (first_ < lots_.size() && lots_[first_].remaining == 0) ++first_;
  }

  std::vector<Lot> lots_;
  std::size_t first_ = 0; ///< lots before this one are spent
};

} // namespace loyalty
