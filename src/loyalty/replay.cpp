// SPDX-License-Identifier: MIT
#include "loyalty/replay.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "loyalty/redeeming.hpp"

namespace loyalty {
namespace {

const std::optional<RedeemRule>* redeem_rule(const Timeline& timeline, Day day) {
  const auto* program = timeline.program_on(day);
  return program == nullptr ? nullptr : &program->points.redeem;
}

/// Pieces of a gift that one redemption bought.
std::int64_t pieces_of(const Act& act) { return parse_whole(act.text).value_or(1); }

/// The first redemption that found too few points, and how many were missing; nullptr if there is none.
const Entry* first_overspent(const Conclusions& walked) {
  const auto overspent = [](const Entry& entry) {
    return entry.kind == EntryKind::redeem && entry.lot == 0 && entry.reverses == 0;
  };
  const auto found = std::find_if(walked.entries.begin(), walked.entries.end(), overspent);
  return found == walked.entries.end() ? nullptr : &*found;
}

/// Takes back what the balance did not reach for: whole gifts, parts of money.
void ask_for_less(History& history, const Entry& overspent) {
  if (const auto act = act_of(overspent.cause)) {
    for (auto& each : history.acts)
      if (each.id == *act) each.points = each.subject.empty() ? each.points - overspent.points : 0;
    return;
  }
  const auto order = order_of(overspent.cause);
  for (auto& each : history.orders)
    if (order && each.id == *order) each.points_redeemed -= overspent.points;
}

void count_vouchers(const Conclusions& walked, Replayed& replayed) {
  std::map<std::pair<std::string, std::string>, bool> stands;
  for (const auto& occasion : walked.occasions) stands[{occasion.coupon, occasion.key}] = !occasion.undone;
  for (const auto& [occasion, stand] : stands)
    if (stand) ++replayed.vouchers[occasion.first];
}

} // namespace

Replay::Replay(Timeline rules, Timeline redeemed_under)
    : engine_(std::move(rules)), redeemed_under_(std::move(redeemed_under)) {}

Money Replay::worth_then(Day day, Points redeemed) const {
  const auto* rule = redeem_rule(redeemed_under_, day);
  return rule == nullptr || !*rule ? Money{} : worth_of(**rule, redeemed);
}

Points Replay::same_money(Day day, Points redeemed) const {
  const auto* then = redeem_rule(redeemed_under_, day);
  const auto* now = redeem_rule(rules(), day);
  if (now == nullptr || !*now || (*now)->worth <= Money{}) return 0;
  const bool same = then != nullptr && *then && (*then)->points == (*now)->points && (*then)->worth == (*now)->worth;
  if (same) return redeemed;
  return scale(worth_then(day, redeemed).minor, (*now)->points, (*now)->worth.minor, Rounding::nearest);
}

const Gift* Replay::gift_of(const Act& act) const {
  const auto* program = act.subject.empty() ? nullptr : rules().program_on(act.day);
  return program == nullptr ? nullptr : program->gift(act.subject);
}

Points Replay::asked(const OrderFact& order) const { return same_money(order.day(), order.points_redeemed); }

Points Replay::asked(const Act& act) const {
  if (const auto* gift = gift_of(act)) return scale(gift->points, pieces_of(act), 1, Rounding::floor);
  return act.subject.empty() ? same_money(act.day, act.points) : 0;
}

void Replay::ask(History& history) const {
  for (auto& order : history.orders)
    if (order.points_redeemed != 0) order.points_redeemed = asked(order);
  for (auto& act : history.acts)
    if (act.kind == ActKind::redeem) act.points = asked(act);
}

const Conclusions& Replay::walk_within_balance(History& history, Day as_of) {
  const auto* walked = &engine_.walk(history, as_of);
  while (const auto* overspent = first_overspent(*walked)) {
    ask_for_less(history, *overspent);
    walked = &engine_.walk(history, as_of);
  }
  return *walked;
}

void Replay::count_redemptions(const History& in_fact, const History& asked, Day as_of, Replayed& replayed) const {
  const auto count = [&](Day day, Points redeemed, Points now) {
    const auto* rule = redeem_rule(rules(), day);
    const Money wanted = worth_then(day, redeemed);
    const Money paid = rule == nullptr || !*rule ? Money{} : worth_of(**rule, now);
    replayed.paid_by_points += paid;
    if (wanted > paid) replayed.missing += wanted - paid;
  };
  for (std::size_t index = 0; index < in_fact.orders.size(); ++index) {
    const auto& order = in_fact.orders[index];
    const bool counts = !order.fee && !order.void_from_start && order.day() <= as_of;
    if (counts && order.points_redeemed != 0)
      count(order.day(), order.points_redeemed, asked.orders[index].points_redeemed);
  }
  for (std::size_t index = 0; index < in_fact.acts.size(); ++index) {
    const auto& act = in_fact.acts[index];
    if (act.kind != ActKind::redeem || act.day > as_of) continue;
    if (act.subject.empty())
      count(act.day, act.points, asked.acts[index].points);
    else if (asked.acts[index].points > 0)
      replayed.gifts[act.subject] += pieces_of(act);
  }
}

Replayed Replay::of(const History& history, Day as_of) {
  History asked = history;
  ask(asked);
  const auto& walked = walk_within_balance(asked, as_of);
  Replayed replayed;
  Tally tally(as_of);
  for (std::size_t index = 0; index < walked.entries.size(); ++index)
    tally.add(static_cast<std::int32_t>(index) + 1, walked.entries[index]);
  replayed.points = tally.balance();
  replayed.tier_changes = walked.tier_changes;
  for (const auto& move : walked.cash) replayed.cash_back += move.amount;
  count_vouchers(walked, replayed);
  count_redemptions(history, asked, as_of, replayed);
  return replayed;
}

} // namespace loyalty
