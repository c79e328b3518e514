// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/program.hpp"
#include "loyalty/tiering.hpp"

namespace loyalty {

/// A version of the program and the first day on which it ruled.
struct Reign {
  ProgramId id = 0;
  Day from = {};
  std::shared_ptr<const Program> program;
};

/// All versions in the order of their days; the first one also rules every day before.
using Timeline = std::vector<Reign>;

/// What the program made of a member's history.
struct Conclusions {
  std::vector<Entry> entries;           ///< numbered by position: the first is number 1
  std::vector<TierChange> tier_changes;
  Day points_due_on = never; ///< first later day on which, without new facts, the account changes
  Day tiers_due_on = never;  ///< first later day on which, without new facts, the tier may change
};

/// Walks members' days. On each day, in this order: the program of the day takes over; lots end whose last day is over;
/// held lots become spendable and repay debt; orders and refunds count, in the order of their moments, at the
/// tier held that morning; acts by hand count; the tier is decided. Days on which nothing can happen are skipped.
///
/// The same history and timeline give the same conclusions whenever and however often they are walked, and walking
/// through a later day only ever adds to what walking through an earlier one gave.
class Engine {
 public:
  explicit Engine(Timeline timeline);
  ~Engine();
  Engine(Engine&&) noexcept;

  /// The conclusions through the end of `through`. Valid until the next walk.
  const Conclusions& walk(const History& history, Day through);

  /// A metric of the member walked last, at the end of `day`, which is not before the last day walked. The window must be
  /// one that a tier of the program looks through.
  std::int64_t measure(Metric metric, const Window& window, Day day);

  /// The terms that entries of all walks so far name by index.
  const std::vector<Terms>& terms() const;
  /// The index of these terms, which are added if they are new.
  std::int32_t intern(const Terms& terms);
  const Timeline& timeline() const;

 private:
  class Walk;
  std::unique_ptr<Walk> walk_;
};

/// The last day on which points earned on `day` can be spent.
Day last_usable_day(const ExpiryRule& rule, Day day);

}  // namespace loyalty
