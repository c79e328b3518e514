// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "app/night/run_nightly.hpp"

namespace loyalty::app {

struct DueTierChange {
  std::string member_id;
  std::string name;
  TierChange change;
};

struct RecalculatedTiers {
  Night night;
  std::vector<DueTierChange> changes; ///< by member; cancelled lines are left out
};

/// Decides every tier that is due and tells each change; with a dry run, what would change.
RecalculatedTiers recalc_tiers(const shop::Context& context, const shop::ProgramText& program,
                               const Progress& progress = {}, const LossObserver& on_losses = {});

} // namespace loyalty::app
