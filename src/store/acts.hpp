// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {

/// Something done to or by a member, as stored.
struct StoredAct {
  MemberId member = {};
  Act act = {};
  std::optional<Money> worth = {};
  std::string reason = {};
  std::string key = {};
  BatchId batch = {};
  bool own_words = false; ///< where it is written: the reason is the program's own, nobody typed it
};

// Acts of undone batches are never seen, but for `act`, which explains whatever is stored. Members are named as who
// they are by now.

/// Finds acts by their keys, for a run that looks for many.
class ActKeys {
 public:
  explicit ActKeys(Ledger& ledger);
  /// The act of that key; nullopt if there is none. A key with the number of a member in it is found as well where it
  /// was made for somebody who was merged into them since.
  std::optional<StoredAct> find(std::string_view key);
  /// Of the acts of that key through a day the last one: what a file said last of something that can change.
  std::optional<StoredAct> latest(std::string_view key, Day through);

 private:
  std::optional<StoredAct> find_exactly(std::string_view key);

  Ledger& ledger_;
  Cursor rows_;
  MemberId found_for_; ///< as the row has it
};

/// One look for an act.
std::optional<StoredAct> find_act(Ledger& ledger, std::string_view key);
std::optional<StoredAct> act(Ledger& ledger, ActId id);
/// What a member did and had done to them, by day and number.
std::vector<StoredAct> acts_of(Ledger& ledger, MemberId member);
/// The acts of a kind by number; `subject` narrows them, empty: all. Nothing may be written on the ledger meanwhile.
void read_acts(Ledger& ledger, ActKind kind, const std::function<void(const StoredAct&)>& use,
               std::string_view subject = {});

/// The member who brought this one, if somebody did.
std::optional<MemberId> inviter_of(Ledger& ledger, MemberId member);

/// Appends acts to the books, with the next numbers.
class ActWriter {
 public:
  ActWriter(Ledger& ledger, Batch& batch);

  ActId write(const StoredAct& act);

 private:
  Batch& batch_;
  ActId next_;
};

/// One act, at once.
ActId add_act(Ledger& ledger, Batch& batch, const StoredAct& act);

} // namespace loyalty::store
