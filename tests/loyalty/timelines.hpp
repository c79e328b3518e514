// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>

#include "loyalty/engine.hpp"

namespace loyalty {

/// The program takes over from a day on.
inline void take_over(Timeline& timeline, Day from, Program program) {
  const auto latest = timeline.empty() ? ProgramId() : timeline.latest().id;
  timeline.add({latest.next(), from, std::make_shared<const Program>(std::move(program))});
}

inline Timeline always(Program program) {
  Timeline timeline;
  take_over(timeline, Day{-1'000'000}, std::move(program));
  return timeline;
}

} // namespace loyalty
