// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include "loyalty/history.hpp"

namespace loyalty {

/// What happened to a member and does not count yet, day by day.
class FactsAhead {
 public:
  explicit FactsAhead(const History& history) : history_(history), joined_(!history.registered) {}

  /// The next day with a fact that does not count yet; `never` if there is none.
  Day next_day() const {
    Day next = joined_ ? never : history_.joined_on;
    if (next_order_ < history_.orders.size()) next = std::min(next, history_.orders[next_order_].day());
    if (next_refund_ < history_.refunds.size()) next = std::min(next, history_.refunds[next_refund_].day());
    if (next_act_ < history_.acts.size()) next = std::min(next, history_.acts[next_act_].day);
    return next;
  }
  bool order_due(Day day) const {
    return next_order_ < history_.orders.size() && history_.orders[next_order_].day() <= day;
  }
  /// Whether the member joins on the day; once.
  bool joins(Day day);

  /// Orders and refunds of the day that have their moment. Within one moment the orders earn, then they spend; refunds
  /// come last.
  template <class Earn, class Spend, class Refund>
  void each_moment(Day day, const Earn& earn, const Spend& spend, const Refund& refund) {
    while (order_due(day) || refund_due(day)) {
      if (!orders_come_first(day)) {
        refund(history_.refunds[next_refund_++]);
        continue;
      }
      const auto first = next_order_;
      const auto moment = history_.orders[first].placed_at;
      while (order_due(day) && history_.orders[next_order_].placed_at == moment) earn(next_order_++);
      for (auto index = first; index < next_order_; ++index) spend(index);
    }
  }

  /// Refunds of which only the day is known.
  template <class Use>
  void each_late_refund(Day day, const Use& use) {
    const auto& refunds = history_.refunds;
    while (next_refund_ < refunds.size() && refunds[next_refund_].day() <= day) use(refunds[next_refund_++]);
  }

  /// Acts of the day that count in that turn.
  template <class Use>
  void each_act(Day day, Turn turn, const Use& use) const {
    const auto& acts = history_.acts;
    for (auto at = next_act_; at < acts.size() && acts[at].day <= day; ++at)
      if (turn_of(acts[at]) == turn) use(acts[at]);
  }

  /// What the shop notes of the member, in the order in which it was told: the last acts of the day.
  template <class Use>
  void each_news(Day day, const Use& use) {
    each_act(day, Turn::news, use);
    while (next_act_ < history_.acts.size() && history_.acts[next_act_].day <= day) ++next_act_;
  }

 private:
  bool refund_due(Day day) const {
    const auto& refunds = history_.refunds;
    return next_refund_ < refunds.size() && refunds[next_refund_].day() <= day && !refunds[next_refund_].by_day;
  }
  bool orders_come_first(Day day) const;

  const History& history_;
  std::size_t next_order_ = 0;
  std::size_t next_refund_ = 0;
  std::size_t next_act_ = 0;
  bool joined_;
};

} // namespace loyalty
