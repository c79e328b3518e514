// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/values.hpp"

namespace loyalty::store {

/// How far a member's days are walked, and when there is something to do again.
struct Settlement {
  MemberId member = {};
  Day points_through = {};
  Day points_due_on = never;
  Day tiers_through = {};
  Day tiers_due_on = never;
  Day issues_through = {};
  Day issues_due_on = never;
};

/// Which of the engine's conclusions are meant.
struct Halves {
  bool points = true;
  bool tiers = true;

  /// Vouchers and rosters follow from both.
  bool both() const { return points && tiers; }
};

/// The members with something to do through `day`, by number.
std::vector<Settlement> due(Ledger& ledger, Day day, const Halves& halves);
Settlement settlement(Ledger& ledger, MemberId member);
void save_settlements(Ledger& ledger, std::span<const Settlement> settlements);

/// All settlements, by number of the member.
std::vector<Settlement> settlements(Ledger& ledger);

/// A member's days from `day` on must be walked again, or for the first time.
struct NewFact {
  MemberId member = {};
  Day day = {};
};
/// Whoever brought one of the members is due as well.
void mark_due(Ledger& ledger, std::span<const NewFact> facts);
/// The same for every member.
void mark_all_due(Ledger& ledger, Day day);

/// The members that a batch wrote facts or conclusions about, each with the first day concerned.
std::vector<NewFact> touched_by(Ledger& ledger, BatchId batch);

} // namespace loyalty::store
