// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// A hold-out as it was drawn, and the end that was put to it.
struct StoredHoldout {
  std::int64_t id = 0;
  std::string name;
  Day day = {};      ///< of the draw
  Day from = {};     ///< first day on which nothing new comes by itself to those held
  Day until = never; ///< last one; `never`: it goes on
  std::uint64_t seed = 0;
  Ratio share = {};
  std::string segment = {}; ///< drawn among its members only; empty: among all, whoever comes later too
  BatchId batch = {};
};

/// The hold-outs that count, in the order in which they were drawn; those that are over too.
std::vector<StoredHoldout> holdouts(Ledger& ledger);
/// The one of that name; nullptr: none.
const StoredHoldout* find_holdout(std::span<const StoredHoldout> all, std::string_view name);

/// Writes a draw, or the end of one; gives it the next number.
std::int64_t add_holdout(Ledger& ledger, Batch& batch, const StoredHoldout& drawn);
void add_holdout_end(Ledger& ledger, Batch& batch, const StoredHoldout& ended, Day last_day);

/// The act that notes on which side of a hold-out a member is.
Act note_of(const Assignment& assignment);
/// What such an act of this batch says; nullopt where its draw does not count.
std::optional<Assignment> assignment_of(std::span<const StoredHoldout> all, const Act& act, BatchId batch);

/// Completes what acts say of one member, who is known from `known_on` on: of each hold-out one assignment, and that of
/// the lot where no act says anything yet. No lot is drawn for who is shut out, until they are let in again.
class Assignments {
 public:
  /// `all` are the hold-outs of the ledger and outlive this.
  Assignments(Ledger& ledger, std::span<const StoredHoldout> all) : ledger_(ledger), all_(all) {}

  bool any() const { return !all_.empty(); }
  void complete(History& history, Day known_on);

 private:
  std::string key_of(MemberId member);

  Ledger& ledger_;
  std::span<const StoredHoldout> all_;
  std::optional<Cursor> key_;
};

} // namespace loyalty::store
