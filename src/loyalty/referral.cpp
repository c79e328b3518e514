// SPDX-License-Identifier: MIT
#include "loyalty/referral.hpp"

#include <algorithm>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

const ReferralRules& rules_on(const Timeline& timeline, Day day) {
  static const ReferralRules none;
  const auto* program = timeline.program_on(day);
  return program == nullptr ? none : program->referral;
}

/// What an order must come to; nothing is earned by a present.
Money least(const ReferralRules& rules) { return std::max(rules.min_order, Money{1}); }

/// The first refund that left less than the rules ask for; nullptr if none did.
const OrderLeft* loss(const Invited::Order& order, Money least) {
  const auto found = std::find_if(order.left.begin(), order.left.end(),
                                  [least](const OrderLeft& left) { return left.amount < least; });
  return found == order.left.end() ? nullptr : &*found;
}

} // namespace

std::string_view to_string(InviteRefusal refusal) {
  switch (refusal) {
    case InviteRefusal::self: return "self_invited";
    case InviteRefusal::has_inviter: return "inviter_known";
    case InviteRefusal::ring: return "invited_in_a_ring";
    case InviteRefusal::has_ordered: return "ordered_before";
    case InviteRefusal::known_phone: return "phone_known";
  }
  return {};
}

std::optional<InviteRefusal> check_invite(MemberId member, MemberId inviter, const InviterOf& inviter_of,
                                          const InviteFacts& facts) {
  if (member == inviter) return InviteRefusal::self;
  if (const auto known = inviter_of(member))
    return known == inviter ? std::nullopt : std::optional(InviteRefusal::has_inviter);
  for (auto above = inviter_of(inviter); above; above = inviter_of(*above))
    if (above == member) return InviteRefusal::ring;
  if (facts.has_ordered) return InviteRefusal::has_ordered;
  return facts.shares_phone ? std::optional(InviteRefusal::known_phone) : std::nullopt;
}

void keep_one_inviter(History& history) {
  Day bought = never;
  const auto standings = order_standings(history, never);
  for (std::size_t index = 0; index < standings.size(); ++index)
    if (standings[index].purchase) bought = std::min(bought, history.orders[index].day());
  bool brought = false;
  std::erase_if(history.acts, [&](const Act& act) {
    if (act.kind != ActKind::invite) return false;
    const bool first = !std::exchange(brought, true);
    return !first || bought < act.day;
  });
}

bool was_brought_by(const History& history, MemberId inviter) {
  return std::ranges::any_of(history.acts,
                             [inviter](const Act& act) { return act.kind == ActKind::invite && act.other == inviter; });
}

std::vector<ReferralSpan> referral_spans(const Invited& invited, const Timeline& timeline) {
  std::vector<ReferralSpan> spans;
  Day open_from = invited.on;
  for (const auto& order : invited.orders) {
    const auto& rules = rules_on(timeline, order.day);
    if (order.day < invited.on || order.paid < least(rules)) continue;
    const auto* lost = loss(order, least(rules));
    const Day stays_on = order.day + rules.hold_days;
    const Day from = std::max(stays_on, open_from);
    if (lost != nullptr && lost->on <= from) continue;
    spans.push_back({.from = from, .due = stays_on, .order = order.id});
    if (lost == nullptr) break;
    spans.back().lost_by = lost->by;
    spans.back().until = open_from = lost->on;
  }
  return spans;
}

ReferralCase referral_on(const Invited& invited, const Timeline& timeline, Day as_of) {
  for (const auto& span : referral_spans(invited, timeline))
    if (span.from <= as_of && as_of < span.until) return {ReferralState::counted, span.order};
  bool lost = false;
  for (const auto& order : invited.orders) {
    const Money wanted = least(rules_on(timeline, order.day));
    if (order.day < invited.on || order.day > as_of || order.paid < wanted) continue;
    const auto* gone = loss(order, wanted);
    if (gone == nullptr || gone->on > as_of) return {};
    lost = true;
  }
  return {lost ? ReferralState::lost : ReferralState::waiting};
}

Invited invited_member(const History& history, Day on) {
  Invited invited{.member = history.member, .on = on, .orders = {}};
  const bool ever_closed = std::ranges::any_of(history.acts, [](const Act& act) { return act.kind == ActKind::close; });
  for (std::size_t index = 0; index < history.orders.size(); ++index) {
    const OrderFact& order = history.orders[index];
    if (order.void_from_start || order.fee || order.day() < on) continue;
    if (ever_closed && is_closed(history, order.day() - 1)) continue;
    Invited::Order seen{.id = order.id, .day = order.day(), .paid = order.amount - order.refunded};
    seen.left = left_of(history, index);
    invited.orders.push_back(std::move(seen));
  }
  return invited;
}

} // namespace loyalty
