// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/story.hpp"

namespace loyalty {

/// "2026-01-05 newcomer for joining", "… worth 5.00", "… undone".
inline std::string words(const Occasion& occasion) {
  auto text = to_string(occasion.day) + ' ' + occasion.coupon + " for " + occasion.key;
  if (occasion.amount) text += " worth " + to_string(*occasion.amount, cny);
  if (occasion.undone) text += " undone";
  return text;
}

/// "2026-01-05 into vip".
inline std::string words(const RosterChange& change) {
  return to_string(change.day) + (change.enters ? " into " : " out of ") + change.group;
}

/// "2026-01-05 5.00 for order 1 by cash".
inline std::string words(const CashMove& move) {
  return to_string(move.day) + ' ' + to_string(move.amount, cny) + " for order " + std::to_string(move.order.value) +
         " by " + move.reward;
}

/// What happens to one member in a shop that uses the whole language of programs, told in the order in which it
/// happens.
class FullStory {
 public:
  explicit FullStory(Program program) {
    history_.member = MemberId(1);
    change_program("1900-01-01", std::move(program));
  }

  FullStory& change_program(const char* from, Program program) {
    take_over(timeline_, day(from), std::move(program));
    return *this;
  }
  FullStory& joined(const char* on) {
    history_.joined_on = day(on);
    history_.registered = true;
    return *this;
  }
  FullStory& drawn(Assignment assignment) {
    history_.holdouts.push_back(std::move(assignment));
    return *this;
  }
  FullStory& order(const char* on, const char* amount, Sale sale = {}) {
    history_.orders.push_back(
        {.id = OrderId(++facts_), .placed_at = next(on), .amount = money(amount), .fee = !sale.fee_for.empty()});
    if (sale.parts.empty()) sale.parts = {{"", money(amount)}};
    history_.sales.push_back(std::move(sale));
    return begin();
  }
  FullStory& order_of(const char* on, std::vector<Sale::Part> parts) {
    Money all;
    for (const auto& part : parts) all += part.amount;
    return order(on, to_string(all, cny).c_str(), {.parts = std::move(parts)});
  }
  FullStory& fee(const char* on, const char* amount, const char* plan) { return order(on, amount, {.fee_for = plan}); }
  /// `order` counts from 1.
  FullStory& refund(const char* on, int order, const char* amount) {
    history_.refunds.push_back(
        {.id = OrderId(++facts_), .at = next(on), .order = place(order), .amount = money(amount)});
    return begin();
  }
  /// It names no order.
  FullStory& unnamed_refund(const char* on, const char* amount) {
    history_.refunds.push_back({.id = OrderId(++facts_), .at = next(on), .amount = money(amount)});
    return begin();
  }
  FullStory& act(const char* on, ActKind kind, Points points, const char* subject = "", const char* until = "",
                 const char* text = "") {
    history_.acts.push_back({.id = ActId(++facts_),
                             .day = day(on),
                             .kind = kind,
                             .points = points,
                             .subject = subject,
                             .text = text,
                             .until = *until == '\0' ? never : day(until)});
    return begin();
  }
  FullStory& does(const char* on, const char* activity, Points times = 1) {
    return act(on, ActKind::activity, times, activity);
  }
  FullStory& grant(const char* on, const char* tier, const char* until) {
    return act(on, ActKind::grant, 0, tier, until);
  }
  FullStory& award(const char* on, Points points) { return act(on, ActKind::award, points); }
  FullStory& redeem(const char* on, Points points) { return act(on, ActKind::redeem, points); }
  FullStory& birthday(const char* known_on, const char* birthday) {
    history_.birthdays.push_back({day(known_on), day(birthday)});
    return *this;
  }
  FullStory& invited_by(const char* on, std::int64_t inviter) {
    history_.acts.push_back(
        {.id = ActId(++facts_), .day = day(on), .kind = ActKind::invite, .other = MemberId(inviter)});
    return begin();
  }
  /// The member brought `guest`, whose first order came on a day, and came back on another.
  FullStory& brought(std::int64_t guest, const char* on, const char* ordered = "", const char* lost = "") {
    Invited invited{.member = MemberId(guest), .on = day(on), .orders = {}};
    if (*ordered != '\0')
      invited.orders.push_back({.id = OrderId(1'000 * guest), .day = day(ordered), .paid = money("10.00")});
    if (*lost != '\0')
      invited.orders.back().left.push_back({.on = day(lost), .nothing = true, .by = OrderId(1'000 * guest + 1)});
    history_.invited.push_back(std::move(invited));
    return *this;
  }

  Lines lines(const char* through) const { return told(walk(day(through)).entries); }
  Lines tiers(const char* through) const { return told(walk(day(through)).tier_changes); }
  Lines occasions(const char* through) const { return told(walk(day(through)).occasions); }
  Lines cash(const char* through) const { return told(walk(day(through)).cash); }
  Lines rosters(const char* through) const { return told(walk(day(through)).roster_changes); }
  Balance on(const char* as_of) const {
    Tally tally(day(as_of));
    std::int32_t number = 0;
    for (const auto& entry : walk(day(as_of)).entries) tally.add(++number, entry);
    return tally.balance();
  }
  /// Whether the limit of the campaign leaves nothing for an order on a day.
  bool is_used_up(const char* campaign, const char* on) const {
    Engine engine(timeline_);
    const auto history = sorted();
    engine.walk(history, day(on));
    return engine.is_used_up(*timeline_.program_on(day(on))->campaign(campaign), day(on));
  }
  /// The rules by which an order earned its lines, with their points: "points.earn 10, campaign beauty 5".
  std::string rules(int order, const char* through) const {
    Engine engine(timeline_);
    std::string text;
    const auto history = sorted();
    for (const auto& entry : engine.walk(history, day(through)).entries) {
      if (entry.kind != EntryKind::earn || loyalty::order_of(entry.cause) != history_.orders[place(order)].id) continue;
      text += (text.empty() ? "" : ", ") + to_string(engine.terms().at(static_cast<std::size_t>(entry.terms)).rule) +
              ' ' + std::to_string(entry.points);
    }
    return text;
  }

 private:
  static std::size_t place(int order) { return static_cast<std::size_t>(order) - 1; }
  /// Each fact comes a minute after the one before.
  Moment next(const char* on) { return Moment::at(day(on), static_cast<std::int32_t>(facts_) * 60); }

  FullStory& begin() {
    if (!history_.registered) {
      history_.joined_on = never;
      for (const auto& order : history_.orders) history_.joined_on = std::min(history_.joined_on, order.day());
      for (const auto& act : history_.acts) history_.joined_on = std::min(history_.joined_on, act.day);
    }
    return *this;
  }
  History sorted() const {
    auto history = history_;
    std::stable_sort(history.acts.begin(), history.acts.end(),
                     [](const Act& a, const Act& b) { return a.day < b.day; });
    return history;
  }
  Conclusions walk(Day through) const {
    Engine engine(timeline_);
    const auto history = sorted();
    return engine.walk(history, through);
  }
  template <class Line>
  static Lines told(const std::vector<Line>& lines) {
    Lines told;
    for (const auto& line : lines) told.push_back(words(line));
    return told;
  }

  Timeline timeline_;
  History history_;
  std::int64_t facts_ = 0;
};

/// A comparison with a number, over a member's whole life.
inline Condition at_least(Metric metric, std::int64_t value) {
  Condition condition{.kind = Condition::Kind::compare};
  condition.metric = metric;
  condition.value = value;
  return condition;
}

} // namespace loyalty
