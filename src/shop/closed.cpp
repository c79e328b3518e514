// SPDX-License-Identifier: MIT
#include "shop/closed.hpp"

#include <map>
#include <utility>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"

namespace loyalty::shop {

std::optional<ClosedSince> closed_since(store::Ledger& ledger, MemberId member, Day day) {
  return closed_since(store::acts_of(ledger, member), day);
}

std::optional<ClosedSince> closed_since(std::span<const store::StoredAct> acts, Day day) {
  std::optional<ClosedSince> since;
  bool closed = false;
  for (const auto& stored : acts) {
    if (stored.act.day > day) continue;
    const bool now = is_closed_after(stored.act, closed);
    if (now && !closed) since = ClosedSince{stored.act.day, stored.reason};
    if (!now) since.reset();
    closed = now;
  }
  return since;
}

std::unordered_set<MemberId> closed_members(store::Ledger& ledger, Day day) {
  std::map<std::pair<Day, ActId>, std::pair<MemberId, Act>> told;
  for (const auto kind : {ActKind::close, ActKind::reopen})
    store::read_acts(ledger, kind, [&](const store::StoredAct& stored) {
      if (stored.act.day <= day)
        told.emplace(std::pair(stored.act.day, stored.act.id), std::pair(stored.member, stored.act));
    });
  std::unordered_set<MemberId> closed;
  for (const auto& [place, word] : told) {
    if (is_closed_after(word.second, closed.contains(word.first)))
      closed.insert(word.first);
    else
      closed.erase(word.first);
  }
  return closed;
}

void refuse_closed(store::Ledger& ledger, const store::Member& member, Day day) {
  const auto since = closed_since(ledger, member.id, day);
  if (!since) return;
  throw Error(Failure::refused, "{member} is shut out"_en(member.key),
              "since {day}: {reason}"_en(since->day, since->reason),
              "let them in again first: loyalty reopen-member {member} --reason \"why\""_en(member.key))
      .named(std::string(to_string(Refusal::member_closed)));
}

} // namespace loyalty::shop
