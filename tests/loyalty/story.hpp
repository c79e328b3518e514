// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/engine.hpp"
#include "loyalty/timelines.hpp"
#include "loyalty/written_day.hpp"

namespace loyalty {

inline Money money(const char* text) { return Money::parse(text, cny).value(); }

/// A line in words: "2026-01-05 earn 10 from 2026-01-12 until 2027-01-04", "2026-01-06 redeem 4 of 1".
inline std::string words(const Entry& entry) {
  auto text = to_string(entry.day) + ' ' + std::string(to_string(entry.kind));
  if (entry.points != 0) text += ' ' + std::to_string(entry.points);
  if (entry.lot != 0) text += " of " + std::to_string(entry.lot);
  if (opens_lot(entry) && entry.available_on != entry.day) text += " from " + to_string(entry.available_on);
  if (entry.last_day != never) text += " until " + to_string(entry.last_day);
  return text;
}

/// "order 3", "act 4 for order 3", "nothing".
inline std::string words(const Cause& cause) {
  const auto act = act_of(cause);
  const auto order = order_of(cause);
  const auto of_order = order ? "order " + std::to_string(order->value) : "";
  if (!act) return order ? of_order : "nothing";
  return "act " + std::to_string(act->value) + (order ? " for " : "") + of_order;
}

/// "2026-01-05 promoted silver until 2026-12-31".
inline std::string words(const TierChange& change) {
  auto text = to_string(change.day) + ' ' + std::string(to_string(change.reason)) + ' ' +
              (change.tier.empty() ? "nothing" : change.tier);
  if (change.until != never) text += " until " + to_string(change.until);
  return text;
}

/// What happens to one member, told in the order in which it happens, and what the program makes of it.
class Story {
 public:
  explicit Story(Program program) { change_program("1900-01-01", std::move(program)); }

  Story& change_program(const char* from, Program program) {
    take_over(timeline_, day(from), std::move(program));
    return *this;
  }
  Story& order(const char* on, const char* amount, Points redeemed = 0) {
    history_.orders.push_back(
        {.id = OrderId(++facts_), .placed_at = next(on), .amount = money(amount), .points_redeemed = redeemed});
    return begin(on);
  }
  /// `order` counts from 1; 0 names none.
  Story& refund(const char* on, int order, const char* amount) {
    history_.refunds.push_back(
        {.id = OrderId(++facts_), .at = next(on), .order = place(order), .amount = money(amount)});
    return begin(on);
  }
  Story& award(const char* on, Points points) { return act(on, ActKind::award, points); }
  Story& adjust(const char* on, Points points) { return act(on, ActKind::adjust, points); }
  Story& redeem(const char* on, Points points, int order = 0) {
    if (order == 0) return act(on, ActKind::redeem, points);
    return act(on, ActKind::redeem, points, history_.orders[*place(order)].id);
  }
  Story& joined(const char* on) {
    history_.joined_on = day(on);
    return *this;
  }

  const History& history() const { return history_; }
  std::vector<std::string> lines(const char* through) const {
    std::vector<std::string> told;
    Engine engine(timeline_);
    for (const auto& entry : engine.walk(history_, day(through)).entries) told.push_back(words(entry));
    return told;
  }
  std::vector<std::string> tiers(const char* through) const {
    std::vector<std::string> told;
    Engine engine(timeline_);
    for (const auto& change : engine.walk(history_, day(through)).tier_changes) told.push_back(words(change));
    return told;
  }
  Balance on(const char* as_of) const {
    Tally tally(day(as_of));
    std::int32_t number = 0;
    Engine engine(timeline_);
    for (const auto& entry : engine.walk(history_, day(as_of)).entries) tally.add(++number, entry);
    return tally.balance();
  }

 private:
  static std::optional<std::size_t> place(int order) {
    if (order == 0) return std::nullopt;
    return static_cast<std::size_t>(order) - 1;
  }
  /// Each fact comes a minute after the one before.
  Moment next(const char* on) { return Moment::at(day(on), static_cast<std::int32_t>(facts_) * 60); }

  Story& begin(const char* on) {
    if (history_.joined_on == Day{}) history_.joined_on = day(on);
    return *this;
  }
  Story& act(const char* on, ActKind kind, Points points, std::optional<OrderId> order = {}) {
    history_.acts.push_back({.id = ActId(++facts_), .day = day(on), .kind = kind, .points = points, .order = order});
    return begin(on);
  }

  Timeline timeline_;
  History history_;
  std::int64_t facts_ = 0;
};

using Lines = std::vector<std::string>;

/// A point for each full 1.00.
inline Program point_a_piece() {
  Program program{.name = "a point for each full 1.00"};
  program.points.earn = EarnRule{1, Money{100}};
  return program;
}

} // namespace loyalty
