// SPDX-License-Identifier: MIT
#include "loyalty/order_brings.hpp"

#include <algorithm>
#include <tuple>

#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

/// The number of no order in a ledger.
constexpr OrderId new_order{-1};

History known_through(const History& history, Day day) {
  History known = history;
  const auto later = [day](const auto& fact) { return fact.day() > day; };
  std::erase_if(known.orders, later);
  std::erase_if(known.refunds, later);
  std::erase_if(known.acts, [day](const Act& act) { return act.day > day; });
  if (!known.sales.empty()) known.sales.resize(known.orders.size());
  return known;
}

History placed_in(History history, const NewOrder& order) {
  history.orders.push_back({.id = new_order, .placed_at = Moment::at(order.day, 86'399), .amount = order.amount});
  // Where sales were not read nothing asks for them.
  history.sales.resize(history.orders.size() - 1);
  history.sales.push_back(order.sale);
  history.joined_on = std::min(history.joined_on, order.day);
  return history;
}

/// The last day on which something can come for an order of that day.
Day last_day_of(const Program& program, Day day) {
  auto wait = program.referral.hold_days;
  for (const auto& reward : program.rewards) wait = std::max(wait, reward.hold_days);
  return day + wait;
}

bool is_given(const Entry& entry) { return entry.points > 0 && (opens_lot(entry) || entry.kind == EntryKind::growth); }

/// One of `without` that is the same; it is taken out.
template <class Line, class Same>
bool strike(std::vector<Line>& without, const Same& same) {
  const auto found = std::ranges::find_if(without, same);
  if (found == without.end()) return false;
  without.erase(found);
  return true;
}

bool is_alike(const Entry& left, const Entry& right) {
  const auto what = [](const Entry& entry) {
    return std::tie(entry.day, entry.kind, entry.points, entry.available_on, entry.cause, entry.terms);
  };
  return what(left) == what(right);
}

bool is_alike(const Occasion& left, const Occasion& right) {
  return left.coupon == right.coupon && left.key == right.key && left.undone == right.undone;
}

} // namespace

std::string_view to_string(Brought::Kind kind) {
  switch (kind) {
    case Brought::Kind::points: return "points";
    case Brought::Kind::growth: return "growth";
    case Brought::Kind::voucher: return "voucher";
    case Brought::Kind::cash: return "cash_back";
  }
  return {};
}

std::vector<Brought> brought_by(Engine& engine, const History& history, const NewOrder& order) {
  std::vector<Brought> brought;
  const auto* program = engine.timeline().program_on(order.day);
  if (program == nullptr) return brought;
  const auto known = known_through(history, order.day);
  const auto last = last_day_of(*program, order.day);
  auto without = engine.walk(known, last);
  const auto bought = placed_in(known, order);
  const auto& walked = engine.walk(bought, last);
  for (const auto& entry : walked.entries) {
    if (!is_given(entry) || strike(without.entries, [&](const Entry& each) { return is_alike(each, entry); })) continue;
    const bool growth = entry.kind == EntryKind::growth;
    brought.push_back({.kind = growth ? Brought::Kind::growth : Brought::Kind::points,
                       .on = growth ? entry.day : entry.available_on,
                       .points = entry.points,
                       .terms = entry.terms < 0 ? Terms{} : engine.terms()[static_cast<std::size_t>(entry.terms)]});
  }
  for (const auto& occasion : walked.occasions)
    if (!strike(without.occasions, [&](const Occasion& each) { return is_alike(each, occasion); }) && !occasion.undone)
      brought.push_back({.kind = Brought::Kind::voucher, .on = occasion.day, .coupon = occasion.coupon});
  for (const auto& move : walked.cash)
    if (move.order == new_order)
      brought.push_back({.kind = Brought::Kind::cash, .on = move.day, .reward = move.reward, .money = move.amount});
  return brought;
}

} // namespace loyalty
