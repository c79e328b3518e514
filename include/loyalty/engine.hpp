// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/program.hpp"
#include "loyalty/tiering.hpp"
#include "loyalty/timeline.hpp"

namespace loyalty {

/// A day on which something is to be issued to a member without anybody asking for it.
struct Occasion {
  Day day = {};
  std::string coupon = {};          ///< id of the template
  std::string key = {};             ///< names the occasion: once for each member, coupon and key
  std::optional<Money> amount = {}; ///< instead of the template's
  bool undone = false;              ///< a refund undid the occasion: what was issued for it is void unless it was used

  bool operator==(const Occasion&) const = default;
};

/// Stands between the key of an occasion and how often it came again after it had been undone.
inline constexpr std::string_view again_mark = ", again ";

/// A member's coming into or going out of a group's roster.
struct RosterChange {
  Day day = {};
  std::string group = {};
  bool enters = true;

  bool operator==(const RosterChange&) const = default;
};

/// Money that comes into a member's wallet for an order by a reward, or goes again with its reason.
struct CashMove {
  Day day = {};
  std::string reward = {}; ///< id
  OrderId order = {};
  Money amount = {}; ///< below zero: it goes
  Money limit = {};  ///< that the wallet may hold

  bool operator==(const CashMove&) const = default;
};

/// What the program made of a member's history.
struct Conclusions {
  std::vector<Entry> entries; ///< numbered by position: the first is number 1
  std::vector<TierChange> tier_changes;
  std::vector<Occasion> occasions;
  std::vector<RosterChange> roster_changes;
  std::vector<CashMove> cash; ///< whatever the wallet holds
  Day points_due_on = never;  ///< first later day on which, without new facts, the account changes
  Day tiers_due_on = never;   ///< first later day on which, without new facts, the tier may change
  Day issues_due_on = never; ///< first later day on which, without new facts, there may be an occasion or roster change
};

/// Walks members' days. On each day, in this order: the program of the day takes over; the calendar decides the tier
/// that is held this morning; lots end whose last day is over; held lots become spendable and repay debt; what gives
/// counts of which only the day is known; orders and refunds count by their moments, at the tier held that morning, and
/// within one moment orders earn before they spend and refunds come last; what spends or gives back counts of which
/// only the day is known; what else is told of the member counts; the tier is decided; occasions and rosters follow.
/// Days on which nothing can happen are skipped.
///
/// The same history and timeline give the same conclusions whenever and however often they are walked, and walking
/// through a later day only ever adds to what walking through an earlier one gave.
class Engine {
 public:
  explicit Engine(Timeline timeline);
  ~Engine();
  Engine(Engine&&) noexcept;

  /// The conclusions through the end of `through`. Valid until the next walk; the history must be there until the last
  /// question about the member.
  const Conclusions& walk(const History& history, Day through);
  const Conclusions& walk(History&&, Day) = delete;

  /// What a comparison looks at, for the member walked last, at the end of `day`, which is not before the last day
  /// walked through. Nothing where it is unknown.
  std::optional<std::int64_t> measure(const Condition& comparison, Day day);
  /// The same for what keeps a tier: through a window that rolls or begins with the tier, only what happened after
  /// `after` counts.
  std::optional<std::int64_t> measure_after(const Condition& comparison, Day day, Day after);
  /// Whether the limit of the campaign leaves nothing for an order of the member walked last on that day.
  bool is_used_up(const Campaign& campaign, Day day) const;
  /// The last day of what reached or last renewed that tier for the member walked last; nullopt where they do not hold
  /// it by its conditions.
  std::optional<Day> reached_through(std::string_view tier) const;
  /// Whether that member meets the condition at the end of `day`.
  bool meets(const Condition& condition, Day day);
  /// The tier that member held at the end of the last day walked; nullptr: none.
  const Tier* tier() const;
  /// The points that the member can spend at the end of `day`.
  Points balance(Day day) const;

  /// The terms that entries of all walks so far name by index.
  const std::vector<Terms>& terms() const;
  /// The index of these terms, which are added if they are new.
  std::int32_t intern(const Terms& terms);
  const Timeline& timeline() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Whether some rule or condition looks at `History::sales`: categories, shops, fees of memberships.
bool looks_at_sales(const Timeline& timeline);
bool looks_at_sales(const Condition& condition);

/// The last day on which points earned on `day` can be spent, if they can be spent from that day on.
Day last_usable_day(const ExpiryRule& rule, Day day);
/// The same for points that are held: those that would end before they count live as if earned on their first day.
Day last_usable_day(const ExpiryRule& rule, Day day, Day available_on);

} // namespace loyalty
