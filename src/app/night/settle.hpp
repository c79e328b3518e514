// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "app/night/settled.hpp"
#include "loyalty/tiering.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {

using store::Halves;

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

} // namespace loyalty::app
