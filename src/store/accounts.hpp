// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "loyalty/difference.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/tiering.hpp"
#include "store/ledger/batch.hpp"
#include "store/settlements.hpp"

namespace loyalty::store {

/// The conclusions stored for one member: the whole points account and the whole tier history, in order of numbers.
/// Terms are indices into `KeptTerms::terms` and lie within it.
struct Account {
  MemberId member = {};
  std::vector<NumberedEntry> entries;
  std::vector<TierChange> tier_changes;

  void clear() {
    entries.clear();
    tier_changes.clear();
  }
};

/// The pinned rules of all entries, numbered in the books from 1 in the order of first use.
class KeptTerms {
 public:
  explicit KeptTerms(Ledger& ledger);

  const std::vector<Terms>& terms() const { return terms_; }
  /// The number in the books. Terms never used before get the next one, and are to be written with `write_terms` before
  /// any line that names them.
  std::int64_t number_of(const Terms& terms);

 private:
  std::vector<Terms> terms_;
};

void write_terms(Batch& batch, std::int64_t number, const Terms& terms);

/// Reads the conclusions of the members `first` … `last`, in order; members without any are passed over.
/// Nothing may be written on the ledger meanwhile.
class AccountReader {
 public:
  /// What is read of the entries. `sums` leaves out what no sum of an account needs, and by that a third of the time:
  /// the order and act they follow from, last day, base and terms. `tiers` leaves them all out.
  enum class Detail { whole, sums, tiers };

  AccountReader(Ledger& ledger, MemberId first, MemberId last, Detail detail = Detail::whole);
  ~AccountReader();

  /// Goes on with other members; cheaper than another reader.
  void seek(MemberId first, MemberId last);
  /// The next member's account, valid until the one after; nullptr after the last.
  const Account* next();

 private:
  class Tables;
  std::unique_ptr<Tables> tables_;
};

/// The same, told one after the other.
void read_accounts(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const Account&)>& use);
Account read_account(Ledger& ledger, MemberId member);
/// The batch that wrote each line of a member's points account, and each of their tier history, in order of numbers.
std::vector<BatchId> entry_batches(Ledger& ledger, MemberId member);
std::vector<BatchId> tier_change_batches(Ledger& ledger, MemberId member);
/// Reads the lines that a batch wrote, by member and number.
void read_lines(Ledger& ledger, BatchId batch, const std::function<void(MemberId, const NumberedEntry&)>& use);
bool has_conclusions(Ledger& ledger);

/// Lines to be appended to members' accounts by one batch, made ready by somebody who need not know the ledger.
class NewLines {
 public:
  /// Forgets what was added so far. The members who are added ascend.
  void begin(BatchId batch);
  /// To be asked for when all are added, by those who make lines for the batch one after the other, in the order in
  /// which they are written.
  void hash(Batch& batch) const;
  /// `terms` is their number in the books. Refused by `Error`: more points than could be read again.
  void add(MemberId member, const NumberedEntry& line, std::optional<std::int64_t> terms);
  void add(MemberId member, std::int64_t number, const TierChange& change);

  /// The batch is the one that they were begun and hashed for.
  void write(Batch& batch);

 private:
  BatchId batch_;
  Staging entries_;
  Staging tier_changes_;
};

} // namespace loyalty::store
