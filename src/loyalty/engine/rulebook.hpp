// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "loyalty/engine.hpp"

namespace loyalty {

/// What the engine works out once of a version of the program.
struct Rules {
  std::vector<Window> windows;    ///< through which its conditions look
  std::vector<std::int32_t> earn; ///< terms by tier, the first without tier
  std::int32_t growth = -1;
  std::int32_t refund = -1;               ///< terms of refunds that name no order
  std::vector<const Campaign*> campaigns; ///< that change what orders earn, or are for the first of them
  bool rated =
      false; ///< orders need a rating: campaigns, caps, rests that are carried, or what earns is not the whole order
  bool only_lower_bounds = true;
  bool packs = false;
  bool waiting = false; ///< some tier is reached with a calendar part only
  bool issues = false;  ///< vouchers, rosters or cash back follow by themselves
};

/// The versions of the program, and the terms that entries were made with. It serves one member after the other.
class Rulebook {
 public:
  explicit Rulebook(Timeline timeline);

  const Timeline& timeline() const { return timeline_; }
  /// Of that version; there are rules, which say nothing, even where no program ever ruled.
  const Rules& rules(std::size_t version) const { return rules_[version]; }

  /// The index of these terms, which are added if they are new.
  std::int32_t intern(const Terms& wanted);
  const std::vector<Terms>& terms() const { return terms_; }

 private:
  Rules rules_of(const ProgramVersion& version);
  void intern_earning(const ProgramVersion& version, Rules& rules);

  Timeline timeline_;
  std::vector<Terms> terms_;
  std::vector<Rules> rules_; ///< by place in the timeline
};

} // namespace loyalty
