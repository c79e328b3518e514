// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "app/night/redated.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/engine.hpp"
#include "shop/group_reader.hpp"

namespace loyalty::app {

/// Through which days members are settled, and what of them.
struct Extent {
  /// What follows from both halves: nothing, only what no longer follows, or all of it.
  enum class Follow { nothing, call_off, all };

  Day through;
  store::Halves halves = {};
  Follow follow = Follow::all;
};

/// What is added to one member's conclusions, and what follows from them.
struct Addition {
  store::Settlement settlement = {};
  std::vector<NumberedEntry> entries = {};
  std::vector<TierChange> tier_changes = {};
  std::int64_t next_change = 1;
  std::vector<Assignment> drawn = {}; ///< that no act says yet
  Day issues_through = {};            ///< the day through which there is what follows
  std::vector<Occasion> occasions = {};
  std::vector<RosterChange> roster_changes = {};
  std::vector<CashMove> cash = {};
};

/// Members who are read, walked and written together; the lists go side by side.
struct WalkedGroup {
  std::span<const store::Settlement> settlements = {};
  std::vector<shop::KnownMember> members = {};
  std::vector<Addition> additions = {};
  std::vector<Terms> terms = {}; ///< that entries of this group are the first to name, after those of earlier groups
  Redated redated = {};
};

/// Walks the members of groups, one group at a time. It knows no ledger, so that a group can be walked on a thread of
/// its own while the one before it is written and the next one read.
class GroupWalker {
 public:
  GroupWalker(const Timeline& timeline, const Extent& extent) : engine_(timeline), extent_(extent) {}

  /// Not to be asked while a group is walked.
  Engine& engine() { return engine_; }
  const Timeline& timeline() const { return engine_.timeline(); }

  /// From the settlements and members of the group, makes the rest of it.
  void walk(WalkedGroup& group);

 private:
  void conclude(const shop::KnownMember& known, WalkedGroup& group, Addition& addition);

  Engine engine_;
  Extent extent_;
  std::size_t told_terms_ = 0; ///< so many groups so far were told
};

} // namespace loyalty::app
