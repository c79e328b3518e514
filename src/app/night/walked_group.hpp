// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "app/night/settled.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/engine.hpp"
#include "shop/group_reader.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {

/// Through which days members are settled, and what of them.
struct Extent {
  /// What follows from both halves: nothing, only what no longer follows, or all of it.
  enum class Follow { nothing, call_off, all };

  Day through;
  store::Halves halves = {};
  Follow follow = Follow::all;
};

/// What becomes of one member besides the lines of their account.
struct Addition {
  store::Settlement settlement = {};
  std::vector<TierChange> tier_changes = {};
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
  std::vector<Terms> new_terms = {}; ///< not in the books, to be written before the lines that name them
  store::NewLines lines = {};
  Added added = {}; ///< by the lines
};

/// Walks the members of groups, one group at a time, and makes their lines ready. It reads no ledger, so that a group
/// can be walked on a thread of its own while the one before it is written and the next one read.
class GroupWalker {
 public:
  /// Numbers the terms of new lines in the book, and hashes the lines for the batch.
  GroupWalker(const Timeline& timeline, const Extent& extent, store::Batch& batch, store::KeptTerms& book)
      : engine_(timeline), extent_(extent), batch_(batch), book_(book) {}

  /// Not to be asked while a group is walked.
  Engine& engine() { return engine_; }
  const Timeline& timeline() const { return engine_.timeline(); }

  /// From the settlements and members of the group, makes the rest of it.
  void walk(WalkedGroup& group);

 private:
  void conclude(const shop::KnownMember& known, WalkedGroup& group, Addition& addition);
  void add_entries(const shop::KnownMember& known, const std::vector<NumberedEntry>& entries, WalkedGroup& group);
  void add_tier_changes(const shop::KnownMember& known, const std::vector<TierChange>& changes, WalkedGroup& group);
  std::optional<std::int64_t> number_of(std::int32_t terms, WalkedGroup& group);

  Engine engine_;
  Extent extent_;
  store::Batch& batch_;
  store::KeptTerms& book_;
  std::vector<std::int64_t> numbers_; ///< in the book, of the engine's terms; 0: not looked up yet
};

} // namespace loyalty::app
