// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "loyalty/engine.hpp"
#include "loyalty/history.hpp"

namespace loyalty::reports {

/// Whether only the engine knows the number. What was bought is seen without it.
bool asks_engine(const Condition* comparison);

/// What a tier rule measures, as the engine sees it on the day, of one member after the other.
class Qualifying {
 public:
  /// nullptr: nothing is measured, and all have 0. The timeline may be empty where the engine is not asked.
  Qualifying(const Condition* comparison, const Timeline& timeline, Day as_of);

  std::int64_t of(const History& history);

 private:
  const Condition* comparison_;
  Day as_of_;
  std::optional<Engine> engine_;
};

} // namespace loyalty::reports
