// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "loyalty/history.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

struct HoldoutRequest {
  std::string name;
  Ratio share = {};                       ///< of the members, above 0% and below 100%
  std::optional<std::string> segment;     ///< drawn among its members only; absent: among all, whoever comes later too
  std::optional<std::uint64_t> seed = {}; ///< absent: `chance`
};

/// Before a hold-out is drawn it can be seen what it would show: the days that were just over are taken for those to
/// come.
inline constexpr std::int32_t holdout_trial_days = 90;

/// A hold-out as it stands in the books.
struct DrawnHoldout {
  std::string name;
  std::uint64_t seed = 0;
  Ratio share = {};
  std::string segment = {};
  Day day = {};
  Day from = {};            ///< first day on which nothing new comes by itself to those held
  std::int64_t members = 0; ///< drawn
  std::int64_t held = 0;
  /// A difference of so much from member to member would show in `holdout_trial_days` days; absent: too few have bought
  /// anything.
  std::optional<Money> visible = {};
  std::optional<BatchId> earlier_batch = {}; ///< that had drawn it; nothing changed
  shop::Receipt receipt;
};

/// Draws who is held out among the members known on the day of the command who are not shut out, as `held_out` says by
/// their keys. Nothing new comes to those held from the next day on, or from the first day that no night has walked
/// yet. A hold-out of the same name and terms is shown, not drawn again. Refused by `Error`: no name or share (usage),
/// a segment that the program does not have, other terms than those of the hold-out of this name.
DrawnHoldout draw_holdout(const shop::Context& context, const shop::ProgramText& program, const HoldoutRequest& request,
                          std::uint64_t chance);

/// The end of a hold-out.
struct EndedHoldout {
  Day last_day = {};
  std::int64_t held = 0;
  bool ended_before = false; ///< nothing changed
  shop::Receipt receipt;
};

/// Ends a hold-out with the day of the command: from the next day on everything comes to those held again. Refused by
/// `Error`: there is none of that name, or it was drawn later.
EndedHoldout end_holdout(const shop::Context& context, const std::string& name);

} // namespace loyalty::app
