// SPDX-License-Identifier: MIT
#include "loyalty/history.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace loyalty {
namespace {

bool was_paid(OrderStatus status) { return status == OrderStatus::paid || status == OrderStatus::refunded; }

bool nothing_remains(const OrderRecord& record) {
  return record.status != OrderStatus::paid || (record.amount > Money{} && record.refunded >= record.amount);
}

Money given_back(const OrderRecord& record) { return nothing_remains(record) ? record.amount : record.refunded; }

std::optional<std::size_t> find_order(const History& history, std::optional<OrderId> id) {
  const auto found = std::find_if(history.orders.rbegin(), history.orders.rend(),
                                  [id](const OrderFact& order) { return order.id == id; });
  if (found == history.orders.rend()) return std::nullopt;
  return static_cast<std::size_t>(history.orders.rend() - found) - 1;
}

/// What names no order comes last.
std::size_t place_or_last(std::optional<std::size_t> order) {
  return order.value_or(std::numeric_limits<std::size_t>::max());
}

/// Something that says how much of an order was given back: a statement about all of it so far, or a refund of its own.
struct Telling {
  Moment at = {};
  bool by_day = false;
  OrderId id = {};
  std::size_t order = 0; ///< place in `History::orders`
  Money so_far = {};
  Money more = {};
  bool whole = false;
};

/// What is known by its day only counts as the last of that day.
Moment end_of(Day day) { return Moment::at(day + 1, -1); }

/// Where the last statement says less than one before, the one before was a mistake: it is as if it had said no more.
struct Standing {
  Money given_back = {};
  bool whole = false;
};
Standing standing_after(std::span<const OrderRecord> statements) {
  Standing standing{given_back(statements.front()), nothing_remains(statements.front())};
  for (const auto& later : statements.subspan(1)) {
    standing.given_back = std::min(standing.given_back, given_back(later));
    standing.whole = standing.whole && nothing_remains(later);
  }
  return standing;
}

/// All statements about one order. It counts from the first that says it was paid, unless a later one says it was not;
/// it keeps the number of its first statement, even where that one was unpaid or has been undone.
void read_order(std::span<const OrderRecord> statements, History& history, std::vector<Telling>& tellings) {
  const auto is_unpaid = [](const OrderRecord& record) { return record.status == OrderStatus::unpaid; };
  const auto last_unpaid = std::find_if(statements.rbegin(), statements.rend(), is_unpaid);
  statements = statements.subspan(static_cast<std::size_t>(statements.rend() - last_unpaid));
  while (!statements.empty() && !was_paid(statements.front().status)) statements = statements.subspan(1);
  if (statements.empty()) return;
  const auto& first = statements.front();
  const auto standing = standing_after(statements);
  history.orders.push_back({.id = first.order(),
                            .placed_at = first.placed_at,
                            .amount = first.amount,
                            .refunded = standing.given_back,
                            .void_from_start = standing.whole,
                            .points_redeemed = first.points_redeemed});
  const auto index = history.orders.size() - 1;
  for (statements = statements.subspan(1); !statements.empty(); statements = statements.subspan(1)) {
    const auto& record = statements.front();
    const auto now = standing_after(statements);
    tellings.push_back({.at = std::max(end_of(record.stated_on), record.placed_at),
                        .by_day = true,
                        .id = record.id,
                        .order = index,
                        .so_far = now.given_back,
                        .whole = now.whole});
  }
}

void read_refund(const OrderRecord& record, History& history, std::vector<Telling>& tellings) {
  if (!record.refund_of) {
    history.refunds.push_back(
        {.id = record.id, .at = record.placed_at, .by_day = record.placed_at.is_day_only(), .amount = -record.amount});
    return;
  }
  const auto order = find_order(history, record.refund_of);
  // An order that was never paid, or whose batch was undone, earned nothing that could be taken back.
  if (!order) return;
  const auto placed_at = history.orders[*order].placed_at;
  tellings.push_back({.at = std::max(record.placed_at, placed_at),
                      .by_day = record.placed_at.is_day_only(),
                      .id = record.id,
                      .order = *order,
                      .more = -record.amount});
}

/// Statements and refunds that name the order tell the same money: at any moment the larger sum of the two was given
/// back.
void give_back(std::vector<Telling>& tellings, History& history) {
  // The numbers of rows, which follow the order of import, come last.
  const auto place = [](const Telling& each) {
    return std::tie(each.order, each.at, each.more, each.so_far, each.whole, each.id);
  };
  const auto earlier = [&place](const Telling& left, const Telling& right) { return place(left) < place(right); };
  std::sort(tellings.begin(), tellings.end(), earlier);
  std::optional<std::size_t> index;
  Money so_far;
  Money by_name;
  Money known;
  bool whole = false;
  for (const auto& telling : tellings) {
    const auto& order = history.orders[telling.order];
    if (telling.order != index) {
      index = telling.order;
      so_far = known = order.refunded;
      by_name = {};
      whole = order.void_from_start;
    }
    by_name += telling.more;
    so_far = std::max(so_far, telling.so_far);
    const Money now = std::max(so_far, by_name);
    if (whole || (now <= known && !telling.whole)) continue;
    history.refunds.push_back({.id = telling.id,
                               .at = telling.at,
                               .by_day = telling.by_day,
                               .order = index,
                               .amount = now - known,
                               .whole = telling.whole});
    known = now;
    whole = telling.whole || (order.amount > Money{} && known >= order.amount);
  }
}

} // namespace

bool counts_before(const RefundFact& left, const RefundFact& right) {
  const auto place = [](const RefundFact& refund) {
    return std::tuple(refund.day(), refund.by_day, refund.by_day ? Moment{} : refund.at, place_or_last(refund.order),
                      refund.amount, refund.whole, refund.id);
  };
  return place(left) < place(right);
}

void assemble(std::span<const OrderRecord> records, History& history) {
  history.orders.clear();
  history.refunds.clear();
  std::vector<Telling> tellings;
  bool has_refunds = false;
  for (std::size_t begin = 0, end = 0; begin < records.size(); begin = end) {
    const auto order = records[begin].order();
    while (end < records.size() && records[end].order() == order) ++end;
    if (records[begin].status == OrderStatus::refund)
      has_refunds = true;
    else
      read_order(records.subspan(begin, end - begin), history, tellings);
  }
  if (has_refunds)
    for (const auto& record : records)
      if (record.status == OrderStatus::refund) read_refund(record, history, tellings);
  give_back(tellings, history);
  std::sort(history.refunds.begin(), history.refunds.end(), counts_before);
}

namespace {

bool is_named(const Assignment& assignment, const std::vector<std::string>& names) {
  return names.empty() || std::find(names.begin(), names.end(), assignment.holdout) != names.end();
}

} // namespace

bool is_held_out(const History& history, const std::vector<std::string>& names, Day day) {
  return std::any_of(history.holdouts.begin(), history.holdouts.end(), [&](const Assignment& each) {
    return each.held && each.on <= day && day <= each.until && is_named(each, names);
  });
}

bool is_passed_over(const History& history, Day day) {
  return std::any_of(history.holdouts.begin(), history.holdouts.end(),
                     [day](const Assignment& each) { return each.held && each.from <= day && day <= each.until; });
}

Day next_turn_of_holdouts(const History& history, const std::vector<std::string>& names, Day day) {
  Day next = never;
  for (const auto& each : history.holdouts) {
    if (!each.held || !is_named(each, names)) continue;
    for (const Day turn : {each.on, each.until == never ? never : each.until + 1})
      if (turn > day) next = std::min(next, turn);
  }
  return next;
}

Turn turn_of(const Act& act) {
  switch (act.kind) {
    case ActKind::award:
    case ActKind::opening:
    case ActKind::opening_growth:
    case ActKind::activity:
    case ActKind::transfer_in: return Turn::gives;
    case ActKind::adjust: return act.points >= 0 ? Turn::gives : Turn::spends;
    case ActKind::redeem:
    case ActKind::transfer_out: return Turn::spends;
    default: return Turn::news;
  }
}

void sort_acts(History& history) {
  const auto paid_for = [&](const Act& act) {
    return place_or_last(act.order ? find_order(history, act.order) : std::nullopt);
  };
  const auto earlier = [&](const Act& left, const Act& right) {
    const auto turn = turn_of(left);
    if (left.day != right.day || turn != turn_of(right))
      return std::tuple(left.day, turn) < std::tuple(right.day, turn_of(right));
    if (turn == Turn::news) return left.id < right.id;
    const auto place = [&](const Act& act) {
      return std::tuple(paid_for(act), act.kind,
                        std::tie(act.subject, act.text, act.points, act.until, act.money, act.id));
    };
    return place(left) < place(right);
  };
  std::sort(history.acts.begin(), history.acts.end(), earlier);
}

void count_once(History& history) {
  history.points_from = history.growth_from = beginning;
  for (const auto& act : history.acts) {
    if (act.kind == ActKind::opening && act.text != opening_on_top)
      history.points_from = std::max(history.points_from, act.day);
    if (act.kind == ActKind::opening_growth && act.text != opening_on_top)
      history.growth_from = std::max(history.growth_from, act.day);
  }
  for (auto& order : history.orders) {
    if (order.points_redeemed == 0) continue;
    // The order's own row knows; what was spent by hand before it came is part of it.
    Points left = order.points_redeemed;
    for (auto& act : history.acts) {
      if (act.kind != ActKind::redeem || act.order != order.id) continue;
      act.points = std::min(act.points, left);
      left -= act.points;
    }
    order.points_redeemed = left;
  }
}

std::vector<OrderLeft> left_of(const History& history, std::size_t order) {
  std::vector<OrderLeft> left;
  Money remaining = history.orders[order].amount - history.orders[order].refunded;
  for (const auto& refund : history.refunds) {
    if (refund.order != order) continue;
    remaining = refund.whole ? Money{} : remaining - std::min(remaining, refund.amount);
    left.push_back({refund.day(), remaining, remaining <= Money{}, refund.id});
  }
  return left;
}

} // namespace loyalty
