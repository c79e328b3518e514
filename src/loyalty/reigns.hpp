// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "loyalty/engine.hpp"

namespace loyalty {

/// The program that rules on the day; nullptr if there never was one.
inline const Program* program_on(const Timeline& timeline, Day day) {
  if (timeline.empty()) return nullptr;
  std::size_t reign = 0;
  while (reign + 1 < timeline.size() && timeline[reign + 1].from <= day) ++reign;
  return timeline[reign].program.get();
}

} // namespace loyalty
