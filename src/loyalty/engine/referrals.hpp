// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "loyalty/engine.hpp"

namespace loyalty {

/// Somebody brought by the member, or the member brought by somebody, counts from a day or no longer does.
struct ReferralEvent {
  enum class Kind { gained, lost, gained_again };
  Day day = {};
  Kind kind = Kind::gained;
  bool own = false; ///< the member was brought
  std::size_t invited = 0;
  OrderId order = {};
  Cause by = {};
  Day due = {}; ///< on which the order left the hold
  Day brought_on = {};
  Day ordered_on = {};
  Money paid = {};
};

/// On which days those whom the member brought, and the member where they were brought, begin to count or no longer do.
class Referrals {
 public:
  Referrals(const History& history, const Timeline& timeline);

  Day next_day() const { return next_ < events_.size() ? events_[next_].day : never; }
  /// Counts what is gained with what else the day gives, unless it was lost that day, and calls `use(event)` for it.
  template <class Use>
  void each_gain(Day day, const Use& use) {
    while (next_day() <= day && events_[next_].kind == ReferralEvent::Kind::gained) use(count_next());
  }
  /// The rest of the day.
  template <class Use>
  void each_rest(Day day, const Use& use) {
    while (next_day() <= day) use(count_next());
  }

  /// So many began to count on these days and did so at the end of the last.
  std::int64_t count(Day first, Day last) const;
  /// All so far that count at the end of the day.
  std::int64_t count_on(Day day) const { return counted_.empty() ? 0 : count(beginning, day); }
  /// So many began to count on these days and have done so ever since.
  std::int64_t standing(Day first, Day last) const;
  /// The first day from `first` on on which somebody began to count; `never` if there is none.
  Day first_gained(Day first) const;

 private:
  void plan(const Invited& invited, std::size_t place, const Timeline& timeline, bool own);
  const ReferralEvent& count_next();

  std::vector<ReferralEvent> events_;
  std::size_t next_ = 0;
  std::map<std::size_t, std::pair<Day, Day>> counted_; ///< gained and lost, by place in `History::invited`
};

} // namespace loyalty
