// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "app/coupons/follow_up.hpp"
#include "app/night/redated.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/tiering.hpp"

namespace loyalty::app {

/// What was added to members' conclusions.
struct Added {
  std::int64_t entries = 0;
  Points earned = 0;
  Points expired = 0;
  Points clawed_back = 0;
  std::int64_t promoted = 0;
  std::int64_t renewed = 0;
  std::int64_t demoted = 0;
  std::int64_t corrected = 0; ///< lines cancelled because facts arrived late or were undone, or the rules changed
  Redated redated = {};

  void count(const Entry& entry);
  void count(const TierChange& change);
  Added& operator+=(const Added& other);
};

/// What settling wrote.
struct Settled : Added {
  std::int64_t members = 0; ///< whose days were walked
  std::int64_t drawn = 0;   ///< newcomers whose place in a hold-out was noted
  bool new_rules = false;   ///< an earlier version of this program, with other rules, had settled these days
  FollowedUp followed = {};
};

/// What was settled, for the batch.
std::string counts_of(const Settled& settled);

} // namespace loyalty::app
