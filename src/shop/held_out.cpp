// SPDX-License-Identifier: MIT
#include "shop/held_out.hpp"

#include <string_view>
#include <vector>

#include "loyalty/error.hpp"
#include "loyalty/estimate.hpp"
#include "messages/suggest.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"

namespace loyalty::shop {
namespace {

void add_held(store::Ledger& ledger, const store::StoredHoldout& drawn, std::unordered_set<MemberId>& held) {
  std::unordered_set<MemberId> told;
  store::read_acts(
      ledger, ActKind::holdout,
      [&](const store::StoredAct& stored) {
        // The first act counts, as where histories are read.
        const auto assignment = store::assignment_of({&drawn, 1}, stored.act, stored.batch);
        if (assignment && told.insert(stored.member).second && assignment->held) held.insert(stored.member);
      },
      drawn.name);
  if (!drawn.segment.empty()) return;
  const auto& whose = ledger.whose();
  store::read_names(ledger, [&](MemberId member, std::string_view key, std::string_view) {
    if (!whose.is_merged(member) && !told.contains(member) && loyalty::held_out(drawn.seed, key, drawn.share))
      held.insert(member);
  });
}

} // namespace

std::unordered_set<MemberId> held_out(store::Ledger& ledger, Day day) {
  std::unordered_set<MemberId> held;
  for (const auto& drawn : store::holdouts(ledger))
    if (drawn.day <= day && day <= drawn.until) add_held(ledger, drawn, held);
  return held;
}

store::StoredHoldout require_holdout(store::Ledger& ledger, const std::string& name) {
  const auto all = store::holdouts(ledger);
  if (const auto* drawn = store::find_holdout(all, name)) return *drawn;
  std::vector<std::string_view> known;
  for (const auto& each : all) known.push_back(each.name);
  throw Error(Failure::refused, "there is no hold-out {holdout}"_en(name), {},
              known.empty() ? "draw one with: loyalty draw-holdout NAME --share 50%"_en()
                            : messages::which_there_are(name, known))
      .named("holdout_not_found");
}

} // namespace loyalty::shop
