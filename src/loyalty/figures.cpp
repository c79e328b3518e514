// SPDX-License-Identifier: MIT
#include "loyalty/figures.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace loyalty {
namespace {

void judge(const OrderFact& order, OrderStanding& standing) {
  standing.purchase = counts_as_purchase(order, standing.whole ? Money{} : order.amount - standing.refunded);
}

OrderStanding standing_at_first(const OrderFact& order) {
  OrderStanding standing{order.void_from_start ? order.amount : order.refunded, order.void_from_start};
  judge(order, standing);
  return standing;
}

void take_refund(const RefundFact& refund, const OrderFact& order, OrderStanding& standing) {
  standing.refunded = std::min(order.amount, standing.refunded + refund.amount);
  const bool all_of_it = order.amount > Money{} && standing.refunded >= order.amount;
  standing.whole = standing.whole || refund.whole || all_of_it;
  judge(order, standing);
}

bool changes_in_order(std::span<const TierChange> changes) {
  const bool reversals =
      std::any_of(changes.begin(), changes.end(), [](const TierChange& change) { return change.reversal; });
  return !reversals &&
         std::is_sorted(changes.begin(), changes.end(),
                        [](const TierChange& left, const TierChange& right) { return left.day < right.day; });
}

TierHeld last_of(std::span<const TierChange> net, Day as_of) {
  const TierChange* last = nullptr;
  Day since = never;
  for (const auto& change : net) {
    if (change.day > as_of) break;
    if (last == nullptr || last->tier != change.tier) since = change.day;
    last = &change;
  }
  if (last == nullptr || last->tier.empty()) return {};
  return {last->tier, since, last->until};
}

} // namespace

std::optional<std::int64_t> OrderFigures::recency(Day as_of) const {
  return last_on == never ? std::nullopt : std::optional<std::int64_t>(as_of - last_on);
}

void OrderFigures::count(const OrderFact& order, const OrderStanding& standing) {
  if (standing.whole && !order.fee) {
    ++refunded_orders;
    refunded_amount += order.amount;
  }
  if (!standing.purchase) return;
  const Day day = order.day();
  ++orders;
  if (day != last_on) ++order_days;
  gross += order.amount;
  refunds += standing.refunded;
  if (standing.refunded > Money{}) ++part_refunded;
  first_on = std::min(first_on, day);
  last_on = day;
}

OrderFigures& OrderFigures::operator+=(const OrderFigures& other) {
  orders += other.orders;
  order_days += other.order_days;
  gross += other.gross;
  refunds += other.refunds;
  part_refunded += other.part_refunded;
  if (other.last_on != never) last_on = last_on == never ? other.last_on : std::max(last_on, other.last_on);
  first_on = std::min(first_on, other.first_on);
  refunded_orders += other.refunded_orders;
  refunded_amount += other.refunded_amount;
  return *this;
}

std::vector<OrderStanding> order_standings(const History& history, Day as_of) {
  std::vector<OrderStanding> standings;
  standings.reserve(history.orders.size());
  for (const auto& order : history.orders) standings.push_back(standing_at_first(order));
  for (const auto& refund : history.refunds) {
    if (refund.day() > as_of) break;
    if (!refund.order) continue;
    const auto index = *refund.order;
    take_refund(refund, history.orders[index], standings[index]);
  }
  return standings;
}

OrderFigures order_figures(const History& history, Day as_of) {
  OrderFigures figures;
  const auto standings = history.refunds.empty() ? std::vector<OrderStanding>{} : order_standings(history, as_of);
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    const auto& order = history.orders[index];
    if (order.day() > as_of) break;
    figures.count(order, standings.empty() ? standing_at_first(order) : standings[index]);
  }
  for (const auto& refund : history.refunds)
    if (!refund.order && refund.day() <= as_of) figures.refunds += refund.amount;
  return figures;
}

Day first_known(const History& history) {
  Day first = never;
  if (!history.orders.empty()) first = std::min(first, history.orders.front().day());
  if (!history.refunds.empty()) first = std::min(first, history.refunds.front().day());
  for (const auto& act : history.acts)
    if (act.kind != ActKind::invite) first = std::min(first, act.day);
  return first;
}

Day member_since(const History& history, Day day) {
  if (history.joined_on <= day) return history.joined_on;
  const Day first = first_known(history);
  return first <= day ? first : never;
}

bool known_on(const History& history, Day day) { return member_since(history, day) <= day; }

TierHeld tier_held(std::span<const TierChange> stored, Day as_of) {
  return changes_in_order(stored) ? last_of(stored, as_of) : last_of(netted(stored), as_of);
}

TiersHeld::TiersHeld(std::span<const TierChange> stored) : changes_(stored) {
  if (changes_in_order(stored)) return;
  netted_ = netted(stored);
  changes_ = netted_;
}

std::string_view TiersHeld::on(Day day) const {
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), day,
                                      [](Day wanted, const TierChange& change) { return wanted < change.day; });
  return after == changes_.begin() ? std::string_view() : std::string_view((after - 1)->tier);
}

Balance balance_on(std::span<const NumberedEntry> account, Day as_of) {
  Tally tally(as_of);
  for (const auto& [number, entry] : account) tally.add(number, entry);
  return tally.balance();
}

Balance effect(const NumberedEntry& line) {
  Tally tally(never);
  tally.add(line.number, line.entry);
  return tally.balance();
}

Bought bought_in(const Window& window, const History& history, Day day) {
  const Day first = first_day(window, day, history.joined_on);
  const auto inside = [&](Day on) { return first <= on && on <= day; };
  const auto standings = order_standings(history, day);
  Bought bought;
  for (std::size_t index = 0; index < standings.size(); ++index) {
    const auto& order = history.orders[index];
    if (!standings[index].purchase || !inside(order.day())) continue;
    ++bought.orders;
    bought.spend += order.amount - standings[index].refunded;
  }
  for (const auto& refund : history.refunds)
    if (!refund.order && inside(refund.day())) bought.spend -= refund.amount;
  return bought;
}

std::vector<NumberedEntry> uncancelled(std::span<const NumberedEntry> account, Day as_of) {
  std::unordered_set<std::int32_t> cancelled;
  for (const auto& line : account)
    if (line.entry.reverses != 0) cancelled.insert(line.entry.reverses);
  std::vector<NumberedEntry> standing;
  for (const auto& line : account)
    if (line.entry.day <= as_of && line.entry.reverses == 0 && !cancelled.contains(line.number))
      standing.push_back(line);
  return standing;
}

std::vector<OpenLot> open_lots(std::span<const NumberedEntry> account, Day as_of) {
  std::vector<OpenLot> lots;
  for (const auto& line : uncancelled(account, as_of)) {
    const auto& entry = line.entry;
    if (opens_lot(entry)) {
      lots.push_back({line.number, entry.points, entry.available_on, entry.last_day});
      continue;
    }
    const auto lot =
        std::find_if(lots.begin(), lots.end(), [&](const OpenLot& each) { return each.number == entry.lot; });
    if (lot == lots.end()) continue;
    add(lot->remaining, effect(line).balance);
    if (entry.kind == EntryKind::redate) lot->last_day = entry.last_day;
  }
  std::erase_if(lots, [](const OpenLot& lot) { return lot.remaining <= 0; });
  std::sort(lots.begin(), lots.end(), [](const OpenLot& left, const OpenLot& right) {
    return std::tie(left.last_day, left.number) < std::tie(right.last_day, right.number);
  });
  return lots;
}

std::optional<Ratio> rate(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return Ratio{scale(part, Ratio::one, whole, Rounding::nearest)};
}

} // namespace loyalty
