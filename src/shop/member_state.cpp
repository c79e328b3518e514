// SPDX-License-Identifier: MIT
#include "shop/member_state.hpp"

#include <fmt/format.h>

#include "store/histories.hpp"
#include "store/orders.hpp"
#include "store/personal_data.hpp"

namespace loyalty::shop {
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

} // namespace

MemberState member_state(store::Ledger& ledger, MemberId member, Day as_of) {
  return member_state(ledger, member, store::acts_of(ledger, member), as_of);
}

MemberState member_state(store::Ledger& ledger, MemberId member, std::span<const store::StoredAct> acts, Day as_of) {
  MemberState state;
  for (const auto& stored : acts)
    if (stored.act.day <= as_of) learn(state, stored.act);
  for (const auto& note : store::birthdays(ledger, member))
    if (note.known_on <= as_of) state.birthday = note.birthday;
  state.closed = closed_since(acts, as_of);
  return state;
}

store::StoredAct joins(MemberId member, Day day) {
  store::StoredAct stored{.member = member, .act = {.day = day, .kind = ActKind::opening}, .reason = "joined"};
  stored.act.text = opening_on_top;
  stored.key = fmt::format("joined {}", member.value);
  return stored;
}

std::vector<PlanTerm> terms_of(store::Ledger& ledger, const Timeline& timeline, MemberId member, Day as_of) {
  store::HistoryReader histories(ledger, member, member, {.sales = true, .invited = false});
  const auto* history = histories.next();
  return history == nullptr ? std::vector<PlanTerm>{} : plan_terms(*history, timeline, as_of);
}

} // namespace loyalty::shop
