// SPDX-License-Identifier: MIT
#include "referrals.hpp"

#include <algorithm>
#include <tuple>

#include "loyalty/referral.hpp"

namespace loyalty {

/// Gains of a day come first; who is lost and gained on one day is gained after all losses. Ids, which follow the order
/// of import, decide nothing.
Referrals::Referrals(const History& history, const Timeline& timeline) {
  if (timeline.empty()) return;
  for (std::size_t place = 0; place < history.invited.size(); ++place)
    plan(history.invited[place], place, timeline, false);
  for (const auto& act : history.acts)
    if (act.kind == ActKind::invite) plan(invited_member(history, act.day), 0, timeline, true);
  const auto place = [](const ReferralEvent& event) {
    return std::tie(event.day, event.kind, event.own, event.brought_on, event.ordered_on, event.paid);
  };
  std::stable_sort(events_.begin(), events_.end(),
                   [&](const ReferralEvent& left, const ReferralEvent& right) { return place(left) < place(right); });
}

void Referrals::plan(const Invited& invited, std::size_t place, const Timeline& timeline, bool own) {
  using Kind = ReferralEvent::Kind;
  Day lost_on = never;
  for (const auto& span : referral_spans(invited, timeline)) {
    const auto order = std::find_if(invited.orders.begin(), invited.orders.end(),
                                    [&](const Invited::Order& each) { return each.id == span.order; });
    ReferralEvent event{.day = span.from,
                        .kind = span.from == lost_on ? Kind::gained_again : Kind::gained,
                        .own = own,
                        .invited = place,
                        .order = span.order,
                        .due = span.due,
                        .brought_on = invited.on,
                        .ordered_on = order->day,
                        .paid = order->paid};
    events_.push_back(event);
    event.day = lost_on = span.until;
    event.kind = Kind::lost;
    event.by = cause_of(span.lost_by, {});
    if (span.until != never) events_.push_back(event);
  }
}

const ReferralEvent& Referrals::count_next() {
  const auto& event = events_[next_++];
  if (event.own) return event;
  if (event.kind == ReferralEvent::Kind::lost)
    counted_[event.invited].second = event.day;
  else
    counted_[event.invited] = {event.day, never};
  return event;
}

std::int64_t Referrals::count(Day first, Day last) const {
  return std::count_if(counted_.begin(), counted_.end(), [&](const auto& each) {
    const auto& [gained, lost] = each.second;
    return first <= gained && gained <= last && lost > last;
  });
}

std::int64_t Referrals::standing(Day first, Day last) const {
  return std::count_if(counted_.begin(), counted_.end(), [&](const auto& each) {
    const auto& [gained, lost] = each.second;
    return first <= gained && gained <= last && lost == never;
  });
}

Day Referrals::first_gained(Day first) const {
  Day next = never;
  for (const auto& [place, days] : counted_)
    if (days.first >= first) next = std::min(next, days.first);
  return next;
}

} // namespace loyalty
