// SPDX-License-Identifier: MIT
#include "store/tiers_held.hpp"

#include <fmt/format.h>

#include <vector>

#include "loyalty/difference.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

using tables::tier_changes;
constexpr Selection of_held_tier{tier_changes.member_id,  tier_changes.day,     tier_changes.tier,
                                 tier_changes.until,      tier_changes.reason,  tier_changes.qualifying,
                                 tier_changes.program_id, tier_changes.reversal};

TierChange read_change(const Cursor& row) {
  TierChange change;
  change.day = row.day(of_held_tier[tier_changes.day]);
  change.tier = row.string(of_held_tier[tier_changes.tier]);
  change.until = row.day_or_never(of_held_tier[tier_changes.until]);
  change.reason = row.kind<TierReason>(of_held_tier[tier_changes.reason]);
  change.qualifying = row.sum(of_held_tier[tier_changes.qualifying]);
  change.program = row.id<ProgramId>(of_held_tier[tier_changes.program_id]);
  change.reversal = row.flag(of_held_tier[tier_changes.reversal]);
  return change;
}

std::string tier_on(Day day, const std::vector<TierChange>& stored) {
  std::string tier;
  for (const auto& change : netted(stored))
    if (change.day <= day) tier = change.tier;
  return tier;
}

} // namespace

void read_tiers_held(Ledger& ledger, Day day, std::optional<MemberId> member,
                     const std::function<void(MemberId, const std::string& tier)>& use) {
  Cursor rows(ledger.database(), of_held_tier.from(fmt::format("tier_changes {}ORDER BY member_id, change_no",
                                                               member ? "WHERE member_id = ? " : "")));
  if (member) rows.bind(*member);
  std::vector<TierChange> changes;
  for (bool more = rows.next(); more;) {
    const MemberId id = rows.id<MemberId>(of_held_tier[tier_changes.member_id]);
    changes.clear();
    for (; more && rows.id<MemberId>(of_held_tier[tier_changes.member_id]) == id; more = rows.next())
      changes.push_back(read_change(rows));
    // The lines of a merged member are cancelled by the next night.
    if (ledger.whose().is_merged(id)) continue;
    if (const auto tier = tier_on(day, changes); !tier.empty()) use(id, tier);
  }
}

} // namespace loyalty::store
