// SPDX-License-Identifier: MIT
#include "store/rosters.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

namespace {

using tables::acts;
constexpr Selection of_roster_act{acts.member_id, acts.batch_id, acts.day, acts.kind, acts.subject, acts.id};

RosterChange read_roster_change(const Cursor& row) {
  return {row.day(of_roster_act[acts.day]), row.string(of_roster_act[acts.subject]),
          row.kind<ActKind>(of_roster_act[acts.kind]) == ActKind::enter_group};
}

/// What was written of a customer who was known as several members: who is on a roster is put there only once.
std::vector<RosterChange> put_together(std::vector<std::pair<ActId, RosterChange>> told) {
  std::ranges::stable_sort(told, {}, &std::pair<ActId, RosterChange>::first);
  std::set<std::string> inside;
  std::vector<RosterChange> changes;
  for (auto& [act, each] : told) {
    const bool changed = each.enters ? inside.insert(each.group).second : inside.erase(each.group) > 0;
    if (changed) changes.push_back(std::move(each));
  }
  return changes;
}

} // namespace

void read_rosters(Ledger& ledger, MemberId first, MemberId last,
                  const std::function<void(MemberId, const RosterChange&)>& use) {
  constexpr auto enters = static_cast<int>(ActKind::enter_group);
  constexpr auto leaves = static_cast<int>(ActKind::leave_group);
  const auto& whose = ledger.whose();
  std::map<MemberId, std::vector<std::pair<ActId, RosterChange>>> merged;
  for (const auto kept : whose.merged_between(first, last)) merged.try_emplace(kept);
  Cursor rows(ledger.database(),
              of_roster_act.from("acts WHERE member_id BETWEEN ?1 AND ?2 AND kind IN (?3, ?4) ORDER BY member_id, id"));
  const auto read = [&](MemberId from, MemberId through, const auto& take) {
    rows.bind(from, through, enters, leaves);
    while (rows.next())
      if (!ledger.undone().contains(rows.id<BatchId>(of_roster_act[acts.batch_id])))
        take(rows.id<MemberId>(of_roster_act[acts.member_id]));
  };
  read(first, last, [&](MemberId member) {
    if (!whose.is_merged(member) && !merged.contains(member)) use(member, read_roster_change(rows));
  });
  for (auto& [kept, told] : merged) {
    for (const auto number : whose.numbers_of(kept))
      read(number, number,
           [&](MemberId) { told.emplace_back(rows.id<ActId>(of_roster_act[acts.id]), read_roster_change(rows)); });
    for (const auto& each : put_together(std::move(told))) use(kept, each);
  }
}

} // namespace loyalty::store
