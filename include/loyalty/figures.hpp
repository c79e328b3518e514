// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/day.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/tiering.hpp"

namespace loyalty {

struct OrderStanding;

/// What was bought and given back through the end of a day. Orders that are no purchases (`counts_as_purchase`) stand
/// in no count; one that is wholly refunded by then is counted apart.
struct OrderFigures {
  std::int64_t orders = 0;
  std::int64_t order_days = 0; ///< different days on which they were placed
  Money gross = {};            ///< what they cost
  Money refunds = {};          ///< given back of them, and by refunds that name no order
  Day first_on = never;        ///< `never` where there are no orders
  Day last_on = never;
  std::int64_t refunded_orders = 0; ///< wholly refunded
  Money refunded_amount = {};       ///< what those had cost
  std::int64_t part_refunded = 0;   ///< of the orders: those of which a part was given back

  Money net() const { return gross - refunds; }
  /// One order more, of which so much remains; those of one member come in their order.
  void count(const OrderFact& order, const OrderStanding& standing);
  /// Days from the last order to `as_of`.
  std::optional<std::int64_t> recency(Day as_of) const;
  /// Figures of several members together; order days are those of each, added up.
  OrderFigures& operator+=(const OrderFigures& other);
};

OrderFigures order_figures(const History& history, Day as_of);

/// What remains of one order at the end of a day.
struct OrderStanding {
  Money refunded = {};   ///< given back so far, at most the amount
  bool whole = false;    ///< given back whole
  bool purchase = false; ///< counts as one
};
/// The standing of each order of `history.orders`, by position.
std::vector<OrderStanding> order_standings(const History& history, Day as_of);

/// The first day on which somebody was a member by what happened: an order was paid, money was given back, or something
/// was entered for them. An order that was never paid makes nobody a member, nor does being brought by somebody.
/// `never` if nothing did.
Day first_known(const History& history);

/// The day on which somebody became a member, as one knows at the end of `day`; `never`: they were none by then.
Day member_since(const History& history, Day day);

/// Whether somebody was a member at the end of `day`: the one list in which all reports, lists and counts look.
bool known_on(const History& history, Day day);

/// The tier a member holds at the end of a day.
struct TierHeld {
  std::string tier = {}; ///< id; empty: none
  Day since = never;     ///< when the member rose or fell to it; renewals and grace do not change it
  Day until = never;
};

TierHeld tier_held(std::span<const TierChange> stored, Day as_of);

/// The tiers that a member held, for whoever asks of many days. Looks at the changes, which outlive it.
class TiersHeld {
 public:
  explicit TiersHeld(std::span<const TierChange> stored);
  TiersHeld(const TiersHeld&) = delete;
  TiersHeld& operator=(const TiersHeld&) = delete;

  /// The id of the tier held at the end of the day; empty: none.
  std::string_view on(Day day) const;
  /// On the morning of the day: what the evening before left.
  std::string_view in_the_morning_of(Day day) const { return on(day - 1); }

 private:
  std::vector<TierChange> netted_; ///< where some were reversed
  std::span<const TierChange> changes_;
};

/// The sums of an account at the end of a day.
Balance balance_on(std::span<const NumberedEntry> account, Day as_of);

/// What one line does to the sums of an account once its lot is not held any more.
Balance effect(const NumberedEntry& line);

/// What was bought in the window that ends with `day`, as the engine measures `Metric::spend` and `Metric::orders`.
struct Bought {
  Money spend = {};
  std::int64_t orders = 0;
};
Bought bought_in(const Window& window, const History& history, Day day);

/// Points with one origin that are not spent at the end of a day.
struct OpenLot {
  std::int32_t number = 0;
  Points remaining = 0;
  Day available_on = {};
  Day last_day = never;
};

/// By last day, then by number.
std::vector<OpenLot> open_lots(std::span<const NumberedEntry> account, Day as_of);

/// The lines through the end of a day that were not cancelled by then.
std::vector<NumberedEntry> uncancelled(std::span<const NumberedEntry> account, Day as_of);

/// `part` of `whole` in millionths; nullopt where `whole` is not above zero.
std::optional<Ratio> rate(std::int64_t part, std::int64_t whole);

} // namespace loyalty
