// SPDX-License-Identifier: MIT
#include "app/night/recalc_tiers.hpp"

#include <unordered_map>

#include "store/members.hpp"

namespace loyalty::app {

RecalculatedTiers recalc_tiers(const shop::Context& context, const shop::ProgramText& program, const Progress& progress,
                               const LossObserver& on_losses) {
  std::vector<std::pair<MemberId, TierChange>> changed;
  RecalculatedTiers result;
  result.night = run_nightly(
      context, program, {.points = false, .tiers = true}, progress,
      [&](MemberId member, const TierChange& change) {
        if (!change.reversal) changed.emplace_back(member, change);
      },
      on_losses);
  std::unordered_map<MemberId, store::Member> members;
  if (!changed.empty())
    for (auto& member : store::members(context.ledger)) members.emplace(member.id, std::move(member));
  for (auto& [id, change] : changed) result.changes.push_back({members[id].key, members[id].name, std::move(change)});
  return result;
}

} // namespace loyalty::app
