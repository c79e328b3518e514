// SPDX-License-Identifier: MIT
#include "app/night/tier_losses.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "shop/walked_members.hpp"
#include "store/tiers_held.hpp"

namespace loyalty::app {
namespace {

using Held = std::unordered_map<MemberId, std::string>;

constexpr std::int64_t many_is_one_in = 5;

Held tiers_held_on(store::Ledger& ledger, Day day) {
  Held held;
  store::read_tiers_held(ledger, day, std::nullopt,
                         [&](MemberId member, const std::string& tier) { held[member] = tier; });
  return held;
}

std::string tier_in(const Held& held, MemberId member) {
  const auto found = held.find(member);
  return found == held.end() ? std::string() : found->second;
}

/// The day through which the tiers of the shop are decided; nullopt: never so far.
std::optional<Day> tiers_decided_through(store::Ledger& ledger) {
  std::optional<Day> through;
  for (const auto& batch : store::batches(ledger)) {
    const bool decides =
        batch.start.kind == store::BatchKind::night || batch.start.kind == store::BatchKind::tiers_recalculated;
    if (!decides || batch.undone_by || !batch.end.settled_through) continue;
    through = std::max(through.value_or(*batch.end.settled_through), *batch.end.settled_through);
  }
  return through;
}

/// The place of a tier on the ladder of a program; below all where it has none of that id.
std::ptrdiff_t place_of(const Program& program, const std::string& tier) {
  const auto* found = program.tier(tier);
  return found == nullptr ? -1 : found - program.tiers.data();
}

/// A tier that was taken out of the program keeps its place from the old ladder: who holds what stands there now under
/// another id has lost nothing.
bool is_fall(const Program& before, const Program& now, const std::string& from, const std::string& to) {
  if (from.empty()) return false;
  const auto place = place_of(now, from);
  return place_of(now, to) < (place >= 0 ? place : place_of(before, from));
}

TierLosses losses_of(Day on, const Held& before, const std::unordered_set<MemberId>& fallen) {
  std::map<std::string, TierLoss> by_tier;
  for (const auto& [member, tier] : before) {
    auto& loss = by_tier[tier];
    loss.tier = tier;
    ++loss.held;
    if (fallen.contains(member)) ++loss.lost;
  }
  TierLosses losses{.on = on, .tiers = {}};
  for (const auto& [tier, loss] : by_tier)
    if (loss.lost > 0) losses.tiers.push_back(loss);
  return losses;
}

} // namespace

bool TierLosses::many() const {
  return std::any_of(tiers.begin(), tiers.end(),
                     [](const TierLoss& tier) { return tier.lost * many_is_one_in > tier.held; });
}

std::vector<Day> changes_to_decide(store::Ledger& ledger, const Timeline& timeline, Day through) {
  std::vector<Day> days;
  const auto decided = tiers_decided_through(ledger);
  if (!decided) return days;
  for (const auto& version : timeline)
    if (version.from > *decided && version.from <= through && (days.empty() || days.back() < version.from))
      days.push_back(version.from);
  return days;
}

TierLosses tier_losses(store::Ledger& ledger, const Timeline& timeline, Day day) {
  const auto unchanged = timeline.before(day);
  if (unchanged.empty()) return {.on = day, .tiers = {}};
  const auto& before = *unchanged.latest().program;
  const auto& now = *timeline.program_on(day);
  const auto held = tiers_held_on(ledger, day - 1);
  const auto holds = tiers_held_on(ledger, day);
  std::unordered_set<MemberId> fallen;
  for (const auto& [member, tier] : held)
    if (is_fall(before, now, tier, tier_in(holds, member))) fallen.insert(member);
  auto losses = losses_of(day, held, fallen);
  if (!losses.many()) return losses;

  // A year that ends takes tiers as well: what the program before would have taken that day is not the change's doing.
  shop::walk_members(ledger, unchanged, day, [&](const History& history, Engine& engine) {
    const auto* tier = engine.tier();
    const auto kept = tier == nullptr ? std::string() : tier->id;
    if (is_fall(before, before, tier_in(held, history.member), kept)) fallen.erase(history.member);
  });
  return losses_of(day, held, fallen);
}

} // namespace loyalty::app
