// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/coupons/follow_up.hpp"
#include "app/night/redated.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/tiering.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {

using store::Halves;

/// What settling wrote.
struct Settled {
  std::int64_t members = 0; ///< whose days were walked
  std::int64_t entries = 0;
  Points earned = 0;
  Points expired = 0;
  Points clawed_back = 0;
  std::int64_t promoted = 0;
  std::int64_t renewed = 0;
  std::int64_t demoted = 0;
  std::int64_t corrected = 0; ///< lines cancelled because facts arrived late or were undone, or the rules changed
  std::int64_t drawn = 0;     ///< newcomers whose place in a hold-out was noted
  bool new_rules = false;     ///< an earlier version of this program, with other rules, had settled these days
  FollowedUp followed = {};
  Redated redated = {};
};

/// Told after each group of members: how many of how many are done.
using Progress = std::function<void(std::int64_t done, std::int64_t of)>;
/// Told of every line written to a tier history.
using TierObserver = std::function<void(MemberId, const TierChange&)>;

/// Lets the engine walk the days of every member who has something due through `through`, compares its conclusions with
/// the stored ones and appends what is missing.
Settled settle_due(shop::Work& work, const Timeline& timeline, Day through, Halves halves,
                   const Progress& progress = {}, const TierObserver& on_tier = {});

/// The same for some members, whether or not something is due. `members` ascend.
Settled settle_members(shop::Work& work, const Timeline& timeline, std::span<const MemberId> members, Day through,
                       Halves halves, const TierObserver& on_tier = {});

/// Walks members' days once more, each through the days that the settlement names: lines that no longer follow are
/// cancelled, vouchers and places on rosters that no longer follow are called off. `settlements` ascend by member.
Settled settle_again(shop::Work& work, const Timeline& timeline, std::span<const store::Settlement> settlements,
                     const Progress& progress = {});

/// What was settled, for the batch.
std::string counts_of(const Settled& settled);

} // namespace loyalty::app
