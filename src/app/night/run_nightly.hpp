// SPDX-License-Identifier: MIT
#pragma once

#include "app/night/settle.hpp"
#include "app/night/tier_losses.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

struct Night {
  Settled settled;
  bool new_program = false; ///< the program file differs from the version used last
  shop::Receipt receipt;
};

/// Expires, awards and decides tiers for every member who has something due through the day of the command, in one
/// transaction. With one half only, `award-points` or `recalc-tiers`; the halves write the same lines together.
/// Nothing is written where nothing is due and the day was settled before. `on_losses` is told before anything is kept
/// where a changed program takes a tier from many.
Night run_nightly(const shop::Context& context, const shop::ProgramText& program, Halves halves = {},
                  const Progress& progress = {}, const TierObserver& on_tier = {}, const LossObserver& on_losses = {});

} // namespace loyalty::app
