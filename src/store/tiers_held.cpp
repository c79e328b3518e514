// SPDX-License-Identifier: MIT
#include "store/tiers_held.hpp"

#include <fmt/format.h>

#include <vector>

#include "loyalty/difference.hpp"
#include "store/sqlite/cursor.hpp"

namespace loyalty::store {
namespace {

TierChange read_change(const Cursor& row) {
  TierChange change;
  change.day = row.day(1);
  change.tier = row.string(2);
  change.until = row.day_or_never(3);
  change.reason = row.kind<TierReason>(4);
  change.qualifying = row.sum(5);
  change.program = row.id(6);
  change.reversal = row.flag(7);
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
  Cursor rows(ledger.database(),
              fmt::format("SELECT member_id, day, tier, until, reason, qualifying, program_id, reversal "
                          "FROM tier_changes {}ORDER BY member_id, change_no",
                          member ? "WHERE member_id = ? " : ""));
  if (member) rows.bind(*member);
  std::vector<TierChange> changes;
  for (bool more = rows.next(); more;) {
    const MemberId id = rows.id(0);
    changes.clear();
    for (; more && rows.id(0) == id; more = rows.next()) changes.push_back(read_change(rows));
    if (const auto tier = tier_on(day, changes); !tier.empty()) use(id, tier);
  }
}

} // namespace loyalty::store
