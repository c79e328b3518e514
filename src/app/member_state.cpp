// SPDX-License-Identifier: MIT
#include "app/member_state.hpp"

#include <algorithm>

#include "store/acts.hpp"
#include "store/orders.hpp"
#include "store/profiles.hpp"

namespace loyalty::app {
namespace {

void learn(MemberState& state, const Act& act) {
  switch (act.kind) {
    case ActKind::tag: state.tags.insert(act.subject); break;
    case ActKind::untag: state.tags.erase(act.subject); break;
    case ActKind::field:
      if (act.text.empty())
        state.fields.erase(act.subject);
      else
        state.fields[act.subject] = act.text;
      break;
    case ActKind::opt_out: state.opted_out = true; break;
    case ActKind::consent: state.opted_out = false; break;
    case ActKind::invite: state.inviter = act.other; break;
    case ActKind::grant:
      state.grant = TierGrant{act.subject, act.until};
      if (act.until < act.day) state.grant.reset();
      break;
    default: break;
  }
}

void learn_term(std::vector<MembershipTerm>& terms, const Act& act) {
  if (act.kind == ActKind::membership) terms.push_back({act.subject, act.day, act.until, act.money});
  if (act.kind != ActKind::end_membership) return;
  for (auto& term : terms)
    if (term.plan == act.subject && (act.text.empty() || term.from == act.day))
      term.until = std::min(term.until, act.day - 1);
}

/// A fee order begins a term after those that run on its day.
void learn_order(std::vector<MembershipTerm>& terms, const store::FeeOrder& order, const Program& program) {
  const auto* plan = program.plan(order.plan);
  if (plan == nullptr) return;
  Day from = order.day;
  for (const auto& term : terms)
    if (term.plan == plan->id && term.until >= from) from = term.until + 1;
  terms.push_back({plan->id, from, from + plan->term - 1, order.amount, true});
}

}  // namespace

MemberState member_state(store::Ledger& ledger, MemberId member, Day as_of, const Program* program) {
  MemberState state;
  const auto orders = program == nullptr ? std::vector<store::FeeOrder>{} : store::fee_orders(ledger, member);
  auto order = orders.begin();
  for (const auto& stored : store::acts_of(ledger, member)) {
    const bool membership = stored.act.kind == ActKind::membership || stored.act.kind == ActKind::end_membership;
    if (!membership && stored.act.day > as_of) continue;
    // Of one day, orders come first.
    for (; order != orders.end() && order->day <= stored.act.day; ++order) learn_order(state.terms, *order, *program);
    learn(state, stored.act);
    learn_term(state.terms, stored.act);
  }
  for (; order != orders.end(); ++order) learn_order(state.terms, *order, *program);
  std::erase_if(state.terms, [](const MembershipTerm& term) { return term.until < term.from; });
  std::stable_sort(state.terms.begin(), state.terms.end(),
                   [](const MembershipTerm& left, const MembershipTerm& right) { return left.from < right.from; });
  for (const auto& note : store::birthdays(ledger, member))
    if (note.known_on <= as_of) state.birthday = note.birthday;
  return state;
}

std::optional<Day> paid_through(const MemberState& state, std::string_view plan, Day day) {
  std::optional<Day> last;
  for (const auto& term : state.terms)
    if (term.plan == plan && term.until >= day) last = last ? std::max(*last, term.until) : term.until;
  return last;
}

}  // namespace loyalty::app
