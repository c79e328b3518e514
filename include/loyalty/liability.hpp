// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/earning.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// Points of a lot that were redeemed on a day and did not come back.
struct LotUse {
  Day day = {};
  Points points = 0;
};

/// What became of one lot by the end of a day.
struct LotStory {
  std::int32_t number = 0;
  Day earned = {};
  Day available_on = {};
  Day last_day = never;
  bool by_user = false; ///< the member had redeemed points before the day it was earned
  Points left = 0;
  Points expired = 0;
  std::vector<LotUse> uses = {}; ///< in the order of the lines
};

/// The lots of one account, in the order in which they were opened.
std::vector<LotStory> lot_stories(std::span<const NumberedEntry> account, Day as_of);

/// The lots that are alike: by whether their member had used points before, and by the months since they were earned.
struct LotClass {
  bool by_user = false;
  std::int32_t age = 0;

  auto operator<=>(const LotClass&) const = default;
};

/// What the shop's own past says of how many points are used: lots whose last day is over. Made member by member.
class UseOfPoints {
 public:
  explicit UseOfPoints(Day as_of) : as_of_(as_of) {}

  /// All lots of one member.
  void add(std::span<const LotStory> lots);
  void add(const UseOfPoints& more);

  /// Whether the past says anything: 300 ended lots of 100 members, 30 of whom used points of theirs.
  bool enough() const;
  /// Of so many open points of one class, those that are expected to be used: by what was redeemed of ended lots at a
  /// later age, and what expired. A class of fewer than 100 ended lots goes by both together.
  Points expected(const LotClass& of, Points open) const;

 private:
  struct Ended {
    std::int64_t lots = 0;
    Points expired = 0;
    std::vector<Points> used = {}; ///< by age in months
  };
  static Points used_later(const Ended& ended, std::int32_t age);

  Day as_of_;
  std::array<Ended, 2> ended_ = {}; ///< of members who had not used points before, of those who had
  std::int64_t members_ = 0;
  std::int64_t users_ = 0;
};

/// The points that are not spent at the end of a day.
struct OpenPoints {
  /// By the first of the month of their last usable day.
  std::map<Day, std::map<LotClass, Points>> months = {};
  Points without_end = 0;
  Points held = 0; ///< that cannot be spent yet

  void add(std::span<const LotStory> lots, Day as_of);
  void add(const OpenPoints& more);
};

/// The last month end at which the estimate can be compared with what came: every lot that was open then has ended
/// before `as_of`. Nothing where the points of the rule do not end by the day they were earned.
std::optional<Day> compared_on(const ExpiryRule& rule, Day as_of);

/// The lots that were open on an earlier day and have ended since.
struct LotsSince {
  std::map<LotClass, Points> open = {}; ///< then
  Points used = 0;                      ///< of them since

  /// `then` and `now` are the lots of the same account at the ends of both days.
  void add(std::span<const LotStory> then, Day on, std::span<const LotStory> now, Day as_of);
  void add(const LotsSince& more);
};

} // namespace loyalty
