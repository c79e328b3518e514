// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "loyalty/difference.hpp"
#include "loyalty/entry.hpp"
#include "loyalty/history.hpp"
#include "loyalty/tiering.hpp"
#include "store/ledger/books.hpp"
#include "store/sqlite/values.hpp"

namespace loyalty::store {

/// The conclusions stored for one member: the whole points account and the whole tier history, in order of numbers.
/// Terms are indices into `TermsBook::terms` and lie within it.
struct Account {
  MemberId member = 0;
  std::vector<NumberedEntry> entries;
  std::vector<TierChange> tier_changes;

  void clear() {
    entries.clear();
    tier_changes.clear();
  }
};

/// The pinned rules of all entries, numbered in the books from 1 in the order of first use.
class TermsBook {
 public:
  explicit TermsBook(Ledger& ledger);

  const std::vector<Terms>& terms() const { return terms_; }
  /// The number in the books; terms never used before are appended.
  std::int64_t number_of(const Terms& terms, Batch& batch);

 private:
  std::vector<Terms> terms_;
};

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
  class Books;
  std::unique_ptr<Books> books_;
};

/// The same, told one after the other.
void read_accounts(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const Account&)>& use);
Account read_account(Ledger& ledger, MemberId member);
/// The batch that wrote each line of a member's points account, and each of their tier history, in order of numbers.
std::vector<std::int64_t> entry_batches(Ledger& ledger, MemberId member);
std::vector<std::int64_t> tier_change_batches(Ledger& ledger, MemberId member);
/// Reads the lines that a batch wrote, by member and number.
void read_lines(Ledger& ledger, std::int64_t batch, const std::function<void(MemberId, const NumberedEntry&)>& use);
bool has_conclusions(Ledger& ledger);

/// Appends a line; `terms` is its number in the books.
void write_entry(Batch& batch, MemberId member, const NumberedEntry& line, std::optional<std::int64_t> terms);
void write_tier_change(Batch& batch, MemberId member, std::int64_t number, const TierChange& change);

/// How far a member's days are walked, and when there is something to do again.
struct Settlement {
  MemberId member = 0;
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
  MemberId member = 0;
  Day day = {};
};
/// Whoever brought one of the members is due as well.
void mark_due(Ledger& ledger, std::span<const NewFact> facts);
/// The same for every member.
void mark_all_due(Ledger& ledger, Day day);

/// The members that a batch wrote facts or conclusions about, each with the first day concerned.
std::vector<NewFact> touched_by(Ledger& ledger, std::int64_t batch);

} // namespace loyalty::store
