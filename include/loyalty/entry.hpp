// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"
#include "loyalty/program.hpp"
#include "loyalty/rule_name.hpp"

namespace loyalty {

/// What one line of a member's points account does. The numbers are those stored in the ledger.
enum class EntryKind : std::uint8_t {
  earn = 1,      ///< opens a lot
  adjust = 2,    ///< by hand: opens a lot, or, if negative, takes from one
  redeem = 3,    ///< takes from a lot; without a lot: spent though it was not there, and owed
  expire = 4,    ///< takes the rest of a lot whose last day is over
  claw_back = 5, ///< takes from a lot after a refund
  give_back = 6, ///< redeemed points return to their lot after a refund; without a lot: what was owed for them ends
  debt = 7,      ///< claw-back that found too few points; no lot
  repay = 8,     ///< takes from a lot to pay debt; counts as clawed back
  forgive = 9,   ///< claw-back that found too few points and is written off; moves nothing
  redate = 10,   ///< gives a lot another last day; moves nothing
  growth = 11,   ///< moves the growth counter; no lot
};

std::string_view to_string(EntryKind kind);

/// The rule that an entry was made with, pinned: later programs never change it.
struct Terms {
  ProgramId program = {};
  RuleName rule = {};
  EarnRule earn = {};
  Ratio multiplier = {Ratio::one};
  std::optional<Points> cap = {};

  bool operator==(const Terms&) const = default;
};

/// What `terms` give for `base`: sum of the rules, times the multipliers, rounded once, then capped. By the piece it is
/// nothing, for an amount does not say how many there are.
Points earned(const Terms& terms, Money base);

/// Points redeemed by hand for an order.
struct PaidByHand {
  ActId act = {};
  OrderId order = {}; ///< its first statement

  bool operator==(const PaidByHand&) const = default;
};

/// What something follows from: the calendar or the program alone, an order row, what was done by hand, or both.
using Cause = std::variant<std::monostate, OrderId, ActId, PaidByHand>;

/// The cause of what follows from these, and which of them a cause names.
Cause cause_of(std::optional<OrderId> order, std::optional<ActId> act);
std::optional<OrderId> order_of(const Cause& cause);
std::optional<ActId> act_of(const Cause& cause);

/// One line of a member's points account. Lines are numbered from 1 in the order they were written.
struct Entry {
  Day day = {};
  EntryKind kind = EntryKind::earn;
  Points points = 0;    ///< in the direction of the kind; negative only for adjust, growth and reversals
  std::int32_t lot = 0; ///< number of the entry that opened the lot; 0: none
  Cause cause = {};
  Day available_on = {};     ///< of a new lot: first day on which it can be spent
  Day last_day = never;      ///< of a new or redated lot: last day on which it can be spent
  Money base = {};           ///< amount that earned, or was given back
  std::int32_t terms = -1;   ///< index into a table of `Terms`; -1: none
  std::int32_t reverses = 0; ///< number of the entry that this one cancels; 0: none

  bool operator==(const Entry&) const = default;
};

/// What opens a lot: points that came in, not a reversal.
inline bool opens_lot(const Entry& entry) {
  return entry.points > 0 && entry.reverses == 0 &&
         (entry.kind == EntryKind::earn || entry.kind == EntryKind::adjust) && entry.lot == 0;
}

/// The sums of an account on a day. Always: earned + adjusted + overspent = redeemed + expired + clawed_back + balance
/// + held.
struct Balance {
  Points earned = 0;
  Points adjusted = 0;
  Points redeemed = 0;
  Points expired = 0;
  Points clawed_back = 0;
  Points balance = 0;   ///< can be spent
  Points held = 0;      ///< counts later
  Points debt = 0;      ///< owed; the next points repay it
  Points overspent = 0; ///< of the debt, what was redeemed though it was not there
  Points forgiven = 0;
  Points growth = 0;

  /// The sums of several accounts together.
  Balance& operator+=(const Balance& other);
};

/// Adds up an account line by line, in the order of its numbers, as it stood at the end of `as_of`.
class Tally {
 public:
  explicit Tally(Day as_of) : as_of_(as_of) {}
  /// Lines dated after the day do not count.
  void add(std::int32_t number, const Entry& entry);
  const Balance& balance() const { return balance_; }
  void clear();

 private:
  Day as_of_;
  Balance balance_;
  std::vector<std::int32_t> held_lots_;
};

} // namespace loyalty
