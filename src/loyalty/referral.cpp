// SPDX-License-Identifier: MIT
#include "loyalty/referral.hpp"

#include <algorithm>

#include "loyalty/reigns.hpp"

namespace loyalty {
namespace {

const ReferralRules& rules_on(const Timeline& timeline, Day day) {
  static const ReferralRules none;
  const auto* program = program_on(timeline, day);
  return program == nullptr ? none : program->referral;
}

/// What an order must come to; nothing is earned by a present.
Money least(const ReferralRules& rules) { return std::max(rules.min_order, Money{1}); }

/// The first refund that left less than the rules ask for; nullptr if none did.
const Invited::Left* loss(const Invited::Order& order, Money least) {
  const auto found = std::find_if(order.left.begin(), order.left.end(),
                                  [least](const Invited::Left& left) { return left.amount < least; });
  return found == order.left.end() ? nullptr : &*found;
}

} // namespace

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
    spans.push_back({.from = from, .order = order.id});
    if (lost == nullptr) break;
    spans.back().lost_by = lost->by;
    spans.back().until = open_from = lost->on;
  }
  return spans;
}

ReferralStanding referral_standing(const Invited& invited, const Timeline& timeline, Day as_of) {
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

} // namespace loyalty
