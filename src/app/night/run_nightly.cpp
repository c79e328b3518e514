// SPDX-License-Identifier: MIT
#include "app/night/run_nightly.hpp"

#include "store/programs.hpp"

namespace loyalty::app {
namespace {

store::BatchKind kind_of_night(Halves halves) {
  if (!halves.tiers) return store::BatchKind::points_awarded;
  return halves.points ? store::BatchKind::night : store::BatchKind::tiers_recalculated;
}

} // namespace

Night run_nightly(const shop::Context& context, const shop::ProgramText& text, Halves halves, const Progress& progress,
                  const TierObserver& on_tier, const LossObserver& on_losses) {
  Night night;
  shop::Work work(context, kind_of_night(halves));
  const auto settled_before = store::settled_through(context.ledger);
  const auto program = shop::take_program(work, text);
  const auto changes = halves.tiers && on_losses ? changes_to_decide(context.ledger, program.timeline, context.as_of)
                                                 : std::vector<Day>{};
  night.new_program = !work.batch().empty() && program.timeline.size() > 1;
  night.settled = settle_due(work, program.timeline, context.as_of, halves, progress, on_tier);
  for (const Day day : changes) {
    auto losses = tier_losses(context.ledger, program.timeline, day);
    if (!losses.many()) continue;
    const auto kept_by = store::kept_by(context.ledger, program.timeline.on(day)->id);
    if (kept_by != work.batch().id()) losses.kept_by = kept_by;
    on_losses(losses);
  }
  night.receipt.dry_run = context.dry_run;
  const bool new_day = !settled_before || *settled_before < context.as_of;
  if (work.batch().empty() && !new_day) {
    if (night.settled.members > 0) work.keep();
    return night;
  }
  night.receipt =
      work.finish({.program = program.id, .settled_through = context.as_of, .counts = counts_of(night.settled)});
  return night;
}

} // namespace loyalty::app
