// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "shop/work.hpp"

namespace loyalty::app {

/// Of those who held a tier on the eve of a changed program, how many fall from it on the first day because of the
/// change.
struct TierLoss {
  std::string tier;
  std::int64_t held = 0;
  std::int64_t lost = 0;
};

/// What a changed program takes on the first day that it rules.
struct TierLosses {
  Day on = {};
  std::vector<TierLoss> tiers; ///< by id, those with a loss only
  std::optional<BatchId> kept_by =
      {}; ///< the earlier batch that kept the changed program; absent: the night itself does

  /// Whether more than a fifth of those who hold some tier would lose it.
  bool many() const;
};

/// Told before anything is kept; what it throws gives the night up.
using LossObserver = std::function<void(const TierLosses&)>;

/// The days through `through` on which a changed program begins to rule and tiers are not decided yet: what kept the
/// program first may have been another command than a night.
std::vector<Day> changes_to_decide(store::Ledger& ledger, const Timeline& timeline, Day through);

/// What the program that begins on `day` takes, once that day is decided in the ledger. Falls that the one before it
/// would have brought on that day as well are no loss. Nothing may be written on the ledger meanwhile.
TierLosses tier_losses(store::Ledger& ledger, const Timeline& timeline, Day day);

} // namespace loyalty::app
