// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"

namespace loyalty {

/// Whether somebody is shut out of the scheme at the end of a day.
///
/// What comes before on the day of the closing still counts, and so does what was promised before. From that evening
/// on, through the day of the reopening, the member earns nothing, receives nothing, holds no tier, stands in no list
/// and brings nobody anything. Orders stay orders of the shop. Closed and reopened on one day is as if nothing had
/// been.
bool is_closed(const History& history, Day day);
/// The same after one more act, the acts of a member being told in their order.
constexpr bool is_closed_after(const Act& act, bool before) {
  return act.kind == ActKind::close || (before && act.kind != ActKind::reopen);
}

/// The day since when somebody is shut out at the end of a day; `never`: they are not.
Day closed_since(const History& history, Day day);

/// The first day from `from` on at whose end somebody is not shut out; `never`: they are for good.
Day first_open_day(const History& history, Day from);

/// The days on whose evening somebody was shut out who was not in the morning.
std::vector<Day> closing_days(const History& history);

} // namespace loyalty
